import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormDay, FormLine, FormSelect, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** A letter written outside: the scan, its date and who signed. Any letter of the catalogue may be recorded this way; the one it was opened for is chosen. */
export function OutsideLetterForm({ view, about, frame, onDone }: FormProps) {
  const acting = useActing();
  const road = useRoad();
  const known = view.letters.find((letter) => letter.code === about)?.code;
  const form = useFormOf(draftKey(view, known ? `outside/${known}` : "outside"), { code: known ?? "", scan: "", dated: "", signed_by: "" }, acting);
  const save = async () => {
    const next = await acting.run("file_outside_letter", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormSelect form={form} name="code" label={t("outside.code")} options={view.letters.map((letter) => ({ value: letter.code, label: letter.title }))} />
      {view.attachments.length > 0 ? (
        <FormSelect form={form} name="scan" label={t("outside.scan")} options={view.attachments.map((file) => ({ value: file.id, label: `${file.name}, ${file.what}` }))} />
      ) : (
        <div>
          <p>{t("outside.scan.none")}</p>
          <Button onPress={() => road.go(`/request/${view.id}/record/attachment`)}>{t("attach.add")}</Button>
        </div>
      )}
      <FormDay form={form} name="dated" label={t("outside.dated")} />
      <FormLine form={form} name="signed_by" label={t("outside.signed")} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("outside.save")}
    </Button>,
  );
}
