import { useActing, useDesk } from "../../app/acts";
import { AskDialog } from "../../app/AskDialog";
import type { ClockView, DelayChoice, RequestView } from "../../bridge/types";
import { DateField } from "../../design/parts/DateField";
import { RadioCards } from "../../design/parts/RadioCards";
import { t } from "../../text/t";
import { FormLine, useFormOf } from "../record/FormParts";
import css from "./Clocks.module.css";

/** What is about to move a date. */
export interface Moving {
  kind: "extend" | "pause" | "resume";
  clock: ClockView;
}

/** A date is extended or paused for a lawful reason, or counts again. */
export function DelayDialog({ view, moving, onClose }: { view: RequestView; moving: Moving; onClose: () => void }) {
  const acting = useActing();
  const today = useDesk()?.now.iso.slice(0, 10) ?? "";
  const { kind, clock } = moving;
  const choices = kind === "extend" ? clock.extend : kind === "pause" ? clock.pause : [];
  const form = useFormOf(`request/${view.id}/clock/${clock.code}/${kind}`, { reason: choices.length === 1 ? (choices[0]?.code ?? "") : "", day: kind === "extend" ? "" : today, note: "" }, acting);
  const { reason, day, note } = form.values;
  const words = WORDS[kind];
  const save = async () => {
    const at = { request: view.id };
    const next =
      kind === "extend"
        ? await acting.run("extend_clock", { ...at, form: { clock: clock.code, reason, until: day, note } })
        : kind === "pause"
          ? await acting.run("pause_clock", { ...at, form: { clock: clock.code, reason, since: day, note } })
          : await acting.run("resume_clock", { ...at, form: { clock: clock.code, on: day, note } });
    if (!next) return;
    form.done();
    onClose();
  };
  return (
    <AskDialog title={t(words.title, { name: clock.name })} body={t(words.body)} act={t(words.save)} acting={acting} onAct={() => void save()} onClose={onClose} blocked={choices.length > 0 && reason === ""}>
      <div className={css.form}>
        {choices.length > 0 ? <RadioCards legend={t("delay.reason")} hint={t("delay.reason.hint")} choices={choices.map((choice) => ({ value: choice.code, label: choice.label, hint: basisOf(choice) }))} value={reason} onChange={(code) => form.set("reason", code)} error={acting.at("reason")} /> : null}
        <DateField id={`${form.key}/day`} label={t(words.day)} value={day} onChange={(next) => form.set("day", next)} error={acting.at(words.field)} />
        <FormLine form={form} name="note" label={t(words.note)} rows={2} />
      </div>
    </AskDialog>
  );
}

function basisOf(choice: DelayChoice): string {
  return choice.latest ? t("delay.latest", { basis: choice.basis, day: choice.latest }) : choice.basis;
}

const WORDS = {
  extend: { title: "clock.extend.named", body: "delay.extend.body", save: "delay.extend.save", day: "delay.until", field: "until", note: "delay.note" },
  pause: { title: "clock.pause.named", body: "delay.pause.body", save: "delay.pause.save", day: "delay.since", field: "since", note: "delay.pause.note" },
  resume: { title: "clock.resume.named", body: "delay.resume.body", save: "delay.resume.save", day: "delay.on", field: "on", note: "delay.resume.note" },
} as const;
