// What happened at the desk, what is kept, and what is handed in.
import { Paperclip } from "lucide-react";
import { useCallback, useState } from "react";
import { useActing } from "../../app/acts";
import { takeDropped, useDrop } from "../../app/dropped";
import type { Offer } from "../../bridge/commands";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Checkbox } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormDay, FormLine, FormLines, FormMoment, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** A visit: who came, what was said, what was done or taken. */
export function VisitForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "visit"), { from: view.received.iso, until: now, place: "", officers: "", said: "", done: "", staff: "" }, acting);
  const save = async () => {
    const next = await acting.run("record_visit", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormMoment form={form} name="from" day={t("visit.from")} />
      <FormMoment form={form} name="until" day={t("visit.until")} />
      <FormLine form={form} name="place" label={t("visit.place")} />
      <FormLine form={form} name="officers" label={t("visit.officers")} hint={t("visit.officers.hint")} rows={3} spellCheck={false} />
      <FormLine form={form} name="said" label={t("visit.said")} hint={t("visit.said.hint")} rows={4} />
      <FormLine form={form} name="done" label={t("visit.done")} hint={t("visit.done.hint")} rows={3} />
      <FormLine form={form} name="staff" label={t("visit.staff")} rows={2} spellCheck={false} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("visit.save")}
    </Button>,
  );
}

/** What is kept from deletion, where, and until which review. */
export function PreservationForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "preservation"), { kind: "", what: "", period: "", systems: [] as string[], review_on: "", told: "" }, acting);
  const offered = form.values.kind === "offered";
  const save = async () => {
    const { kind: _, ...rest } = form.values;
    const next = await acting.run("preserve", { request: view.id, form: { ...rest, offered_only: offered } });
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
        name="kind"
        label={t("keep.kind")}
        choices={[
          { value: "kept", label: t("keep.kept") },
          { value: "offered", label: t("keep.offered"), hint: t("keep.offered.hint") },
        ]}
      />
      <FormLine form={form} name="what" label={t("keep.what")} hint={t("keep.what.hint")} rows={3} />
      <FormLine form={form} name="period" label={t("keep.period")} hint={t("keep.period.hint")} optional />
      {offered ? null : (
        <>
          <FormLines form={form} name="systems" label={t("keep.systems")} hint={t("keep.systems.hint")} />
          <FormDay form={form} name="review_on" label={t("keep.review")} />
          <FormLine form={form} name="told" label={t("keep.told")} hint={t("keep.told.hint")} />
        </>
      )}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.kind === ""}>
      {t("keep.save")}
    </Button>,
  );
}

/** A copy or scan, chosen in the system's own dialog or dropped on the window. The page never sees where it lies. */
export function AttachmentForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const [file, setFile] = useState<Offer | undefined>(() => takeDropped()[0]);
  const [what, setWhat] = useState("");
  const [privileged, setPrivileged] = useState(false);
  const over = useDrop(useCallback((files: readonly Offer[]) => setFile(files[0]), []));
  const pick = async () => {
    const picked = await acting.run("pick_file", { title: t("attach.pick"), accept: t("attach.accept") });
    if (picked) setFile(picked);
  };
  const save = async () => {
    if (!file) return;
    const next = await acting.run("attach_file", { request: view.id, ticket: file.ticket, what, privileged });
    if (next) onDone(next);
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems("attach")} />
      {over ? (
        <Banner kind="check" rounded live>
          {t("attach.drop")}
        </Banner>
      ) : null}
      <div>
        <Button onPress={() => void pick()}>
          <Paperclip size={16} aria-hidden /> {file ? t("attach.other") : t("attach.pick")}
        </Button>
      </div>
      {file ? <p dir="auto">{t("attach.chosen", { name: file.name, size: sizeWords(file.bytes) })}</p> : <p className="small muted">{t("attach.limit")}</p>}
      <TextField id="attach/what" label={t("attach.what")} hint={t("attach.what.hint")} value={what} onChange={setWhat} error={acting.at("what")} />
      <Checkbox isSelected={privileged} onChange={setPrivileged} hint={t("attach.privileged.hint")}>
        {t("attach.privileged")}
      </Checkbox>
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={!file}>
      {t("attach.save")}
    </Button>,
  );
}

/** "2.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"] as const;
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < 2) {
    size /= 1024;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
