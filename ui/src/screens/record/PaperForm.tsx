import { useActing } from "../../app/acts";
import type { InstrumentForm } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Checkbox } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { type PlainKey, t } from "../../text/t";
import css from "./Form.module.css";
import { FormDay, FormKinds, FormLine, FormMoment, type FormOf, FormSelect, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

const EMPTY: InstrumentForm = {
  kind: "",
  issuer: "",
  case_number: "",
  signer: "",
  signer_office: "",
  dated: "",
  return_by: "",
  return_by_again: "",
  execute_by: "",
  scope: "",
  names: "",
  data: [],
  period: "",
  service: "",
  served_at: "",
  not_stated: [],
  copy: "",
};

/** The facts of the paper, in the order of a paper read from the top. What it does not say is said so, never guessed. */
export function PaperForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, `instrument/${view.paper_version}`), view.instrument ?? { ...EMPTY, served_at: now }, acting);
  const save = async () => {
    const next = await acting.run("record_instrument", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <Stated form={form} name="kind" asks="paper.kind" helps="paper.kind.hint" />
      <Stated form={form} name="issuer" asks="paper.issuer" />
      <Stated form={form} name="case_number" asks="paper.case" />
      <div className={css.said}>
        <FormDay form={form} name="dated" label={t("paper.dated")} />
        <NotStated form={form} name="dated" />
      </div>
      <Stated form={form} name="scope" asks="paper.scope" helps="paper.scope.hint" rows={4} />
      <FormLine form={form} name="names" label={t("paper.names")} hint={t("paper.names.hint")} optional />
      <FormKinds form={form} name="data" kinds={view.data_kinds} label={t("paper.data")} hint={t("paper.data.hint")} />
      <FormLine form={form} name="period" label={t("paper.period")} optional />
      <div className={css.said}>
        <div className={css.under}>
          <FormMoment form={form} name="return_by" day={t("paper.return")} hint={t("paper.return.hint")} />
          {isDayAlone(form.values.return_by) ? <p className="small muted">{t("paper.return.hourless")}</p> : null}
        </div>
        <NotStated form={form} name="return_by" />
      </div>
      {form.values.return_by && !form.values.not_stated.includes("return_by") ? <FormMoment form={form} name="return_by_again" day={t("paper.return.again")} hint={t("paper.return.again.hint")} /> : null}
      {view.parts.some((part) => part.last_day_printed) || form.values.execute_by !== "" ? <FormDay form={form} name="execute_by" label={t("paper.execute")} hint={t("paper.execute.hint")} optional /> : null}
      <Stated form={form} name="signer" asks="paper.signer" />
      <Stated form={form} name="signer_office" asks="paper.office" helps="paper.office.hint" />
      <Stated form={form} name="service" asks="paper.service" helps="paper.service.hint" />
      <FormMoment form={form} name="served_at" day={t("paper.served")} />
      {view.attachments.length > 0 ? <FormSelect form={form} name="copy" label={t("paper.copy")} options={view.attachments.map((file) => ({ value: file.id, label: `${file.name}, ${file.what}` }))} optional /> : <p className="small muted">{t("paper.copy.none")}</p>}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {view.paper_version > 0 ? t("paper.save.again") : t("paper.save")}
    </Button>,
  );
}

/** A day was entered and no hour beside it. */
const isDayAlone = (value: string) => value !== "" && !value.includes("T");

type TextName = "kind" | "issuer" | "case_number" | "scope" | "signer" | "signer_office" | "service";

function Stated({ form, name, asks, helps, rows }: { form: FormOf<InstrumentForm>; name: TextName; asks: PlainKey; helps?: PlainKey; rows?: number }) {
  return (
    <div className={css.said}>
      <FormLine form={form} name={name} label={t(asks)} {...(helps ? { hint: t(helps) } : {})} {...(rows ? { rows } : {})} />
      <NotStated form={form} name={name} />
    </div>
  );
}

function NotStated({ form, name }: { form: FormOf<InstrumentForm>; name: string }) {
  const marked = form.values.not_stated.includes(name);
  const toggle = (on: boolean) => form.set("not_stated", on ? [...form.values.not_stated, name] : form.values.not_stated.filter((field) => field !== name));
  return (
    <Checkbox isSelected={marked} onChange={toggle}>
      {t("paper.unstated")}
    </Checkbox>
  );
}
