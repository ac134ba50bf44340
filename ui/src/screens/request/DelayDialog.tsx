import { useState } from "react";
import { useActing, useDesk } from "../../app/acts";
import type { ClockView, DelayChoice, RequestView } from "../../bridge/types";
import { DateField } from "../../design/parts/DateField";
import { RadioCards } from "../../design/parts/RadioCards";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { AskDialog } from "../custody/AskDialog";
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
  const [reason, setReason] = useState(choices.length === 1 ? (choices[0]?.code ?? "") : "");
  const [day, setDay] = useState(kind === "extend" ? "" : today);
  const [note, setNote] = useState("");
  const words = WORDS[kind];
  const save = async () => {
    const at = { request: view.id };
    const next =
      kind === "extend"
        ? await acting.run("extend_clock", { ...at, form: { clock: clock.code, reason, until: day, note } })
        : kind === "pause"
          ? await acting.run("pause_clock", { ...at, form: { clock: clock.code, reason, since: day, note } })
          : await acting.run("resume_clock", { ...at, form: { clock: clock.code, on: day, note } });
    if (next) onClose();
  };
  return (
    <AskDialog title={t(words.title, { name: clock.name })} body={t(words.body)} act={t(words.save)} acting={acting} onAct={() => void save()} onClose={onClose} blocked={choices.length > 0 && reason === ""}>
      <div className={css.form}>
        {choices.length > 0 ? <RadioCards legend={t("delay.reason")} hint={t("delay.reason.hint")} choices={choices.map((choice) => ({ value: choice.code, label: choice.label, hint: basisOf(choice) }))} value={reason} onChange={setReason} error={acting.at("reason")} /> : null}
        <DateField label={t(words.day)} value={day} onChange={setDay} error={acting.at(words.field)} />
        <TextField label={t(words.note)} rows={2} value={note} onChange={setNote} error={acting.at("note")} />
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
