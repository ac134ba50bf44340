import { useState } from "react";
import { useActing, useDesk } from "../../app/acts";
import type { AbsenceRow, CustodyView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormLine, FormMoment, FormTick, useFormOf } from "../record/FormParts";
import { AskDialog } from "../../app/AskDialog";
import css from "./Custody.module.css";

/** Absences of the Director: the list, "I am back", and the form. */
export function AbsencePanel({ view }: { view: CustodyView }) {
  const acting = useActing();
  const back = useActing();
  const desk = useDesk();
  const [taken, setTaken] = useState<AbsenceRow>();
  const absence = useFormOf("custody/absence", { from: desk?.now.iso ?? "", until: "", source: "", answering: false }, acting);
  const save = async () => {
    if (await acting.run("record_absence", { form: absence.values })) absence.done();
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={back.problems()} />
      {view.director_here && view.away ? (
        <div>
          <Button onPress={() => void back.run("director_back", {})} isPending={back.pending}>
            {t("absence.back")}
          </Button>
        </div>
      ) : null}
      <Card title={t("custody.absences")} flush={view.absences.length > 0}>
        {view.absences.length === 0 ? (
          <p className="muted">{t("absence.none")}</p>
        ) : (
          <ul className={css.rows}>
            {view.absences.map((row) => (
              <li key={row.entry}>
                <span className="numbers">{row.span}</span>
                <span className={`${css.second} small muted`} dir="auto">
                  {row.source}
                </span>
                <span className={css.side}>
                  <StateWord state={row.state} tone={row.tone} />
                  {row.open && view.director_here ? (
                    <Button kind="link" aria-label={t("absence.withdraw.named", { span: row.span })} onPress={() => setTaken(row)}>
                      {t("absence.withdraw")}
                    </Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("absence.title")}>
        <div className={form.form}>
          <p className="muted">{t("absence.lead")}</p>
          <ErrorSummary problems={acting.problems(absence.key)} />
          <FormMoment form={absence} name="from" day={t("absence.from")} />
          <FormMoment form={absence} name="until" day={t("absence.until")} hint={t("absence.until.hint")} />
          <FormLine form={absence} name="source" label={t("absence.source")} hint={t("absence.source.hint")} optional={view.director_here} />
          <FormTick form={absence} name="answering" hint={t("absence.answering.hint")}>
            {t("absence.answering")}
          </FormTick>
          <div>
            <Button onPress={() => void save()} isPending={acting.pending}>
              {t("absence.save")}
            </Button>
          </div>
        </div>
      </Card>
      {taken ? <TakeBackDialog row={taken} onClose={() => setTaken(undefined)} /> : null}
    </div>
  );
}

function TakeBackDialog({ row, onClose }: { row: AbsenceRow; onClose: () => void }) {
  const acting = useActing();
  const [reason, setReason] = useState("");
  const save = async () => {
    if (await acting.run("withdraw_absence", { entry: row.entry, reason })) onClose();
  };
  return (
    <AskDialog title={t("absence.withdraw.save")} body={t("absence.withdraw.body")} act={t("absence.withdraw.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <p className="muted">{row.span}</p>
      <TextField label={t("reason")} rows={2} value={reason} onChange={setReason} error={acting.at("reason")} />
    </AskDialog>
  );
}
