// Who asked, who they are, and whether the decider is free to decide.
import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormLine, FormLines, FormMoment, FormTick, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** Who asked, as far as they said. A name is one line; nothing is required that the policy does not need. */
export function RequesterForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "requester"), view.requester_form, acting);
  const save = async () => {
    const next = await acting.run("describe_requester", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormLine form={form} name="name" label={t("requester.name")} hint={view.anonymous_allowed ? t("requester.anonymous") : undefined} optional />
      <FormLine form={form} name="name_in_latin" label={t("requester.latin")} hint={t("requester.latin.hint")} optional />
      <FormLine form={form} name="organisation" label={t("requester.organisation")} optional />
      <FormLine form={form} name="office" label={t("requester.office")} optional />
      <FormLines form={form} name="address" label={t("requester.address")} hint={t("requester.address.hint")} optional />
      <div className={css.row}>
        <FormLine form={form} name="phone" label={t("requester.phone")} optional />
        <FormLine form={form} name="email" label={t("requester.email")} optional />
      </div>
      <FormLine form={form} name="reference" label={t("requester.reference")} hint={t("requester.reference.hint")} optional narrow />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("requester.save")}
    </Button>,
  );
}

/** What shows who is asking, as the type of request wants it: a badge and a call back, an identification and a standing, or a call to the firm. */
export function IdentityForm({ view, part, now, frame, onDone }: FormProps) {
  const acting = useActing();
  const need = part?.identity ?? "officer";
  const initial = { name: view.requester_form.name, agency: view.requester_form.organisation, badge: "", badge_seen: false, by_mail: false, photo_id_seen: false, standing: "", called_back: false, number: "", found_in: "", spoke_with: "", at: now, result: "" };
  const form = useFormOf(draftKey(view, "identity"), initial, acting);
  const save = async () => {
    const next = await acting.run("check_identity", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormLine form={form} name="name" label={t(NAMES[need])} />
      {need === "person" ? null : <FormLine form={form} name="agency" label={t(need === "firm" ? "identity.firm" : "identity.agency")} />}
      {need === "officer" ? <FormLine form={form} name="badge" label={t("identity.badge")} narrow optional /> : null}
      {need === "person" ? <FormLine form={form} name="standing" label={t("identity.standing")} hint={t("identity.standing.hint")} rows={2} /> : null}
      <div>
        {need === "officer" ? (
          <>
            <FormTick form={form} name="badge_seen">
              {t("identity.seen")}
            </FormTick>
            <FormTick form={form} name="by_mail" hint={t("identity.mail.hint")}>
              {t("identity.mail")}
            </FormTick>
          </>
        ) : null}
        {need === "person" ? (
          <FormTick form={form} name="photo_id_seen" hint={t("identity.photo.hint")}>
            {t("identity.photo")}
          </FormTick>
        ) : (
          <FormTick form={form} name="called_back" hint={t(need === "firm" ? "identity.called.firm.hint" : "identity.called.hint")}>
            {t(need === "firm" ? "identity.called.firm" : "identity.called")}
          </FormTick>
        )}
      </div>
      {form.values.called_back && need !== "person" ? (
        <div className={css.group}>
          <FormLine form={form} name="number" label={t("identity.number")} narrow />
          <FormLine form={form} name="found_in" label={t("identity.found")} hint={t(need === "firm" ? "identity.found.firm.hint" : "identity.found.hint")} />
          <FormLine form={form} name="spoke_with" label={t("identity.spoke")} optional />
          <FormMoment form={form} name="at" day={t("identity.at")} />
          <FormChoice
            form={form}
            name="result"
            label={t("identity.result")}
            choices={[
              { value: "confirmed", label: t("identity.confirmed") },
              { value: "not_confirmed", label: t("identity.refused") },
              { value: "no_answer", label: t("identity.silent") },
            ]}
          />
        </div>
      ) : null}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("identity.save")}
    </Button>,
  );
}

const NAMES = { officer: "identity.name", person: "identity.name.person", firm: "identity.name.firm" } as const;

/** The person acting, or family, appears in the request; or that was said by mistake. */
export function ConflictForm({ view, frame, onDone }: FormProps) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "conflict"), { conflict: "", note: "" }, acting);
  const save = async () => {
    const next = await acting.run("declare_conflict", { request: view.id, conflict: form.values.conflict === "yes", note: form.values.note });
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
        name="conflict"
        label={t("conflict.ask")}
        choices={[
          { value: "yes", label: t("conflict.yes"), hint: t("conflict.yes.hint") },
          { value: "no", label: t("conflict.no"), hint: t("conflict.no.hint") },
        ]}
      />
      <FormLine form={form} name="note" label={t("conflict.note")} rows={3} optional={form.values.conflict !== "yes"} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.conflict === ""}>
      {t("conflict.save")}
    </Button>,
  );
}
