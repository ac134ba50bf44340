import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { AskDialog } from "../../app/AskDialog";
import { call, type Refused } from "../../bridge/call";
import type { AccessRow, PeopleView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { DateField } from "../../design/parts/DateField";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { GiveAccess } from "./GiveAccess";
import { OwnPassphrase } from "./OwnPassphrase";
import css from "./People.module.css";
import { NewSheet } from "./NewSheet";

/** Who can open the record: everybody with a key of their own, one's own passphrase, and the recovery sheet. */
export function PeoplePanel() {
  const people = useQuery({ queryKey: ["people"], queryFn: () => call("people_view") });
  if (people.error) {
    return (
      <EmptyState action={<Button onPress={() => void people.refetch()}>{t("retry")}</Button>}>
        {people.error.message} {(people.error as Refused).help}
      </EmptyState>
    );
  }
  if (!people.data) return <Waiting what={t("people.title")} />;
  const view = people.data;
  return (
    <div className={css.panel}>
      {view.to_settle.length > 0 ? (
        <Banner kind="hold" rounded>
          <ul>
            {view.to_settle.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <AccessList view={view} />
      {view.can_manage && view.without_access.length > 0 ? <GiveAccess view={view} /> : null}
      {view.can_change_passphrase ? <OwnPassphrase /> : null}
      {view.can_manage ? <NewSheet proved={view.sheet_proved?.words ?? null} age={view.sheet_age} /> : null}
    </div>
  );
}

function AccessList({ view }: { view: PeopleView }) {
  const [ending, setEnding] = useState<AccessRow>();
  const [dated, setDated] = useState<AccessRow>();
  return (
    <Card title={t("people.title")}>
      <p className="muted">{t("people.lead")}</p>
      <ul className={css.rows}>
        {view.rows.map((row) => (
          <li key={row.slot}>
            <div className={css.head}>
              <strong>{row.me ? t("people.me", { who: row.who }) : row.who}</strong>
              <StateWord state={row.state} tone={row.tone} />
              {view.can_manage && row.can_end ? (
                <>
                  <Button kind="link" aria-label={t("people.last.day.named", { who: row.who })} onPress={() => setDated(row)}>
                    {t("people.last.day.change")}
                  </Button>
                  <Button kind="link" aria-label={t("people.end.named", { who: row.who })} onPress={() => setEnding(row)}>
                    {t("people.end")}
                  </Button>
                </>
              ) : null}
            </div>
            <Facts
              beside
              facts={[
                { label: t("people.role"), value: row.role },
                { label: t("people.reads"), value: row.reads },
                ...(row.since ? [{ label: t("people.since"), value: row.since.words }] : []),
                ...(row.until ? [{ label: t("people.until"), value: row.until }] : []),
                { label: t("people.fingerprint"), value: <code>{row.fingerprint}</code> },
              ]}
            />
          </li>
        ))}
      </ul>
      {ending ? <EndDialog row={ending} onClose={() => setEnding(undefined)} /> : null}
      {dated ? <LastDayDialog row={dated} onClose={() => setDated(undefined)} /> : null}
    </Card>
  );
}

function LastDayDialog({ row, onClose }: { row: AccessRow; onClose: () => void }) {
  const acting = useActing();
  const [until, setUntil] = useState(row.until_day);
  const save = async () => {
    if (await acting.run("set_last_day", { slot: row.slot, until })) onClose();
  };
  return (
    <AskDialog title={t("people.last.day.named", { who: row.who })} body={t("people.last.day.body")} act={t("people.last.day.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <DateField label={t("people.last.day")} hint={t("people.last.day.hint")} value={until} onChange={setUntil} error={acting.at("until")} optional />
    </AskDialog>
  );
}

function EndDialog({ row, onClose }: { row: AccessRow; onClose: () => void }) {
  const acting = useActing();
  const end = async () => {
    if (await acting.run("end_access", { slot: row.slot })) onClose();
  };
  return (
    <AskDialog title={t("people.end")} body={t("people.end.body")} act={t("people.end")} acting={acting} onAct={() => void end()} onClose={onClose}>
      <p>
        <strong>{row.who}</strong>
      </p>
    </AskDialog>
  );
}
