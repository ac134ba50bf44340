import { useState } from "react";
import type { ClosureForm } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { DateField } from "../../design/parts/DateField";
import { TextField } from "../../design/parts/TextField";
import { dayInWords } from "../../text/day";
import { t } from "../../text/t";
import css from "./Setup.module.css";

/** Days on which the office is closed besides weekends and holidays: they do not count. What is refused stays typed. */
export function ClosureEditor({ closures, onAdd, onRemove, at }: { closures: readonly ClosureForm[]; onAdd: (closure: ClosureForm) => boolean | Promise<boolean>; onRemove: (date: string) => void; at?: (field: string) => string | undefined }) {
  const [date, setDate] = useState("");
  const [reason, setReason] = useState("");
  const add = async () => {
    if (!(await onAdd({ date, reason }))) return;
    setDate("");
    setReason("");
  };
  return (
    <div className={css.form}>
      <div className={css.row}>
        <DateField id="setup/date" label={t("closure.date")} value={date} onChange={setDate} error={at?.("date")} />
        <TextField id="setup/reason" label={t("reason")} value={reason} onChange={setReason} error={at?.("reason")} />
      </div>
      <div>
        <Button isDisabled={date === "" || reason.trim() === ""} onPress={() => void add()}>
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
