// A statement in writing that somebody owed after an answer: when it came, who signed it, what it says.
import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormLine, FormMoment, FormSelect, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** Each statement stays as it came; a later one is recorded beside it. */
export function StatementForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "statement"), { received_at: now, signer: "", says: "", copy: "" }, acting);
  const save = async () => {
    const next = await acting.run("record_statement", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormMoment form={form} name="received_at" day={t("statement.received")} />
      <FormLine form={form} name="signer" label={t("statement.signer")} hint={t("statement.signer.hint")} />
      <FormLine form={form} name="says" label={t("statement.says")} hint={t("statement.says.hint")} rows={4} />
      {view.attachments.length > 0 ? <FormSelect form={form} name="copy" label={t("statement.copy")} options={view.attachments.map((file) => ({ value: file.id, label: `${file.name}, ${file.what}` }))} optional /> : <p className="small muted">{t("statement.copy.none")}</p>}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("statement.save")}
    </Button>,
  );
}
