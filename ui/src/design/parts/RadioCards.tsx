import type { KeyboardEvent, ReactNode } from "react";
import { Label, Radio, RadioGroup, Text } from "react-aria-components";
import { classes } from "./classes";
import css from "./Choice.module.css";

/** One choice. A blocked choice stays visible and says why. */
export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
  blocked?: ReactNode;
}

interface Props {
  /** The question itself; hidden when a heading on the screen already says it. */
  legend: string;
  /** The id of the heading that says the question. */
  labelledBy?: string;
  hint?: string | undefined;
  error?: string | undefined;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
  /** Called with the choice that has focus or the pointer, so that a preview can follow. */
  onPreview?: (value: string | undefined) => void;
  readOnly?: boolean;
}

/** One of several, drawn as cards. The number keys pick while the group has focus; nothing advances by itself. */
export function RadioCards({ legend, labelledBy, hint, error, choices, value, onChange, onPreview, readOnly }: Props) {
  const pickByNumber = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const choice = choices[Number(event.key) - 1];
    if (!choice || choice.blocked || readOnly) return;
    event.preventDefault();
    onChange(choice.value);
    const radios = event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="radio"]');
    radios[Number(event.key) - 1]?.focus();
  };
  return (
    <RadioGroup
      value={value || null}
      onChange={onChange}
      isInvalid={Boolean(error)}
      isReadOnly={readOnly ?? false}
      validationBehavior="aria"
      {...(labelledBy ? { "aria-labelledby": labelledBy } : {})}
    >
      {/* The listener sits inside the group so that the bare number keys never act elsewhere. */}
      <div className={css.group} onKeyDown={pickByNumber} role="presentation">
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
        {choices.map((choice, index) => (
          <Radio
            key={choice.value}
            value={choice.value}
            isDisabled={Boolean(choice.blocked)}
            className={classes(css.card, Boolean(choice.blocked) && css.blocked)}
            onHoverChange={(over) => onPreview?.(over ? choice.value : undefined)}
            onFocus={() => onPreview?.(choice.value)}
            onBlur={() => onPreview?.(undefined)}
          >
            <span className={classes(css.mark, css.round)} aria-hidden />
            <span className={css.name}>{choice.label}</span>
            {choice.hint ? <span className={classes(css.under, css.hint)}>{choice.hint}</span> : null}
            {choice.blocked ? <span className={classes(css.under, css.hint)}>{choice.blocked}</span> : null}
            {index < 9 && !choice.blocked ? (
              <span className={css.number} aria-hidden>
                {index + 1}
              </span>
            ) : null}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
