import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, CheckboxGroup, Label, Switch as AriaSwitch, Text } from "react-aria-components";
import { classes } from "./classes";
import css from "./Choice.module.css";
import type { Choice } from "./RadioCards";

/** One yes or no inside a form. */
export function Checkbox({ isSelected, onChange, children, hint }: { isSelected: boolean; onChange: (on: boolean) => void; children: ReactNode; hint?: string }) {
  return (
    <AriaCheckbox isSelected={isSelected} onChange={onChange} className={css.plain ?? ""}>
      <span className={classes(css.mark, css.square)} aria-hidden>
        {isSelected ? <Check size={13} strokeWidth={3} /> : null}
      </span>
      <span>{children}</span>
      {hint ? <span className={classes(css.under, css.hint)}>{hint}</span> : null}
    </AriaCheckbox>
  );
}

/** A setting that acts at once. */
export function Switch({ isSelected, onChange, children, hint }: { isSelected: boolean; onChange: (on: boolean) => void; children: ReactNode; hint?: string }) {
  return (
    <AriaSwitch isSelected={isSelected} onChange={onChange} className={css.plain ?? ""}>
      <span className={css.track} aria-hidden />
      <span>{children}</span>
      {hint ? <span className={classes(css.under, css.hint)}>{hint}</span> : null}
    </AriaSwitch>
  );
}

/** Any number of several, drawn as cards. */
export function CheckboxCards({ legend, labelledBy, hint, error, choices, value, onChange, compact }: { compact?: boolean; legend: string; labelledBy?: string; hint?: string | undefined; error?: string | undefined; choices: readonly Choice[]; value: readonly string[]; onChange: (value: string[]) => void }) {
  return (
    <CheckboxGroup value={[...value]} onChange={onChange} isInvalid={Boolean(error)} validationBehavior="aria" className={css.group ?? ""} {...(labelledBy ? { "aria-labelledby": labelledBy } : {})}>
      {labelledBy ? null : <Label className={css.legend}>{legend}</Label>}
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
      <div className={compact ? css.columns : css.rows}>
      {choices.map((choice) => (
        <AriaCheckbox key={choice.value} value={choice.value} isDisabled={Boolean(choice.blocked)} className={classes(compact ? css.line : css.card, Boolean(choice.blocked) && css.blocked)}>
          {({ isSelected, isIndeterminate }) => (
            <>
              <span className={classes(css.mark, css.square)} aria-hidden>
                {isIndeterminate ? <Minus size={13} strokeWidth={3} /> : isSelected ? <Check size={13} strokeWidth={3} /> : null}
              </span>
              <span className={css.name}>{choice.label}</span>
              {choice.hint ? <span className={classes(css.under, css.hint)}>{choice.hint}</span> : null}
              {choice.blocked ? <span className={classes(css.under, css.hint)}>{choice.blocked}</span> : null}
            </>
          )}
        </AriaCheckbox>
      ))}
      </div>
    </CheckboxGroup>
  );
}
