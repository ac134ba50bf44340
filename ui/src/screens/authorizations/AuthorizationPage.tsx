import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { AuthorizationDetail } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { Grounds } from "../../design/parts/PolicyPane";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { Waiting } from "../../design/parts/Waiting";
import { t, tCount } from "../../text/t";
import { AskDialog } from "../../app/AskDialog";
import { FormLine, useFormOf } from "../record/FormParts";
import css from "./Authorizations.module.css";
import { ContinueDialog, UseDialog } from "./dialogs";

/** One authorization: what it says, each use, and what can be done under it today. */
export function AuthorizationPage({ request, part }: { request: string; part: string }) {
  const road = useRoad();
  const detail = useQuery({ queryKey: ["authorization", request, part], queryFn: () => call("open_authorization", { request, part }), staleTime: Infinity });
  if (detail.error) {
    return (
      <EmptyState action={<Button onPress={() => road.go("/authorizations")}>{t("place.authorizations")}</Button>}>
        {detail.error.message} {(detail.error as Refused).help}
      </EmptyState>
    );
  }
  return detail.data ? <Page detail={detail.data} /> : <Waiting what={t("authorization.title")} />;
}

function Page({ detail }: { detail: AuthorizationDetail }) {
  const road = useRoad();
  const { row } = detail;
  const heading = useRef<HTMLHeadingElement>(null);
  const [asked, setAsked] = useState<"use" | "end" | "continue">();
  useEffect(() => heading.current?.focus(), [row.request, row.part]);
  return (
    <Sheet wide>
      <div className={css.page}>
        <header>
          <p className="small muted numbers">
            {row.number} {row.kind}
          </p>
          <div className={css.head}>
            <h1 className="title" ref={heading} tabIndex={-1} dir="auto">
              {row.purpose || t("authorization.title")}
            </h1>
            <StateWord state={row.state} tone={row.tone} chip />
          </div>
          {detail.signed ? <p className="muted">{detail.signed}</p> : null}
        </header>
        {detail.no_use ? (
          <Banner kind="hold" rounded>
            <strong>{t("use.refused")}</strong> {detail.no_use}
          </Banner>
        ) : null}
        <div className={css.actions}>
          {detail.no_use ? null : (
            <Button kind="main" onPress={() => setAsked("use")}>
              {t("use.title")}
            </Button>
          )}
          {detail.may_continue ? <Button onPress={() => setAsked("continue")}>{t("continue.title")}</Button> : null}
          {detail.may_end ? (
            <Button kind="stop" onPress={() => setAsked("end")}>
              {t("finish.title")}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={() => road.go(`/request/${row.request}`)}>
            {t("authorization.request")}
          </Button>
          <Button kind="quiet" onPress={() => road.go("/authorizations")}>
            {t("authorizations.all")}
          </Button>
        </div>
        <Card title={t("authorization.says")}>
          <Facts beside facts={detail.lines.map((line) => ({ label: line.code, value: line.label }))} />
        </Card>
        <Grounds title={t("authorization.under")} clauses={detail.grounds} />
        <Card title={t("authorization.uses")} flush={detail.uses.length > 0}>
          {detail.uses.length === 0 ? (
            <p className="muted">{t("authorization.uses.none")}</p>
          ) : (
            <ul className={css.uses}>
              {detail.uses.map((use, index) => (
                // Uses are never taken away: their place in the list is their identity.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={`${use.at.iso}/${index}`}>
                  <span className="numbers">
                    {use.at.words}, {tCount("authorization.uses.row", use.records)}: {use.recipient}
                  </span>
                  <span className="small muted">{use.fields.join(", ")}</span>
                  <span dir="auto">{use.how}</span>
                  <span className="small muted">{use.by}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        {detail.linked.length > 0 ? (
          <Card title={t("authorization.linked")}>
            {detail.linked.map((link) => (
              <div key={`${link.code}/${link.label}`}>
                <Button kind="link" onPress={() => road.go(`/request/${link.code}`)}>
                  {link.label}
                </Button>
              </div>
            ))}
          </Card>
        ) : null}
      </div>
      {asked === "use" ? <UseDialog detail={detail} onClose={() => setAsked(undefined)} /> : null}
      {asked === "end" ? <EndDialog detail={detail} onClose={() => setAsked(undefined)} /> : null}
      {asked === "continue" ? <ContinueDialog detail={detail} onClose={() => setAsked(undefined)} /> : null}
    </Sheet>
  );
}

function EndDialog({ detail, onClose }: { detail: AuthorizationDetail; onClose: () => void }) {
  const acting = useActing();
  const { request, part } = detail.row;
  const form = useFormOf(`request/${request}/${part}/end`, { reason: "" }, acting);
  const { reason } = form.values;
  const save = async () => {
    if (!(await acting.run("end_authorization", { request, part, reason }))) return;
    form.done();
    onClose();
  };
  return (
    <AskDialog title={t("finish.title")} body={t("finish.body")} act={t("finish.save")} acting={acting} onAct={() => void save()} onClose={onClose} blocked={reason.trim() === ""}>
      <FormLine form={form} name="reason" label={t("reason")} rows={2} />
    </AskDialog>
  );
}
