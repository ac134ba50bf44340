import type { ClosureForm } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { DateField } from "../../design/parts/DateField";
import { TextField } from "../../design/parts/TextField";
import { dayInWords } from "../../text/day";
import { t } from "../../text/t";
import css from "./Setup.module.css";

/** Nothing typed yet. */
export const NO_CLOSURE: ClosureForm = { date: "", reason: "" };

interface Props {
  closures: readonly ClosureForm[];
  /** What is typed for the next day; whoever holds it decides how long it lasts. */
  typed: ClosureForm;
  onType: (typed: ClosureForm) => void;
  onAdd: (closure: ClosureForm) => void;
  onRemove: (date: string) => void;
  at?: (field: string) => string | undefined;
  pending?: boolean;
}

/** Days on which the office is closed besides weekends and holidays: they do not count. What is refused stays typed. */
export function ClosureEditor({ closures, typed, onType, onAdd, onRemove, at, pending = false }: Props) {
  const { date, reason } = typed;
  return (
    <div className={css.form}>
      <div className={css.row}>
        <DateField id="setup/date" label={t("closure.date")} value={date} onChange={(next) => onType({ ...typed, date: next })} error={at?.("date")} />
        <TextField id="setup/reason" label={t("reason")} value={reason} onChange={(next) => onType({ ...typed, reason: next })} error={at?.("reason")} />
      </div>
      <div>
        <Button isDisabled={date === "" || reason.trim() === ""} isPending={pending} onPress={() => onAdd(typed)}>
          {t("closure.add")}
        </Button>
      </div>
      {closures.length === 0 ? (
        <p className="small muted">{t("closure.none")}</p>
      ) : (
        <ul className={css.closures}>
          {closures.map((closure) => (
            <li key={closure.date}>
              <span className="numbers nowrap">{dayInWords(closure.date)}</span>
              <span>{closure.reason}</span>
              <Button kind="link" onPress={() => onRemove(closure.date)} aria-label={t("remove.what", { what: dayInWords(closure.date) })}>
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
