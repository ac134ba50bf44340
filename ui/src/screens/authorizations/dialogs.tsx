// A use under an authorization, and the request that continues one.
import { useQuery } from "@tanstack/react-query";
import { useActing, useDesk } from "../../app/acts";
import { readAgain } from "../../app/drafts";
import { useRoad } from "../../app/Road";
import { call } from "../../bridge/call";
import type { AuthorizationDetail } from "../../bridge/types";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { t } from "../../text/t";
import { AskDialog } from "../../app/AskDialog";
import { FormLine, FormMoment, FormSelect, useFormOf } from "../record/FormParts";
import css from "./Authorizations.module.css";

interface Props {
  detail: AuthorizationDetail;
  onClose: () => void;
}

/** One batch, list or session: what is in it, who gets it, and how. */
export function UseDialog({ detail, onClose }: Props) {
  const acting = useActing();
  const { request, part } = detail.row;
  const only = detail.recipients.length === 1 ? (detail.recipients[0] ?? "") : "";
  const form = useFormOf(`request/${request}/${part}/use`, { fields: [] as string[], recipient: only, records: "", how: "" }, acting);
  const save = async () => {
    if (!(await acting.run("use_authorization", { request, part, form: form.values }))) return;
    form.done();
    onClose();
  };
  return (
    <AskDialog title={t("use.title")} body={t("use.body")} act={t("use.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <div className={css.form}>
        <CheckboxCards compact legend={t("use.fields")} error={acting.at("fields")} choices={detail.fields.map((kind) => ({ value: kind.code, label: kind.label }))} value={form.values.fields} onChange={(fields) => form.set("fields", fields)} />
        <FormSelect form={form} name="recipient" label={t("use.recipient")} options={detail.recipients.map((name) => ({ value: name, label: name }))} />
        <FormLine form={form} name="records" label={t("use.records")} narrow />
        <FormLine form={form} name="how" label={t("use.how")} hint={t("use.how.hint")} rows={2} />
      </div>
    </AskDialog>
  );
}

/** A new request of the same kind: as it was asked for, word for word. */
export function ContinueDialog({ detail, onClose }: Props) {
  const acting = useActing();
  const road = useRoad();
  const desk = useDesk();
  const { request, part } = detail.row;
  const channels = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact") }).data?.channels ?? [];
  const form = useFormOf(`request/${request}/${part}/continue`, { received_at: desk?.now.iso ?? "", channel: "", words: "" }, acting);
  const save = async () => {
    const next = await acting.run("continue_authorization", { request, part, form: form.values });
    if (!next) return;
    form.done();
    await readAgain(`request/${next.id}/`);
    road.go(next.next_step ? `/request/${next.id}/guide/${next.next_step}` : `/request/${next.id}`);
  };
  return (
    <AskDialog title={t("continue.title")} body={t("continue.body")} act={t("continue.save")} acting={acting} onAct={() => void save()} onClose={onClose} blocked={form.values.channel === ""}>
      <div className={css.form}>
        <FormMoment form={form} name="received_at" day={t("new.arrived")} />
        <FormSelect form={form} name="channel" label={t("new.channel")} options={channels.map((channel) => ({ value: channel.code, label: channel.label }))} />
        <FormLine form={form} name="words" label={t("continue.words")} rows={3} />
      </div>
    </AskDialog>
  );
}
