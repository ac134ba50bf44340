import { type Ref, useState } from "react";
import { Button as AriaButton, Group, Input, TextArea, TextField as AriaTextField } from "react-aria-components";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./Field.module.css";
import { FieldFrame, type FieldWords } from "./FieldFrame";

interface Props extends FieldWords {
  id?: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  /** Rows of a text area; without it the field is one line. */
  rows?: number;
  narrow?: boolean;
  autoFocus?: boolean;
  readOnly?: boolean;
  spellCheck?: boolean;
  placeholder?: string;
  dir?: "auto";
  /** The id of what else is said about it, further down. */
  describedBy?: string | undefined;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** One line of text, or several when `rows` is given. Any script may be typed: the direction follows the text. */
export function TextField({ id, value, onChange, onBlur, rows, narrow, autoFocus, readOnly, spellCheck, placeholder, describedBy, inputRef, ...frame }: Props) {
  return (
    <AriaTextField
      {...(id === undefined ? {} : { id })}
      value={value}
      onChange={onChange}
      {...(onBlur ? { onBlur } : {})}
      isInvalid={Boolean(frame.error)}
      isReadOnly={readOnly ?? false}
      autoFocus={autoFocus ?? false}
      {...(describedBy ? { "aria-describedby": describedBy } : {})}
      validationBehavior="aria"
      className={classes(css.field, narrow && css.narrow)}
    >
      <FieldFrame {...frame}>
        {rows ? (
          <TextArea ref={inputRef} rows={rows} className={classes(css.box)} dir="auto" spellCheck={spellCheck ?? true} placeholder={placeholder} />
        ) : (
          <Input ref={inputRef} className={classes(css.box)} dir="auto" spellCheck={spellCheck ?? false} placeholder={placeholder} autoComplete="off" />
        )}
      </FieldFrame>
    </AriaTextField>
  );
}

/** A passphrase: hidden until shown, paste allowed, Caps Lock said in words. */
export function PassphraseField({ id, value, onChange, autoFocus, ...frame }: FieldWords & { id?: string; value: string; onChange: (value: string) => void; autoFocus?: boolean }) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  return (
    <AriaTextField
      {...(id === undefined ? {} : { id })}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus ?? false}
      isInvalid={Boolean(frame.error)}
      type={shown ? "text" : "password"}
      onKeyUp={(event) => setCaps(event.getModifierState("CapsLock"))}
      validationBehavior="aria"
      className={css.field}
    >
      <FieldFrame {...frame} hint={caps ? t("field.caps") : frame.hint}>
        <Group className={css.group} isInvalid={Boolean(frame.error)}>
          <Input className={css.box} autoComplete="off" spellCheck={false} autoCapitalize="off" />
          <AriaButton className={css.attached} onPress={() => setShown(!shown)} aria-pressed={shown}>
            {shown ? t("field.hide") : t("field.show")}
          </AriaButton>
        </Group>
      </FieldFrame>
    </AriaTextField>
  );
}
