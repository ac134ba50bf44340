// What may go out, looked at twice. The program refuses what is wider than the paper, the advice and the policy allow.
import { useActing } from "../../app/acts";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormLine, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** Every field that would go out, one by one. */
export function ReleasePlanForm({ view, part, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "release", part), part?.plan ?? { fields: [], person: part?.about ?? "", period: part?.period ?? "", enclosed: "" }, acting);
  if (!part) return frame(<p>{t("part.missing")}</p>, null);
  const allowed = part.ruling?.allowed ?? [];
  const fields = form.values.fields;
  const setField = (index: number, change: Partial<(typeof fields)[number]>) => form.set(
    "fields",
    fields.map((field, at) => (at === index ? { ...field, ...change } : field)),
  );
  const save = async () => {
    const next = await acting.run("plan_release", { request: view.id, part: part.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {allowed.length === 0 ? (
        <Banner kind="hold" rounded>
          {t("release.none")}
        </Banner>
      ) : (
        <p className="small muted">{t("release.allowed", { kinds: allowed.map((kind) => kind.label).join(", ") })}</p>
      )}
      {fields.map((field, index) => (
        // The order is the order in the letter; a field has no other identity.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={css.field} role="group" aria-label={t("release.field", { n: index + 1 })}>
          <SelectField label={t("release.kind")} options={allowed.map((kind) => ({ value: kind.code, label: kind.label }))} value={field.data} onChange={(data) => setField(index, { data })} />
          <TextField id={`${form.key}/label/${index}`} label={t("release.label")} value={field.label} onChange={(label) => setField(index, { label })} />
          <TextField id={`${form.key}/value/${index}`} label={t("release.value")} value={field.value} onChange={(value) => setField(index, { value })} rows={2} spellCheck={false} />
          <div>
            <Button kind="stop" onPress={() => form.set("fields", fields.filter((_, at) => at !== index))}>
              {t("remove.what", { what: t("release.field", { n: index + 1 }) })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button onPress={() => form.set("fields", [...fields, { data: allowed[0]?.code ?? "", label: "", value: "" }])} isDisabled={allowed.length === 0}>
          {t("release.add")}
        </Button>
      </div>
      <FormLine form={form} name="person" label={t("release.person")} optional />
      <FormLine form={form} name="period" label={t("release.period")} optional />
      <FormLine form={form} name="enclosed" label={t("release.enclosed")} hint={t("release.enclosed.hint")} optional />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("release.save")}
    </Button>,
  );
}

/** The second look at what would go out: by another person, or by the same after a pause. */
export function SecondLookForm({ view, part, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "second-look", part), { found: "", alone: "" }, acting);
  if (!part) return frame(<p>{t("part.missing")}</p>, null);
  const started = Boolean(part.second_look);
  const act = async (start: boolean) => {
    const next = start ? await acting.run("start_second_look", { request: view.id, part: part.id }) : await acting.run("take_second_look", { request: view.id, part: part.id, found: form.values.found, alone: form.values.alone });
    if (next && !start) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {part.second_look ? <p>{part.second_look}</p> : <p>{t("look.twice.lead")}</p>}
      {part.pause_until ? (
        <Banner kind="hold" rounded>
          {t("look.twice.pause", { time: part.pause_until.words })}
        </Banner>
      ) : null}
      {part.plan ? <Facts beside facts={part.plan.fields.map((field, index) => ({ label: `${index + 1}. ${field.label}`, value: field.value }))} /> : null}
      {part.look_at.map((look) => (
        <section key={look.title} aria-label={look.title}>
          <h3>{look.title}</h3>
          {look.words.map((words, index) => (
            <p key={index} className={css.brief}>
              {words}
            </p>
          ))}
        </section>
      ))}
      {started ? <FormLine form={form} name="found" label={t("look.twice.found")} hint={t("look.twice.found.hint")} rows={3} /> : null}
      {part.others_could_look && !started ? <p>{t("look.twice.others", { who: part.others_could_look })}</p> : null}
      {part.others_could_look && started ? <FormLine form={form} name="alone" label={t("look.twice.alone")} hint={t("look.twice.alone.hint", { who: part.others_could_look })} rows={2} /> : null}
    </div>,
    started ? (
      <Button kind="main" onPress={() => void act(false)} isPending={acting.pending}>
        {t("look.twice.save")}
      </Button>
    ) : (
      <Button kind="main" onPress={() => void act(true)} isPending={acting.pending}>
        {t("look.twice.start")}
      </Button>
    ),
  );
}
