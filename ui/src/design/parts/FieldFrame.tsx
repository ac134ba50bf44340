import type { ReactNode } from "react";
import { Label, Text } from "react-aria-components";
import { t } from "../../text/t";
import css from "./Field.module.css";

/** What every field shows around its control. `error` is a whole sentence from Rust or from the screen. */
export interface FieldWords {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
}

/** Label and hint above the control, the error between hint and control where it is read before typing. */
export function FieldFrame({ label, hint, error, optional, children }: FieldWords & { children: ReactNode }) {
  return (
    <>
      <Label className={css.label}>
        {label}
        {optional ? <span className={css.optional}>{t("field.optional")}</span> : null}
      </Label>
      {hint ? (
        <Text slot="description" className={css.hint}>
          {hint}
        </Text>
      ) : null}
      {error ? (
        <Text slot="errorMessage" className={css.error}>
          {error}
        </Text>
      ) : null}
      {children}
    </>
  );
}
