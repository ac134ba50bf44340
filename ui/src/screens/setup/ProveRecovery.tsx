import { useState } from "react";
import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import type { OpeningView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Setup.module.css";

/** Two groups of the sheet typed back: proof that it was written down before it is needed. */
export function ProveRecovery({ ask, onDone, onBack }: { ask: readonly number[]; onDone: (opening: OpeningView) => void; onBack?: () => void }) {
  const acting = useActing();
  const [typed, setTyped] = useState<Record<number, string>>({});
  const prove = async () => {
    const opening = await acting.run("prove_recovery", { groups: ask.map((index) => ({ index, text: typed[index] ?? "" })) });
    if (opening) onDone(opening);
  };
  return (
    <Welcome title={t("prove.title")} lead={t("prove.lead")} top>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void prove();
        }}
      >
        <ErrorSummary problems={acting.problems()} />
        <div className={css.groups}>
          {ask.map((index, order) => (
            <TextField key={index} label={t("sheet.group", { n: index })} value={typed[index] ?? ""} onChange={(text) => setTyped({ ...typed, [index]: text })} autoFocus={order === 0} />
          ))}
        </div>
        <div className={css.actions}>
          <Button kind="main" type="submit" isPending={acting.pending} isDisabled={ask.some((index) => !typed[index])}>
            {t("prove.go")}
          </Button>
          {onBack ? <Button onPress={onBack}>{t("prove.back")}</Button> : null}
        </div>
      </form>
    </Welcome>
  );
}
