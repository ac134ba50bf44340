// Counsel's word on who decides a case from which the Director is recused.
import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormLine, FormMoment, FormSelect, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** Which designee counsel named, who said so, how and when. */
export function StandInForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const people = view.custody.stand_ins;
  const form = useFormOf(draftKey(view, "stand_in"), { person: people[0]?.code ?? "", lawyer: "", how: "", at: now }, acting);
  const save = async () => {
    const next = await acting.run("name_stand_in", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <p className="muted">{t("standin.lead")}</p>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormSelect form={form} name="person" label={t("standin.person")} options={people.map((person) => ({ value: person.code, label: person.label }))} />
      <FormLine form={form} name="lawyer" label={t("standin.lawyer")} />
      <FormLine form={form} name="how" label={t("standin.how")} narrow />
      <FormMoment form={form} name="at" day={t("standin.when")} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("standin.save")}
    </Button>,
  );
}
