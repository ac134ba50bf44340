import { useState } from "react";
import { useActing, useDesk } from "../../app/acts";
import type { ClockView, DelayChoice, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { RadioCards } from "../../design/parts/RadioCards";
import { t } from "../../text/t";
import { FormDay, FormLine, useFormOf } from "../record/FormParts";
import css from "./RequestPage.module.css";

type Doing = "" | "extend" | "pause" | "resume";

/** Moving a date: only for the reasons the program sends, each with what it rests on. The first date stays on record. */
export function ClockActs({ view, clock }: { view: RequestView; clock: ClockView }) {
  const [doing, setDoing] = useState<Doing>("");
  if (view.read_only) return null;
  if (doing !== "") return <Change view={view} clock={clock} doing={doing} onDone={() => setDoing("")} />;
  return (
    <div className={css.actions}>
      {clock.extend.length > 0 ? (
        <Button kind="link" onPress={() => setDoing("extend")}>
          {t("clock.extend")}
        </Button>
      ) : null}
      {clock.pause.length > 0 && !clock.paused ? (
        <Button kind="link" onPress={() => setDoing("pause")}>
          {t("clock.pause")}
        </Button>
      ) : null}
      {clock.paused ? (
        <Button kind="link" onPress={() => setDoing("resume")}>
          {t("clock.resume")}
        </Button>
      ) : null}
    </div>
  );
}

function Change({ view, clock, doing, onDone }: { view: RequestView; clock: ClockView; doing: Exclude<Doing, "">; onDone: () => void }) {
  const acting = useActing();
  const desk = useDesk();
  const today = desk?.now.iso.split("T")[0] ?? "";
  const form = useFormOf(`request/${view.id}/clock/${clock.code}/${doing}`, { day: doing === "extend" ? "" : today, reason: "", note: "" }, acting);
  const { day, reason, note } = form.values;
  const save = async () => {
    const next =
      doing === "extend"
        ? await acting.run("extend_clock", { request: view.id, form: { clock: clock.code, reason, until: day, note } })
        : doing === "pause"
          ? await acting.run("pause_clock", { request: view.id, form: { clock: clock.code, reason, since: day, note } })
          : await acting.run("resume_clock", { request: view.id, form: { clock: clock.code, on: day, note } });
    if (next) {
      form.done();
      onDone();
    }
  };
  const reasons: readonly DelayChoice[] = doing === "extend" ? clock.extend : doing === "pause" ? clock.pause : [];
  const asks = { extend: t("clock.extend.until"), pause: t("clock.pause.since"), resume: t("clock.resume.on") }[doing];
  return (
    <div className={css.stack}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {reasons.length > 0 ? <RadioCards legend={t("clock.extend.reason")} choices={reasons.map((each) => ({ value: each.code, label: each.label, hint: [each.basis, each.latest].filter(Boolean).join(". ") }))} value={reason} onChange={(value) => form.set("reason", value)} error={acting.at("reason")} /> : null}
      <FormDay form={form} name="day" label={asks} />
      <FormLine form={form} name="note" label={t("clock.note")} rows={2} optional />
      <div className={css.actions}>
        <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
          {t("clock.save")}
        </Button>
        <Button onPress={onDone}>{t("clock.leave")}</Button>
      </div>
    </div>
  );
}
