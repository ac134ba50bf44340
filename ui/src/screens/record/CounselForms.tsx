import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormCombo, FormKinds, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** A try or a call to counsel: who to call and what to ask stand first, as the call goes. */
export function CounselCallForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const initial = { reached: "", number: view.counsel.numbers[0] ?? "", at: now, result: "", lawyer: "", how: t("counsel.how.phone"), question: view.counsel.brief };
  const form = useFormOf(draftKey(view, "counsel"), initial, acting);
  const save = async () => {
    const next = await acting.run("record_counsel_call", { request: view.id, form: { ...form.values, reached: form.values.reached === "yes" } });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <p>
        <span className={css.label}>{view.counsel.label}</span>
      </p>
      <Facts facts={view.counsel.route.map((line) => ({ label: line.code, value: line.label }))} />
      <FormLine form={form} name="question" label={t("counsel.question")} hint={t("counsel.question.hint")} rows={6} />
      <FormChoice
        form={form}
        name="reached"
        label={t("counsel.reached")}
        choices={[
          { value: "yes", label: t("counsel.reached.yes") },
          { value: "no", label: t("counsel.reached.no"), hint: t("counsel.reached.no.hint") },
        ]}
      />
      <FormMoment form={form} name="at" day={t("counsel.at")} />
      <FormCombo form={form} name="number" label={t("counsel.number")} options={view.counsel.numbers} />
      {form.values.reached === "yes" ? (
        <div className={css.row}>
          <FormLine form={form} name="lawyer" label={t("counsel.lawyer")} />
          <FormLine form={form} name="how" label={t("counsel.how")} />
        </div>
      ) : null}
      {form.values.reached === "no" ? <FormLine form={form} name="result" label={t("counsel.result")} hint={t("counsel.result.hint")} rows={2} /> : null}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.reached === ""}>
      {form.values.reached === "no" ? t("counsel.save.try") : t("counsel.save")}
    </Button>,
  );
}

/** What counsel advised: the result, the scope, and counsel's own words. */
export function AdviceForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const initial = {
    result: "",
    lawyer: "",
    at: now,
    in_writing: false,
    parts: [] as string[],
    scope: [] as string[],
    period: "",
    findings_settled: false,
    authority: "",
    particular_person_answered: false,
    gaps_shown: false,
    opinion: "",
    words: "",
    follow_up: "",
  };
  const form = useFormOf(draftKey(view, `advice/${view.paper_version}`), initial, acting);
  const live = view.parts.filter((part) => !part.withdrawn);
  const releases = form.values.result === "comply" || form.values.result === "comply-in-scope";
  const save = async () => {
    const next = await acting.run("record_advice", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <p>
        <span className={css.label}>{view.counsel.label}</span>
      </p>
      <FormChoice
        form={form}
        name="result"
        label={t("advice.result")}
        choices={[
          { value: "comply", label: t("advice.comply") },
          { value: "comply-in-scope", label: t("advice.scope") },
          { value: "object", label: t("advice.object") },
          { value: "decline", label: t("advice.decline") },
        ]}
      />
      {releases ? (
        <div className={css.group}>
          <FormKinds form={form} name="scope" kinds={view.data_kinds} label={t("advice.kinds")} hint={t("advice.kinds.hint")} />
          <FormLine form={form} name="period" label={t("advice.period")} optional />
          <FormLine form={form} name="authority" label={t("advice.authority")} hint={t("advice.authority.hint")} rows={2} optional />
        </div>
      ) : null}
      {live.length > 1 ? (
        <CheckboxCards
          legend={t("advice.parts")}
          hint={t("advice.parts.hint")}
          choices={live.map((part) => ({ value: part.id, label: t("part.named", { serial: part.serial, what: part.what }) }))}
          value={form.values.parts}
          onChange={(parts) => form.set("parts", parts)}
        />
      ) : null}
      <FormLine form={form} name="words" label={t("advice.words")} hint={t("advice.words.hint")} rows={5} />
      <div>
        <FormTick form={form} name="findings_settled">
          {t("advice.findings")}
        </FormTick>
        <FormTick form={form} name="particular_person_answered">
          {t("advice.person")}
        </FormTick>
        <FormTick form={form} name="gaps_shown">
          {t("advice.gaps")}
        </FormTick>
        <FormTick form={form} name="in_writing">
          {t("advice.writing")}
        </FormTick>
      </div>
      <FormLine form={form} name="lawyer" label={t("counsel.lawyer")} />
      <FormMoment form={form} name="at" day={t("advice.at")} />
      {view.attachments.length > 0 ? <FormSelect form={form} name="opinion" label={t("advice.opinion")} options={view.attachments.map((file) => ({ value: file.id, label: `${file.name}, ${file.what}` }))} optional /> : null}
      <FormLine form={form} name="follow_up" label={t("advice.follow")} rows={2} optional />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.result === ""}>
      {t("advice.save")}
    </Button>,
  );
}
