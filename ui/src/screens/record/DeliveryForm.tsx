import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Form.module.css";
import { FormChoice, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** How a letter left: by which way, to whom, when, and what proves it. The one it was opened for is chosen; without a letter it is the plan for one. */
export function DeliveryForm({ view, now, about, frame, onDone }: FormProps) {
  const acting = useActing();
  const letters = view.letters.flatMap((letter) => [
    ...letter.issued.filter((issued) => !issued.delivered).map((issued) => ({ value: issued.id, label: `${letter.title}, ${issued.at.words}` })),
    ...letter.outside.filter((outside) => !outside.delivered).map((outside) => ({ value: outside.id, label: t("outside.named", { title: letter.title, dated: outside.dated }) })),
  ]);
  const known = letters.find((letter) => letter.value === about)?.value;
  const only = letters.length === 1 ? letters[0]?.value : undefined;
  // Opened for a letter that is on its way already, it chooses none for another.
  const initial = { letter: (about ? known : only) ?? "", method: "", to: "", address: "", address_confirmed: false, sent_at: now, receipt: "" };
  const form = useFormOf(draftKey(view, known ? `delivery/${known}` : "delivery"), initial, acting);
  const asker = view.requester_form.name || view.requester_form.organisation;
  const planned = form.values.letter === "";
  const save = async () => {
    const next = await acting.run("deliver", { request: view.id, form: { ...form.values, sent_at: planned ? "" : form.values.sent_at } });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <ErrorSummary problems={acting.problems(form.key)} />
      {letters.length > 0 ? <FormSelect form={form} name="letter" label={t("deliver.letter")} hint={t("deliver.letter.hint")} options={letters} optional /> : <p>{t("deliver.plan")}</p>}
      <FormChoice
        form={form}
        name="method"
        label={t("deliver.method")}
        choices={[
          { value: "in_hand", label: t("deliver.hand") },
          { value: "sealed_mail", label: t("deliver.mail") },
          { value: "certified_mail", label: t("deliver.certified") },
          { value: "secure_transfer", label: t("deliver.secure") },
          { value: "read_out", label: t("deliver.aloud") },
          { value: "internal", label: t("deliver.internal") },
        ]}
      />
      {asker ? (
        // Not filled in by itself: a memo to counsel must never carry the asker's address by habit.
        <div>
          <Button onPress={() => form.setAll({ ...form.values, to: asker, address: view.requester_form.address.join(", ") })}>{t("deliver.asker", { name: asker })}</Button>
        </div>
      ) : null}
      <FormLine form={form} name="to" label={t("deliver.to")} />
      <FormLine form={form} name="address" label={t("deliver.address")} rows={2} spellCheck={false} />
      <FormTick form={form} name="address_confirmed" hint={t("deliver.confirmed.hint")}>
        {t("deliver.confirmed")}
      </FormTick>
      {planned ? null : (
        <>
          <FormMoment form={form} name="sent_at" day={t("deliver.sent")} />
          <FormLine form={form} name="receipt" label={t("deliver.receipt")} hint={t("deliver.receipt.hint")} />
        </>
      )}
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={form.values.method === ""}>
      {planned ? t("deliver.save.plan") : t("deliver.save")}
    </Button>,
  );
}
