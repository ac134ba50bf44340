// Fields bound to a draft form: label, value, the program's sentence about this field, and an id that survives a lock.
import type { ReactNode } from "react";
import type { Acting } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { DataKind } from "../../bridge/types";
import { Checkbox, CheckboxCards } from "../../design/parts/Checkbox";
import { DateField, MomentField } from "../../design/parts/DateField";
import { type Choice, RadioCards } from "../../design/parts/RadioCards";
import { ComboField, type Option, SelectField } from "../../design/parts/SelectField";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Form.module.css";

/** A form on screen: its draft key, its values, and the acts that may be refused field by field. */
export interface FormOf<T extends object> {
  key: string;
  values: T;
  set: <F extends keyof T>(field: F, value: T[F]) => void;
  setAll: (values: T) => void;
  done: () => void;
  touched: boolean;
  acting: Acting;
}

/** Opens the draft under `key`. */
export function useFormOf<T extends object>(key: string, initial: T, acting: Acting): FormOf<T> {
  const { values, set, replace, done, touched } = useDraftForm(key, initial, acting.pending);
  return { key, values, set, setAll: replace, done, touched, acting };
}

type FieldsOf<T, V> = { [K in keyof T]: T[K] extends V ? K : never }[keyof T] & string;
interface Words {
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  /** Off for what is written down as it was, such as names and values. */
  spellCheck?: boolean;
}

/** One line or several lines of text. */
export function FormLine<T extends object>({ form, name, rows, narrow, ...words }: { form: FormOf<T>; name: FieldsOf<T, string>; rows?: number; narrow?: boolean } & Words) {
  return <TextField id={`${form.key}/${name}`} value={String(form.values[name])} onChange={(text) => form.set(name, text as T[typeof name])} error={form.acting.at(name)} {...(rows ? { rows } : {})} {...(narrow ? { narrow } : {})} {...words} />;
}

/** Lines of text, one entry each. */
export function FormLines<T extends object>({ form, name, rows = 3, ...words }: { form: FormOf<T>; name: FieldsOf<T, string[]>; rows?: number } & Words) {
  const lines = form.values[name] as unknown as string[];
  return <TextField id={`${form.key}/${name}`} rows={rows} value={lines.join("\n")} onChange={(text) => form.set(name, (text === "" ? [] : text.split("\n")) as T[typeof name])} error={form.acting.at(name)} spellCheck={false} {...words} />;
}

/** One line with suggestions. */
export function FormCombo<T extends object>({ form, name, options, ...words }: { form: FormOf<T>; name: FieldsOf<T, string>; options: readonly string[] } & Words) {
  return <ComboField id={`${form.key}/${name}`} options={options.map((option) => ({ value: option, label: option }))} value={String(form.values[name])} onChange={(text) => form.set(name, text as T[typeof name])} error={form.acting.at(name)} {...words} />;
}

/** A day. */
export function FormDay<T extends object>({ form, name, ...words }: { form: FormOf<T>; name: FieldsOf<T, string> } & Words) {
  return <DateField id={`${form.key}/${name}`} value={String(form.values[name])} onChange={(text) => form.set(name, text as T[typeof name])} error={form.acting.at(name)} {...words} />;
}

/** A day and a time. */
export function FormMoment<T extends object>({ form, name, day, hint }: { form: FormOf<T>; name: FieldsOf<T, string>; day: string; hint?: string }) {
  return <MomentField dayLabel={day} timeLabel={t("field.time")} hint={hint} value={String(form.values[name])} onChange={(text) => form.set(name, text as T[typeof name])} error={form.acting.at(name)} />;
}

/** One of a few, as cards. */
export function FormChoice<T extends object>({ form, name, choices, label, hint }: { form: FormOf<T>; name: FieldsOf<T, string>; choices: readonly Choice[] } & Words) {
  return <RadioCards legend={label} hint={hint} choices={choices} value={String(form.values[name])} onChange={(value) => form.set(name, value as T[typeof name])} error={form.acting.at(name)} />;
}

/** One of a list. */
export function FormSelect<T extends object>({ form, name, options, ...words }: { form: FormOf<T>; name: FieldsOf<T, string>; options: readonly Option[] } & Words) {
  return <SelectField id={`${form.key}/${name}`} options={options} value={String(form.values[name])} onChange={(value) => form.set(name, value as T[typeof name])} error={form.acting.at(name)} {...words} />;
}

/** Yes or no. */
export function FormTick<T extends object>({ form, name, children, hint }: { form: FormOf<T>; name: FieldsOf<T, boolean>; children: ReactNode; hint?: string }) {
  return (
    <Checkbox isSelected={Boolean(form.values[name])} onChange={(on) => form.set(name, on as T[typeof name])} {...(hint ? { hint } : {})}>
      {children}
    </Checkbox>
  );
}

/** Any of the kinds of data the pack names. */
export function FormKinds<T extends object>({ form, name, kinds, label, hint }: { form: FormOf<T>; name: FieldsOf<T, string[]>; kinds: readonly DataKind[] } & Words) {
  return (
    <div className={css.kinds}>
      <CheckboxCards
        compact
        legend={label}
        hint={hint}
        error={form.acting.at(name)}
        choices={kinds.map((kind) => ({ value: kind.code, label: kind.name, hint: kind.treatment }))}
        value={form.values[name] as unknown as string[]}
        onChange={(value) => form.set(name, value as T[typeof name])}
      />
    </div>
  );
}
