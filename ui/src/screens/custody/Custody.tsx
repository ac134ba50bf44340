import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { CustodyView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { TabSet } from "../../design/parts/TabSet";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { AbsencePanel } from "./AbsencePanel";
import { ClockCard } from "./ClockCard";
import { ConfirmCard, type SayWhatWasSo } from "./ConfirmCard";
import css from "./Custody.module.css";
import { DesignationPanel } from "./DesignationPanel";
import { PeoplePanel } from "./PeoplePanel";
import { ReachPanel } from "./ReachPanel";
import { TryPanel } from "./TryPanel";
import { VacancyPanel } from "./VacancyPanel";

const onOffice: SayWhatWasSo = async (acting, { entry }, right, note) => (await acting.run("confirm_entry", { entry, right, note })) !== undefined;

/** Who is the custodian now and why, and everything on record about it: lists, each with its form. */
export function Custody({ tab }: { tab: string }) {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const view = useQuery({ queryKey: ["custody"], queryFn: () => call("custody_view") });
  return (
    <Sheet wide>
      <div className={css.page}>
        <h1 className="title" ref={heading} tabIndex={-1}>
          {t("place.custody")}
        </h1>
        {view.data ? (
          <>
            <NowCard view={view.data} />
            {view.data.clock ? <ClockCard clock={view.data.clock} /> : null}
            {view.data.to_confirm.length > 0 ? <ConfirmCard rows={view.data.to_confirm} directorHere={view.data.director_here} say={onOffice} /> : null}
            <TabSet label={t("custody.tabs")} sheets={sheetsOf(view.data)} selected={tab || "absences"} onSelect={(next) => road.go(`/custody/${next}`)} />
          </>
        ) : view.error ? (
          <EmptyState action={<Button onPress={() => void view.refetch()}>{t("retry")}</Button>}>
            {view.error.message} {(view.error as Refused).help}
          </EmptyState>
        ) : (
          <Waiting what={t("place.custody")} />
        )}
      </div>
    </Sheet>
  );
}

function NowCard({ view }: { view: CustodyView }) {
  const { custodian } = view;
  return (
    <Card title={t("custodian.now")}>
      <div className={css.now}>
        <p>
          <strong>{custodian.who}</strong>
        </p>
        {custodian.capacity ? <p className="muted">{custodian.capacity}</p> : null}
        <p>{custodian.why}</p>
        {custodian.next.length > 0 ? (
          <>
            <p className="section">{t("custodian.next")}</p>
            <ol className={css.next}>
              {custodian.next.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </>
        ) : null}
        {view.uncovered.length > 0 ? (
          <Banner kind="hold" rounded>
            <strong>{t("absence.uncovered")}</strong>
            <ul>
              {view.uncovered.map((span) => (
                <li key={span}>{span}</li>
              ))}
            </ul>
            <span>{t("absence.uncovered.lead")}</span>
          </Banner>
        ) : null}
      </div>
    </Card>
  );
}

function sheetsOf(view: CustodyView) {
  return [
    { id: "absences", title: t("custody.absences"), content: <AbsencePanel view={view} /> },
    { id: "tries", title: t("custody.tries"), content: <TryPanel view={view} /> },
    { id: "designations", title: t("custody.designations"), content: <DesignationPanel view={view} /> },
    { id: "people", title: t("custody.people"), content: <PeoplePanel view={view} /> },
    { id: "reach", title: t("custody.reach"), content: <ReachPanel view={view} /> },
    { id: "vacancy", title: t("custody.vacancy"), content: <VacancyPanel view={view} /> },
  ];
}
