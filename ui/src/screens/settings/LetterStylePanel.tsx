import { useQueryClient } from "@tanstack/react-query";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { LetterStyleForm, SettingsView } from "../../bridge/types";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { t } from "../../text/t";
import { FormChoice, FormLines, type FormOf } from "../record/FormParts";
import { isSame, LetterSample, useLetterSample } from "./LetterSample";
import { SaveBar } from "./SaveBar";
import css from "./Settings.module.css";

const KEY = "settings/letters";

/** How letters look, beside a sample letter in the look that is typed. */
export function LetterStylePanel({ settings: { letter_style: saved } }: { settings: SettingsView }) {
  const client = useQueryClient();
  const acting = useActing();
  const { values, touched, replace, done, sent } = useDraftForm(KEY, saved);
  const sample = useLetterSample(values);
  const { refused } = sample.answer;
  // A look that was only tried and put back is nothing to save.
  const setAll = (next: LetterStyleForm) => (isSame(next, saved) ? done() : replace(next));
  const form: FormOf<LetterStyleForm> = {
    key: KEY,
    values,
    set: (field, value) => setAll({ ...values, [field]: value }),
    setAll,
    done,
    touched,
    acting: { ...acting, at: (field) => acting.at(field) ?? (refused?.refs.includes(field) ? refused.message : undefined) },
  };
  const save = async () => {
    if (await acting.run("save_letter_style", { form: values })) {
      sent(values);
      announce(t("settings.saved"));
      // Letters that are being written look otherwise now.
      void client.invalidateQueries({ queryKey: ["letter"] });
    }
  };
  return (
    <div className={css.letters}>
      <div className={css.panel}>
        <ErrorSummary problems={acting.problems(KEY)} />
        <p className="muted">{t("style.lead")}</p>
        <FormChoice
          form={form}
          name="type_size"
          label={t("style.size")}
          hint={t("style.size.hint")}
          choices={[
            { value: "usual", label: t("style.usual") },
            { value: "larger", label: t("style.larger") },
            { value: "large", label: t("style.large"), hint: t("style.large.hint") },
          ]}
        />
        <FormLines form={form} name="return_address" rows={4} label={t("style.return")} hint={t("style.return.hint")} optional />
        <FormLines form={form} name="under_signature" label={t("style.under")} hint={t("style.under.hint")} optional />
        <SaveBar touched={touched} pending={acting.pending} onSave={() => void save()} />
      </div>
      <LetterSample {...sample} />
    </div>
  );
}
