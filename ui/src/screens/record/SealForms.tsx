// Sealing, who was told, what orders silence, and lifting the seal.
import { useActing } from "../../app/acts";
import { flushDrafts, followDrafts } from "../../app/drafts";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormDay, FormLine, FormMoment, FormSelect, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** An ordinary request goes on under seal. What was being typed moves with it. */
export function SealForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "seal"), { because: "" }, acting);
  const save = async () => {
    await flushDrafts();
    const next = await acting.run("seal_matter", { request: view.id, because: form.values.because });
    if (!next) return;
    form.done();
    await followDrafts(view.id, next.id, form.key);
    onDone(next);
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <p>{t("seal.lead")}</p>
      <FormLine form={form} name="because" label={t("seal.because")} hint={t("seal.because.hint")} rows={3} />
    </div>,
    <Button kind="stop" onPress={() => void save()} isPending={acting.pending}>
      {t("seal.save")}
    </Button>,
  );
}

/** Somebody was told, and why that is allowed. */
export function ReadInForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "read_in"), { who: "", person: "", name: "", why: "", allowed_by: "", told_at: now }, acting);
  const seal = view.sealed;
  const inside = form.values.who === "inside";
  const save = async () => {
    const { who: _, ...rest } = form.values;
    const next = await acting.run("read_in", { request: view.id, form: { ...rest, person: inside ? rest.person : "" } });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormChoice
        form={form}
        name="who"
        label={t("readin.who")}
        choices={[
          { value: "outside", label: t("readin.outside") },
          { value: "inside", label: t("readin.inside") },
        ]}
      />
      {inside && seal?.no_reading_in ? (
        <Banner kind="hold" rounded>
          {seal.no_reading_in}
        </Banner>
      ) : null}
      {inside ? <FormSelect form={form} name="person" label={t("readin.person")} options={(seal?.colleagues ?? []).map((person) => ({ value: person.code, label: person.label }))} /> : null}
      {form.values.who === "outside" ? <FormLine form={form} name="name" label={t("readin.name")} /> : null}
      <FormLine form={form} name="why" label={t("readin.why")} rows={2} />
      <FormLine form={form} name="allowed_by" label={t("readin.allowed")} />
      <FormMoment form={form} name="told_at" day={t("readin.at")} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.who === ""}>
      {t("readin.save")}
    </Button>,
  );
}

/** The terms of the silence, and the day on which they are looked at again. */
export function GagForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "gag"), { words: view.sealed?.terms[0]?.words ?? "", ends_on: "", review_on: "", review_asked_on: "" }, acting);
  const save = async () => {
    const next = await acting.run("record_gag_term", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormLine form={form} name="words" label={t("gag.words")} hint={t("gag.words.hint")} rows={4} />
      <FormDay form={form} name="ends_on" label={t("gag.ends")} hint={t("gag.ends.hint")} optional />
      <FormDay form={form} name="review_on" label={t("gag.review")} hint={t("gag.review.hint")} />
      <FormDay form={form} name="review_asked_on" label={t("gag.asked")} hint={t("gag.asked.hint")} optional />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("gag.save")}
    </Button>,
  );
}

/** The seal ends: by counsel's writing, the Director and a second person, never by time passing. */
export function UnsealForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "unseal"), { lawyer: "", confirmed_on: "", confirmation: "", second_person: "", agreed: "", reason: "" }, acting);
  const seal = view.sealed;
  const second = seal?.seconds.find((row) => row.name === form.values.second_person);
  const save = async () => {
    const next = await acting.run("unseal_matter", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <p className="muted">{t("sealed.lift.lead")}</p>
      {seal && seal.keeps_sealed.length > 0 ? (
        <Banner kind="hold" rounded>
          <strong>{t("sealed.lift.missing")}</strong>
          <ul>
            {seal.keeps_sealed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <FormLine form={form} name="lawyer" label={t("unseal.lawyer")} />
      <FormDay form={form} name="confirmed_on" label={t("unseal.dated")} />
      {seal && seal.writings.length > 0 ? <FormSelect form={form} name="confirmation" label={t("unseal.writing")} options={seal.writings.map((file) => ({ value: file.code, label: file.label }))} /> : <p className="muted">{t("unseal.writing.none")}</p>}
      {seal && seal.seconds.length > 0 ? <FormSelect form={form} name="second_person" label={t("unseal.second")} options={seal.seconds.map((row) => ({ value: row.name, label: row.name }))} /> : <p className="muted">{t("unseal.second.none")}</p>}
      {second?.agreed ? <p dir="auto">{second.agreed}</p> : null}
      {second && !second.agreed ? <FormLine form={form} name="agreed" label={t("unseal.agreed")} hint={t("unseal.agreed.hint")} rows={2} /> : null}
      <FormLine form={form} name="reason" label={t("unseal.reason")} rows={3} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("unseal.save")}
    </Button>,
  );
}
