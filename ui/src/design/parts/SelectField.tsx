import { ChevronDown } from "lucide-react";
import { Button as AriaButton, ComboBox, Group, Input, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./Field.module.css";
import { FieldFrame, type FieldWords } from "./FieldFrame";

/** One entry of a list to choose from. */
export interface Option {
  value: string;
  label: string;
}

interface Props extends FieldWords {
  id?: string;
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
}

/** One of a short closed list. */
export function SelectField({ id, options, value, onChange, ...frame }: Props) {
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value || null}
      onChange={(key) => onChange(key === null ? "" : String(key))}
      isInvalid={Boolean(frame.error)}
      placeholder={t("field.choose")}
      validationBehavior="aria"
      className={css.field}
    >
      <FieldFrame {...frame}>
        <AriaButton className={classes(css.box, css.select)}>
          <SelectValue />
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
      </FieldFrame>
      <Popover className={css.popover}>
        <ListBox items={options.map((option) => ({ ...option, id: option.value }))} className={css.list}>
          {(option) => (
            <ListBoxItem textValue={option.label} className={css.option}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** One of a long list, or words of one's own. */
export function ComboField({ id, options, value, onChange, ...frame }: Props) {
  return (
    <ComboBox
      {...(id === undefined ? {} : { id })}
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      menuTrigger="input"
      isInvalid={Boolean(frame.error)}
      validationBehavior="aria"
      className={css.field}
    >
      <FieldFrame {...frame}>
        <Group className={css.group}>
          <Input className={css.box} dir="auto" autoComplete="off" />
          <AriaButton className={css.attached}>
            <ChevronDown size={16} aria-hidden />
          </AriaButton>
        </Group>
      </FieldFrame>
      <Popover className={css.popover}>
        <ListBox items={options.map((option) => ({ ...option, id: option.value }))} className={css.list} renderEmptyState={() => t("field.none")}>
          {(option) => (
            <ListBoxItem textValue={option.label} className={css.option}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
