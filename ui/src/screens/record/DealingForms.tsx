// What the work costs whoever asks, and a firm's watched session. The program counts; the page shows its words.
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useActing } from "../../app/acts";
import { call, type Refused } from "../../bridge/call";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormDay, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** Minutes, actual cost, copies; sent and paid. What it comes to is worded by the program as one types. */
export function FeeForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "fee"), view.fee.form, acting);
  const typed = useDeferredValue(form.values);
  const counted = useQuery({ queryKey: ["fee", typed], queryFn: () => call("preview_fee", { form: typed }), enabled: typed.minutes.trim() !== "", placeholderData: (before) => before });
  const save = async () => {
    const next = await acting.run("estimate_fee", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  const lines = typed.minutes.trim() === "" || counted.error ? [] : (counted.data ?? []);
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormLine form={form} name="minutes" label={t("fee.minutes")} hint={t("fee.minutes.hint")} narrow />
      <FormLine form={form} name="free_minutes" label={t("fee.free")} narrow />
      <FormLine form={form} name="hour" label={t("fee.hour")} hint={t("fee.hour.hint")} narrow />
      <FormLine form={form} name="copies" label={t("fee.copies")} hint={t("fee.copies.hint")} narrow optional />
      <FormTick form={form} name="prepaid" hint={t("fee.prepaid.hint")}>
        {t("fee.prepaid")}
      </FormTick>
      <div className={css.row}>
        <FormDay form={form} name="sent_on" label={t("fee.sent")} optional />
        <FormDay form={form} name="paid_on" label={t("fee.paid")} optional />
      </div>
      <Card title={t("fee.total")}>
        <div role="status">
          {lines.length === 0 ? (
            <p className="muted">{counted.error ? `${counted.error.message} ${(counted.error as Refused).help}` : t("fee.none")}</p>
          ) : (
            lines.map((line) => (
              <p key={line} className="numbers">
                {line}
              </p>
            ))
          )}
        </div>
      </Card>
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("fee.save")}
    </Button>,
  );
}

/** A session is opened on a ticket, or the open one is closed. */
export function VendorSessionForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const open = view.sessions.filter((session) => session.open);
  const form = useFormOf(draftKey(view, "vendor-session"), { mode: open.length > 0 ? "close" : "open", which: open[0]?.form.ticket ?? "", ticket: "", person: "", system: "", supervisor: "", opened_at: now, closed_at: now, done: "" }, acting);
  const closing = form.values.mode === "close" ? open.find((session) => session.form.ticket === form.values.which) : undefined;
  const save = async () => {
    const { ticket, person, system, supervisor, opened_at, closed_at, done } = form.values;
    const written = closing ? { ...closing.form, closed_at, done } : { ticket, person, system, supervisor, opened_at, closed_at: "", done: "" };
    const next = await acting.run("record_vendor_session", { request: view.id, form: written });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {open.length > 0 ? (
        <FormChoice
          form={form}
          name="mode"
          label={t("session.mode")}
          choices={[
            { value: "close", label: t("session.close"), hint: t("session.close.hint") },
            { value: "open", label: t("session.open"), hint: t("session.open.hint") },
          ]}
        />
      ) : null}
      {closing ? (
        <>
          {open.length > 1 ? <FormSelect form={form} name="which" label={t("session.which")} options={open.map((session) => ({ value: session.form.ticket, label: session.words }))} /> : null}
          <Facts
            beside
            facts={[
              { label: t("session.ticket"), value: closing.form.ticket },
              { label: t("session.person"), value: closing.form.person },
              { label: t("session.system"), value: closing.form.system },
              { label: t("session.supervisor"), value: closing.form.supervisor },
            ]}
          />
          <FormMoment form={form} name="closed_at" day={t("session.closed")} />
          <FormLine form={form} name="done" label={t("session.done")} hint={t("session.done.hint")} rows={3} />
        </>
      ) : (
        <>
          <FormLine form={form} name="ticket" label={t("session.ticket")} narrow />
          <FormLine form={form} name="person" label={t("session.person")} />
          <FormLine form={form} name="system" label={t("session.system")} />
          <FormLine form={form} name="supervisor" label={t("session.supervisor")} />
          <FormMoment form={form} name="opened_at" day={t("session.opened")} />
        </>
      )}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {closing ? t("session.save.close") : t("session.save.open")}
    </Button>,
  );
}
