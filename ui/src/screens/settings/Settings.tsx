import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { SettingsView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { TabSet } from "../../design/parts/TabSet";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { PeoplePanel } from "../people/PeoplePanel";
import { BackupPanel } from "../backup/BackupPanel";
import { ProofPanel } from "../proof/ProofPanel";
import { RetentionPanel } from "../retention/RetentionPanel";
import { AboutPanel } from "./AboutPanel";
import { LetterStylePanel } from "./LetterStylePanel";
import { LookPanel } from "./LookPanel";
import { ClosurePanel, CounselPanel, DirectorPanel, LibraryPanel } from "./OfficePanels";
import css from "./Settings.module.css";

/** Everything that can be set: the library, counsel, closure days, the look, and the vault itself. */
export function Settings({ tab }: { tab: string }) {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const settings = useQuery({ queryKey: ["settings"], queryFn: () => call("settings_view") });
  return (
    <Sheet wide>
      <div className={css.room}>
        <div className={css.page}>
          <h1 className="title" ref={heading} tabIndex={-1}>
            {t("place.settings")}
          </h1>
          {settings.data ? (
            <TabSet label={t("place.settings")} sheets={sheetsOf(settings.data)} selected={tab || "library"} onSelect={(next) => road.go(`/settings/${next}`)} />
          ) : settings.error ? (
            <EmptyState action={<Button onPress={() => void settings.refetch()}>{t("retry")}</Button>}>
              {settings.error.message} {(settings.error as Refused).help}
            </EmptyState>
          ) : (
            <Waiting what={t("place.settings")} />
          )}
        </div>
      </div>
    </Sheet>
  );
}

function sheetsOf(settings: SettingsView) {
  return [
    { id: "library", title: t("settings.library"), content: <LibraryPanel settings={settings} /> },
    { id: "letters", title: t("letters.title"), content: <LetterStylePanel settings={settings} /> },
    { id: "director", title: t("settings.director"), content: <DirectorPanel settings={settings} /> },
    { id: "counsel", title: t("settings.counsel"), content: <CounselPanel settings={settings} /> },
    { id: "calendar", title: t("settings.calendar"), content: <ClosurePanel settings={settings} /> },
    { id: "people", title: t("people.title"), content: <PeoplePanel /> },
    { id: "backup", title: t("backup.title"), content: <BackupPanel settings={settings} /> },
    { id: "proof", title: t("proof.title"), content: <ProofPanel /> },
    { id: "retention", title: t("retention.title"), content: <RetentionPanel /> },
    { id: "look", title: t("settings.look"), content: <LookPanel settings={settings} /> },
    { id: "about", title: t("settings.about"), content: <AboutPanel settings={settings} /> },
  ];
}
