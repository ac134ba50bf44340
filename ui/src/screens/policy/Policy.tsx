import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { PolicyPage } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { TabSet } from "../../design/parts/TabSet";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { OwnTextsPanel } from "./OwnTextsPanel";
import css from "./Policy.module.css";
import { ProvisionsPanel, StatutesPanel } from "./ReadingPanels";
import { SwitchesPanel } from "./SwitchesPanel";
import { VersionsPanel } from "./VersionsPanel";

/** The policy in force: its versions, provisions, statutes and dated switches, each with how sure it is; and the words of the letters. */
export function Policy({ tab }: { tab: string }) {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const page = useQuery({ queryKey: ["policy"], queryFn: () => call("policy_page") });
  return (
    <Sheet wide>
      <div className={css.page}>
        <header>
          <h1 className="title" ref={heading} tabIndex={-1}>
            {t("place.policy")}
          </h1>
          {page.data ? (
            <p className="muted">
              {page.data.policy.library}. {page.data.policy.title}, {page.data.policy.version}
            </p>
          ) : null}
        </header>
        {page.data ? (
          <TabSet label={t("place.policy")} sheets={sheetsOf(page.data)} selected={tab || "versions"} onSelect={(next) => road.go(`/policy/${next}`)} />
        ) : page.error ? (
          <EmptyState action={<Button onPress={() => void page.refetch()}>{t("retry")}</Button>}>
            {page.error.message} {(page.error as Refused).help}
          </EmptyState>
        ) : (
          <Waiting what={t("place.policy")} />
        )}
      </div>
    </Sheet>
  );
}

function sheetsOf(page: PolicyPage) {
  return [
    { id: "versions", title: t("policy.versions"), content: <VersionsPanel page={page} /> },
    { id: "provisions", title: t("policy.provisions"), content: <ProvisionsPanel page={page} /> },
    { id: "statutes", title: t("policy.statutes"), content: <StatutesPanel page={page} /> },
    { id: "switches", title: t("policy.switches"), content: <SwitchesPanel page={page} /> },
    { id: "letters", title: t("own.title"), content: <OwnTextsPanel /> },
  ];
}
