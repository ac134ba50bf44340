import { useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useEffect, useRef } from "react";
import { useDesk } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { ReminderView, RequestRow } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DueChip, StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { Waiting } from "../../design/parts/Waiting";
import { type PlainKey, t, tCount } from "../../text/t";
import { useAuthorizations } from "../authorizations/list";
import css from "./Today.module.css";

const GROUPS: readonly { title: PlainKey; holds: (row: RequestRow) => boolean }[] = [
  { title: "today.stopped", holds: (row) => row.tone === "stop" || row.due?.tone === "stop" },
  { title: "today.look", holds: (row) => row.to_look },
  { title: "today.due", holds: (row) => row.due?.tone === "wait" },
  { title: "today.waiting", holds: (row) => row.tone === "wait" },
  { title: "today.rest", holds: () => true },
];

/** Where each quiet word about the record as a whole leads. */
const REMINDED: Record<string, { path: string; act: PlainKey }> = {
  backup: { path: "/settings/backup", act: "reminder.backup" },
  sheet: { path: "/settings/people", act: "reminder.sheet" },
  printing: { path: "/requests", act: "reminder.printing" },
  slip: { path: "/settings/proof", act: "reminder.proof" },
  register: { path: "/settings/proof", act: "reminder.proof" },
  certificate: { path: "/settings/retention", act: "reminder.retention" },
  count: { path: "/requests", act: "reminder.printing" },
  binder: { path: "/requests", act: "reminder.printing" },
  designations: { path: "/custody/designations", act: "reminder.custody" },
};

function reminded(one: ReminderView): { path: string; act: PlainKey } {
  // Where the sheets of one request were cut off, how they look is said beside its letters.
  if (one.request !== null) return { path: `/request/${one.request}/letters`, act: "reminder.letter" };
  return REMINDED[one.code] ?? { path: "/settings", act: "today.settings" };
}

/** What needs a hand today, by consequence: stopped or overdue, waiting for a second look of whoever is here, due soon, waiting on others. */
export function Today() {
  const road = useRoad();
  const desk = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const list = useQuery({ queryKey: ["list", "today"], queryFn: () => call("list_requests", { view: "today", words: "", offset: 0, limit: 100 }) });
  const rows = list.data?.rows ?? [];
  const ending = useAuthorizations().data?.rows.filter((row) => row.soon) ?? [];
  return (
    <Sheet wide>
      <header>
        <h1 className="title" ref={heading} tabIndex={-1}>
          {t("place.today")}
        </h1>
        {desk ? <p className="muted">{desk.now.words}</p> : null}
      </header>
      {desk && desk.not_ready.length > 0 ? (
        <Banner kind="hold" rounded action={<Button onPress={() => road.go("/settings")}>{t("today.settings")}</Button>}>
          <strong>{t("today.ready")}</strong>
          <ul className={css.ready}>
            {desk.not_ready.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {desk && desk.to_confirm > 0 ? (
        <Banner kind="hold" rounded action={<Button onPress={() => road.go("/custody")}>{t("custodian.look")}</Button>}>
          {tCount("custodian.waits", desk.to_confirm)}
        </Banner>
      ) : null}
      {desk?.reminders.map((one) => (
        <Banner key={one.code} kind="check" rounded action={<Button onPress={() => road.go(reminded(one).path)}>{t(reminded(one).act)}</Button>}>
          {one.label}
        </Banner>
      ))}
      {list.error ? (
        <EmptyState action={<Button onPress={() => void list.refetch()}>{t("retry")}</Button>}>
          {list.error.message} {(list.error as Refused).help}
        </EmptyState>
      ) : list.data === undefined ? (
        <Waiting what={t("place.today")} />
      ) : rows.length === 0 ? (
        <EmptyState
          action={
            <>
              <Button kind="main" onPress={() => road.go("/new")}>
                {t("list.start")}
              </Button>
            </>
          }
        >
          {t("today.nothing")}
        </EmptyState>
      ) : (
        grouped(rows).map(({ title, rows: held }) => (
          <div key={title} className={css.group}>
            <Card title={t(title)} flush>
              <ul className={css.rows}>
                {held.map((row) => (
                  <li key={row.id} className={css.row}>
                    <span className="numbers nowrap">
                      <Button kind="link" onPress={() => road.go(`/request/${row.id}`)}>
                        {row.number}
                      </Button>
                    </span>
                    <span>
                      {row.sealed ? <LockKeyhole size={14} aria-hidden /> : null} {row.kind} <span className="small muted">{row.from}</span>
                    </span>
                    {row.due ? <DueChip due={row.due} /> : <StateWord state={row.state} tone={row.tone} />}
                    <span className={`${css.next} small muted`}>{row.next}</span>
                  </li>
                ))}
              </ul>
            </Card>
          </div>
        ))
      )}
      {ending.length > 0 ? (
        <div className={css.group}>
          <Card title={t("authorizations.soon")} flush>
            <ul className={css.rows}>
              {ending.map((row) => (
                <li key={`${row.request}/${row.part}`} className={css.row}>
                  <span className="numbers nowrap">
                    <Button kind="link" onPress={() => road.go(`/authorizations/${row.request}/${row.part}`)}>
                      {row.number}
                    </Button>
                  </span>
                  <span dir="auto">
                    {row.purpose} <span className="small muted">{row.recipients.join("; ")}</span>
                  </span>
                  <StateWord state={row.state} tone={row.tone} chip />
                </li>
              ))}
            </ul>
          </Card>
        </div>
      ) : null}
    </Sheet>
  );
}

/** Each row stands once, in the first group that holds it. */
function grouped(rows: readonly RequestRow[]): { title: PlainKey; rows: RequestRow[] }[] {
  const groups = GROUPS.map((group) => ({ title: group.title, rows: [] as RequestRow[] }));
  for (const row of rows) groups[GROUPS.findIndex((group) => group.holds(row))]?.rows.push(row);
  return groups.filter((group) => group.rows.length > 0);
}
