// The library's own writings and dealings: an authorization, the fee, a firm's session; and where two other acts are done.
import { useEffect, useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call } from "../../bridge/call";
import type { AuthorizationForm as AuthorizationValues, RecipientForm } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DateField } from "../../design/parts/DateField";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { type PlainKey, t } from "../../text/t";
import css from "./Form.module.css";
import { FormDay, FormKinds, FormLine, FormMoment, FormTick, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

const BLANK: AuthorizationValues = { purpose: "", fields: [], selection: "", recipients: [{ name: "", duty_accepted_on: "" }], from: "", until: "", destroy_by: "", conditions: "", renews: "" };

/** Purpose, fields, recipients and dates of a use that the Director signs. Only what the rule allows can be named. */
export function AuthorizationForm({ view, part, frame, onDone }: FormProps) {
  const acting = useActing();
  const begun = part?.authorization;
  const initial = begun ? { ...begun.form, recipients: begun.form.recipients.length > 0 ? begun.form.recipients : BLANK.recipients } : BLANK;
  const form = useFormOf(draftKey(view, "authorization", part), initial, acting);
  const allowed = part?.ruling?.allowed ?? [];
  const save = async () => {
    const recipients = form.values.recipients.filter((recipient) => recipient.name.trim() !== "" || recipient.duty_accepted_on !== "");
    const next = await acting.run("prepare_authorization", { request: view.id, part: part?.id ?? "", form: { ...form.values, recipients } });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  const recipients = (next: RecipientForm[]) => form.set("recipients", next);
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {begun && begun.missing.length > 0 ? (
        <Banner kind="hold" rounded>
          {t("authorize.missing", { what: begun.missing.join(", ") })}
        </Banner>
      ) : null}
      <FormLine form={form} name="purpose" label={t("authorize.purpose")} hint={t("authorize.purpose.hint")} rows={3} />
      <FormKinds form={form} name="fields" kinds={view.data_kinds.filter((kind) => allowed.some((each) => each.code === kind.code))} label={t("authorize.fields")} hint={t("authorize.fields.hint")} />
      <FormLine form={form} name="selection" label={t("authorize.selection")} hint={t("authorize.selection.hint")} optional />
      <fieldset className={css.group}>
        <legend className="section">{t("authorize.recipients")}</legend>
        {form.values.recipients.map((recipient, at) => (
          <div key={`recipient ${String(at)}`} className={css.row}>
            <TextField id={`${form.key}/recipients/${at}`} label={t("authorize.recipient")} value={recipient.name} onChange={(name) => recipients(form.values.recipients.map((each, index) => (index === at ? { ...each, name } : each)))} error={at === 0 ? acting.at("recipients") : undefined} />
            <DateField id={`${form.key}/duty/${at}`} label={t("authorize.duty")} value={recipient.duty_accepted_on} onChange={(duty_accepted_on) => recipients(form.values.recipients.map((each, index) => (index === at ? { ...each, duty_accepted_on } : each)))} error={at === 0 ? acting.at("duty_accepted_on") : undefined} optional />
          </div>
        ))}
        <div>
          <Button kind="link" onPress={() => recipients([...form.values.recipients, { name: "", duty_accepted_on: "" }])}>
            {t("authorize.recipient.add")}
          </Button>
        </div>
      </fieldset>
      <div className={css.row}>
        <FormDay form={form} name="from" label={t("authorize.from")} />
        <FormDay form={form} name="until" label={t("authorize.until")} hint={t("authorize.until.hint")} />
      </div>
      <FormDay form={form} name="destroy_by" label={t("authorize.destroy")} />
      <FormLine form={form} name="conditions" label={t("authorize.conditions")} hint={t("authorize.conditions.hint")} rows={3} optional />
      <FormLine form={form} name="renews" label={t("authorize.renews")} hint={t("authorize.renews.hint")} narrow optional />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("authorize.save")}
    </Button>,
  );
}

/** Minutes, cost, sending and payment. The sum in words comes from the program. */
export function FeeForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "fee"), view.fee.form, acting);
  const [lines, setLines] = useState<readonly string[]>(view.fee.lines);
  const typed = JSON.stringify(form.values);
  useEffect(() => {
    const pause = setTimeout(() => {
      call("preview_fee", { form: JSON.parse(typed) }).then(setLines, () => setLines([]));
    }, 250);
    return () => clearTimeout(pause);
  }, [typed]);
  const save = async () => {
    const next = await acting.run("estimate_fee", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <div className={css.row}>
        <FormLine form={form} name="minutes" label={t("fee.minutes")} hint={t("fee.minutes.hint")} narrow />
        <FormLine form={form} name="free_minutes" label={t("fee.free")} narrow />
      </div>
      <div className={css.row}>
        <FormLine form={form} name="hour" label={t("fee.hour")} hint={t("fee.hour.hint")} narrow />
        <FormLine form={form} name="copies" label={t("fee.copies")} narrow optional />
      </div>
      <FormTick form={form} name="prepaid">
        {t("fee.prepaid")}
      </FormTick>
      <div className={css.row}>
        <FormDay form={form} name="sent_on" label={t("fee.sent")} optional />
        <FormDay form={form} name="paid_on" label={t("fee.paid")} optional />
      </div>
      <Card title={t("fee.sum")} level={3}>
        {lines.length > 0 ? (
          lines.map((line) => (
            <p key={line} className="small">
              {line}
            </p>
          ))
        ) : (
          <p className="small muted">{t("fee.sum.none")}</p>
        )}
      </Card>
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("fee.save")}
    </Button>,
  );
}

/** A firm's access: opened on a ticket and watched, then closed with a word on what was done. */
export function VendorSessionForm({ view, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const open = view.sessions.find((session) => session.open);
  const initial = open ? { ...open.form, closed_at: open.form.closed_at || now } : { ticket: "", person: "", system: "", supervisor: "", opened_at: now, closed_at: "", done: "" };
  const form = useFormOf(draftKey(view, `vendor-session/${open ? "close" : "open"}`), initial, acting);
  const save = async () => {
    const next = await acting.run("record_vendor_session", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {open ? (
        <Banner kind="hold" rounded>
          {open.words}
        </Banner>
      ) : null}
      <div className={css.row}>
        <FormLine form={form} name="ticket" label={t("session.ticket")} narrow />
        <FormLine form={form} name="system" label={t("session.system")} />
      </div>
      <div className={css.row}>
        <FormLine form={form} name="person" label={t("session.person")} />
        <FormLine form={form} name="supervisor" label={t("session.supervisor")} hint={t("session.supervisor.hint")} />
      </div>
      <FormMoment form={form} name="opened_at" day={t("session.opened")} />
      {open ? (
        <>
          <FormMoment form={form} name="closed_at" day={t("session.closed")} />
          <FormLine form={form} name="done" label={t("session.done")} hint={t("session.done.hint")} rows={3} />
        </>
      ) : null}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {open ? t("session.close") : t("session.open")}
    </Button>,
  );
}

/** An act that has a place of its own: this leads there. */
export function Elsewhere({ view, frame, words, go, path }: Pick<FormProps, "view" | "frame"> & { words: PlainKey; go: PlainKey; path: (id: string) => string }) {
  const road = useRoad();
  return frame(
    <p>{t(words)}</p>,
    <Button kind="main" onPress={() => road.go(path(view.id))}>
      {t(go)}
    </Button>,
  );
}
