// A written authorization: one use, named data, named people, a first and a last day.
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { AuthorizationForm as Form } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { DateField } from "../../design/parts/DateField";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormDay, FormLine, type FormOf, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

const EMPTY: Form = { purpose: "", fields: [], selection: "", recipients: [{ name: "", duty_accepted_on: "" }], from: "", until: "", destroy_by: "", conditions: "", renews: "" };

/** Fields one by one, of those that the rule allows; whoever receives them accepted the duty of confidence. */
export function AuthorizationForm({ view, part, frame, onDone }: FormProps) {
  const acting = useActing();
  const road = useRoad();
  const form = useFormOf(draftKey(view, "authorization", part), part?.authorization?.form ?? EMPTY, acting);
  if (!part) return frame(<p>{t("part.missing")}</p>, null);
  if (part.authorization?.signed) {
    return frame(
      <p className="measure">{t("authorization.signed")}</p>,
      <Button kind="main" onPress={() => road.go(`/authorizations/${view.id}/${part.id}`)}>
        {t("authorization.open")}
      </Button>,
    );
  }
  const allowed = part.ruling?.allowed ?? [];
  const missing = part.authorization?.missing ?? [];
  const save = async () => {
    // What the rule no longer offers is not sent: nobody could see it in this form.
    const fields = allowed.length > 0 ? form.values.fields.filter((field) => allowed.some((kind) => kind.code === field)) : form.values.fields;
    const next = await acting.run("prepare_authorization", { request: view.id, part: part.id, form: { ...form.values, fields } });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {missing.length > 0 ? (
        <Banner kind="check" rounded>
          {t("authorization.missing", { what: missing.join(", ") })}
        </Banner>
      ) : null}
      <FormLine form={form} name="purpose" label={t("authorization.purpose")} hint={t("authorization.purpose.hint")} rows={2} />
      {allowed.length === 0 ? (
        <Banner kind="hold" rounded>
          {t("authorization.none")}
        </Banner>
      ) : (
        <div className={css.kinds}>
          <CheckboxCards compact legend={t("authorization.fields")} hint={t("authorization.fields.hint")} error={acting.at("fields")} choices={allowed.map((kind) => ({ value: kind.code, label: kind.label }))} value={form.values.fields} onChange={(fields) => form.set("fields", fields)} />
        </div>
      )}
      <FormLine form={form} name="selection" label={t("authorization.selection")} hint={t("authorization.selection.hint")} rows={2} />
      <Recipients form={form} error={acting.at("recipients") ?? acting.at("duty_accepted_on")} />
      <div className={css.row}>
        <FormDay form={form} name="from" label={t("authorization.from")} />
        <FormDay form={form} name="until" label={t("authorization.until")} hint={t("authorization.until.hint")} />
      </div>
      <FormDay form={form} name="destroy_by" label={t("authorization.destroy")} />
      <FormLine form={form} name="conditions" label={t("authorization.conditions")} hint={t("authorization.conditions.hint")} rows={3} optional />
      <FormLine form={form} name="renews" label={t("authorization.renews")} hint={t("authorization.renews.hint")} narrow optional />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("authorization.save")}
    </Button>,
  );
}

function Recipients({ form, error }: { form: FormOf<Form>; error: string | undefined }) {
  const recipients = form.values.recipients;
  const change = (index: number, part: Partial<Form["recipients"][number]>) => form.set(
    "recipients",
    recipients.map((recipient, at) => (at === index ? { ...recipient, ...part } : recipient)),
  );
  return (
    <div className={css.group} role="group" aria-label={t("authorization.recipients")}>
      <p className="section">{t("authorization.recipients")}</p>
      {recipients.map((recipient, index) => (
        // The order is the order in the writing; a recipient has no other identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={css.field} role="group" aria-label={t("authorization.recipient", { n: index + 1 })}>
          <TextField id={`${form.key}/recipient/${index}`} label={t("authorization.recipient.name")} value={recipient.name} onChange={(name) => change(index, { name })} error={index === 0 ? error : undefined} />
          <DateField id={`${form.key}/duty/${index}`} label={t("authorization.recipient.duty")} value={recipient.duty_accepted_on} onChange={(day) => change(index, { duty_accepted_on: day })} />
          {recipients.length > 1 ? (
            <div>
              <Button kind="stop" onPress={() => form.set("recipients", recipients.filter((_, at) => at !== index))}>
                {t("remove.what", { what: t("authorization.recipient", { n: index + 1 }) })}
              </Button>
            </div>
          ) : null}
        </div>
      ))}
      <div>
        <Button onPress={() => form.set("recipients", [...recipients, { name: "", duty_accepted_on: "" }])}>{t("authorization.recipient.add")}</Button>
      </div>
    </div>
  );
}
