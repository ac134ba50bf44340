import { useState } from "react";
import { useActing } from "../../app/acts";
import type { PrintReport, RegisterView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DateField } from "../../design/parts/DateField";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t, tCount } from "../../text/t";
import css from "../backup/Backup.module.css";
import { Printed } from "./Printed";

/** The letters of a period as a register: looked at here, and printed with the end of the record at its head. */
export function RegisterCard({ onTaken }: { onTaken: () => void }) {
  const acting = useActing();
  const [form, setForm] = useState({ from: "", until: "" });
  const [shown, setShown] = useState<{ form: typeof form; view: RegisterView }>();
  const [report, setReport] = useState<PrintReport>();
  const show = async () => {
    setReport(undefined);
    setShown(undefined);
    const view = await acting.run("letter_register", { form });
    if (view) setShown({ form, view });
  };
  const print = async (asked: typeof form) => {
    const printed = await acting.run("print_register", { form: asked });
    setReport(printed);
    if (printed?.outcome === "printed") onTaken();
  };
  return (
    <Card title={t("register.title")}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <p className="muted">{t("register.lead")}</p>
        <ErrorSummary problems={acting.problems("register")} />
        <DateField id="register/from" label={t("register.from")} value={form.from} onChange={(from) => setForm({ ...form, from })} error={acting.at("from")} />
        <DateField id="register/until" label={t("register.until")} value={form.until} onChange={(until) => setForm({ ...form, until })} error={acting.at("until")} />
        <div>
          <Button type="submit" isPending={acting.pending} isDisabled={form.from === "" || form.until === ""}>
            {t("register.show")}
          </Button>
        </div>
      </form>
      {shown ? (
        <div className={css.stack}>
          <p role="status">{tCount("register.count", shown.view.rows.length)}</p>
          {shown.view.rows.length === 0 ? <EmptyState>{t("register.none")}</EmptyState> : null}
          <ul className={css.rows} aria-label={t("register.title")}>
            {shown.view.rows.map((row) => (
              <li key={`${row.at.iso} ${row.reference} ${row.letter} ${row.fingerprint}`}>
                <span className="numbers">{row.at.words}</span>
                <span className="strong">{row.reference}</span>
                <span>{row.letter}</span>
                <span className="muted">{row.signer}</span>
                <span className={css.code}>{row.fingerprint}</span>
              </li>
            ))}
          </ul>
          <div>
            <Button onPress={() => void print(shown.form)} isPending={acting.pending}>
              {t("register.print")}
            </Button>
          </div>
          <Printed report={report} />
        </div>
      ) : null}
    </Card>
  );
}
