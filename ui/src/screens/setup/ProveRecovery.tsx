import { useState } from "react";
import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import type { OpeningView, RecoverySheetView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { RecoverySheet } from "./RecoverySheet";
import css from "./Setup.module.css";

/**
 * Two groups of the sheet typed back: proof that it was written down before it is needed. At a later unlocking all of them. Whoever
 * cannot be shown the sheet again makes a new one.
 */
export function ProveRecovery({ ask, onDone, onBack }: { ask: readonly number[]; onDone: (opening: OpeningView) => void; onBack?: () => void }) {
  const acting = useActing();
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [drawn, setDrawn] = useState<RecoverySheetView>();
  const [shown, setShown] = useState(false);
  const asked = drawn ? drawn.ask : ask;
  const draw = async () => {
    const sheet = await acting.run("draw_sheet", {});
    if (!sheet) return;
    setTyped({});
    setDrawn(sheet);
    setShown(true);
  };
  const prove = async () => {
    const groups = asked.map((index) => ({ index, text: typed[index] ?? "" }));
    // A new sheet is put in force by two of its groups; then nothing is left to be proved.
    if (drawn && !(await acting.run("renew_sheet", { groups }))) return;
    const opening = await acting.run("prove_recovery", { groups: drawn ? [] : groups });
    if (opening) onDone(opening);
  };
  if (drawn && shown) return <RecoverySheet sheet={drawn} onNext={() => setShown(false)} />;
  const whole = asked.length > 2;
  const back = drawn ? () => setShown(true) : onBack;
  return (
    <Welcome title={t(whole ? "prove.all.title" : "prove.title")} lead={t(whole ? "prove.all.lead" : "prove.lead")} top>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void prove();
        }}
      >
        <ErrorSummary problems={acting.problems()} />
        <div className={css.groups}>
          {asked.map((index, order) => (
            <TextField key={index} label={t("sheet.group", { n: index })} value={typed[index] ?? ""} onChange={(text) => setTyped({ ...typed, [index]: text })} autoFocus={order === 0} />
          ))}
        </div>
        <div className={css.actions}>
          <Button kind="main" type="submit" isPending={acting.pending} isDisabled={asked.some((index) => !typed[index])}>
            {t("prove.go")}
          </Button>
          {back ? <Button onPress={back}>{t("prove.back")}</Button> : null}
        </div>
        {onBack ? null : (
          <div className={css.form}>
            <p className="muted">{t("prove.all.lost")}</p>
            <div>
              <Button onPress={() => void draw()} isDisabled={acting.pending}>
                {t("prove.all.new")}
              </Button>
            </div>
          </div>
        )}
      </form>
    </Welcome>
  );
}
