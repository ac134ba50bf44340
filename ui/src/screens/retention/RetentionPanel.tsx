import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { call, type Refused } from "../../bridge/call";
import type { PrintReport, RetentionRow, RetentionView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox } from "../../design/parts/Checkbox";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "../backup/Backup.module.css";
import { Printed } from "../proof/Printed";
import { RulesCard } from "./RulesCard";

/** What has ended and how long it is kept; disposing of it; and what was disposed of, with its certificates. */
export function RetentionPanel() {
  const retention = useQuery({ queryKey: ["retention"], queryFn: () => call("retention_view"), staleTime: 0 });
  if (retention.error) {
    return (
      <EmptyState action={<Button onPress={() => void retention.refetch()}>{t("retry")}</Button>}>
        {retention.error.message} {(retention.error as Refused).help}
      </EmptyState>
    );
  }
  if (!retention.data) return <Waiting what={t("retention.title")} />;
  return (
    <div className={css.panel}>
      <EndedCard view={retention.data} />
      <RulesCard view={retention.data} />
      <DisposalsCard view={retention.data} />
    </div>
  );
}

function EndedCard({ view }: { view: RetentionView }) {
  const acting = useActing();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState("");
  const choose = (id: string, on: boolean) => {
    setDone("");
    setTyped("");
    setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  };
  const dispose = async () => {
    const next = await acting.run("dispose_requests", { form: { requests: [...chosen], typed } });
    if (!next) return;
    setChosen([]);
    setTyped("");
    setDone(next.words);
    client.setQueryData(["retention"], next.retention);
    void client.invalidateQueries({ queryKey: ["requests"] });
    void client.invalidateQueries({ queryKey: ["desk"] });
  };
  return (
    <Card title={t("retention.list")}>
      <div className={css.stack}>
        {view.may_dispose ? null : <p>{t("retention.list.director")}</p>}
        {view.may_dispose && view.rows.length === 0 ? <p className="muted">{t("retention.list.none")}</p> : null}
        {done === "" ? null : (
          <Banner kind="fine" rounded live>
            {done}
          </Banner>
        )}
        <ul className={css.rows}>
          {view.rows.map((row) => (
            <li key={row.id}>
              <Ended row={row} chosen={chosen.includes(row.id)} onChoose={(on) => choose(row.id, on)} />
            </li>
          ))}
        </ul>
        {chosen.length === 0 ? null : (
          <section className={css.stack} aria-label={t("retention.dispose")}>
            <h3>{t("retention.dispose")}</h3>
            <Banner kind="stop" rounded>
              {t("retention.dispose.lead")}
            </Banner>
            <ErrorSummary problems={acting.problems()} />
            <TextField label={t("retention.typed")} hint={t("retention.typed.hint")} rows={Math.min(8, chosen.length + 1)} spellCheck={false} value={typed} onChange={setTyped} error={acting.at("typed")} />
            <div>
              <Button kind="stop" onPress={() => void dispose()} isDisabled={typed.trim() === ""} isPending={acting.pending}>
                {acting.pending ? t("retention.disposing") : t("retention.dispose.go")}
              </Button>
            </div>
          </section>
        )}
      </div>
    </Card>
  );
}

function Ended({ row, chosen, onChoose }: { row: RetentionRow; chosen: boolean; onChoose: (on: boolean) => void }) {
  const days = [t("retention.ended", { day: row.ended }), ...(row.until ? [t("retention.until", { day: row.until.words })] : [])].join(". ");
  return (
    <div>
      {row.ready ? (
        <Checkbox isSelected={chosen} onChange={onChoose} hint={days}>
          {t("retention.choose", { number: row.reference })}
        </Checkbox>
      ) : (
        <>
          <p>
            <span className="numbers">{row.reference}</span> <span className="small muted">{days}</span>
          </p>
          <ul className="small">
            {row.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function DisposalsCard({ view }: { view: RetentionView }) {
  const acting = useActing();
  const [report, setReport] = useState<PrintReport>();
  const print = async (disposal: number) => setReport(await acting.run("print_certificate", { disposal }));
  return (
    <Card title={t("retention.done")}>
      <div className={css.stack}>
        {view.disposals.length === 0 ? <p className="small muted">{t("retention.done.none")}</p> : null}
        <ErrorSummary problems={acting.problems()} />
        {view.disposals.map((disposal) => (
          <section key={disposal.number} className={css.stack} aria-label={disposal.when}>
            <h3>{t("retention.disposal", { when: disposal.when, who: disposal.by })}</h3>
            <p>{disposal.rule}</p>
            {disposal.again ? <p className="small muted">{t("retention.again")}</p> : null}
            <ul className="small">
              {disposal.requests.map((stub) => (
                <li key={stub.code}>{t("retention.stub", { number: stub.reference, entries: stub.entries, files: stub.files, code: stub.code })}</li>
              ))}
            </ul>
            <p className="small muted">{disposal.backups}</p>
            <div>
              <Button aria-label={t("retention.print.named", { when: disposal.when })} onPress={() => void print(disposal.number)} isPending={acting.pending}>
                {t("retention.print")}
              </Button>
            </div>
          </section>
        ))}
        <Printed report={report} />
      </div>
    </Card>
  );
}
