// Tries to reach the Director: the list and the fields, the same for the office and for a sealed matter.
import { StateWord } from "../../design/parts/DueChip";
import type { Labelled, TryForm, TryRow } from "../../bridge/types";
import { t } from "../../text/t";
import { FormCombo, FormLine, FormMoment, type FormOf, FormSelect, FormTick } from "../record/FormParts";
import css from "./Custody.module.css";

/** Tries as the record holds them, the latest first. */
export function TryRows({ rows }: { rows: TryRow[] }) {
  if (rows.length === 0) return <p className="muted">{t("try.none")}</p>;
  return (
    <ul className={css.rows}>
      {rows.map((row) => (
        <li key={row.entry}>
          <span className="numbers">
            {row.at.words}, {row.how}
          </span>
          <span className={`${css.second} small muted`} dir="auto">
            {row.result}
          </span>
          <span className={css.side}>
            <StateWord state={row.state} tone={row.tone} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A try before anything is typed: a call to the first number on the list, now. */
export function emptyTry(now: string, numbers: string[]): TryForm {
  return { at: now, means: "telephone", number: numbers[0] ?? "", answered: false, result: "" };
}

/** When, how, where, and what came of it. */
export function TryFields({ form, means, numbers }: { form: FormOf<TryForm>; means: Labelled[]; numbers: string[] }) {
  return (
    <>
      <FormMoment form={form} name="at" day={t("try.when")} />
      <FormSelect form={form} name="means" label={t("try.means")} options={means.map((each) => ({ value: each.code, label: each.label }))} />
      <FormCombo form={form} name="number" label={t("try.number")} hint={t("try.number.hint")} options={numbers} />
      <FormTick form={form} name="answered" hint={t("try.answered.hint")}>
        {t("try.answered")}
      </FormTick>
      <FormLine form={form} name="result" label={t("try.result")} optional />
    </>
  );
}
