import { useState } from "react";
import { useActing } from "../../app/acts";
import type { RecoverySheetView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { SheetGroups } from "../setup/SheetGroups";
import css from "./People.module.css";
import { ProveSheet } from "./ProveSheet";

/** A new recovery sheet: shown once, written down, two groups typed back. Until then the old one is in force. */
export function NewSheet({ proved, age }: { proved: string | null; age: string | null }) {
  const acting = useActing();
  const [sheet, setSheet] = useState<RecoverySheetView>();
  const [hidden, setHidden] = useState(false);
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [proving, setProving] = useState(false);
  const draw = async () => {
    const drawn = await acting.run("draw_sheet", {});
    if (!drawn) return;
    setSheet(drawn);
    setHidden(false);
    setTyped({});
  };
  const renew = async () => {
    if (!sheet || !(await acting.run("renew_sheet", { groups: sheet.ask.map((index) => ({ index, text: typed[index] ?? "" })) }))) return;
    setSheet(undefined);
    announce(t("people.sheet.done"));
  };
  return (
    <Card title={t("people.sheet")}>
      <div className={css.form}>
        <p className="muted">{proved ? t("people.sheet.proved", { day: proved, age: age ?? "" }) : t("people.sheet.unproved")}</p>
        <ErrorSummary problems={acting.problems()} />
        {!sheet && proving ? (
          <ProveSheet onDone={() => setProving(false)} />
        ) : !sheet ? (
          <div className={css.beside}>
            <Button onPress={() => setProving(true)}>{t("sheet.prove")}</Button>
            <Button onPress={() => void draw()} isPending={acting.pending}>
              {t("people.sheet.draw")}
            </Button>
          </div>
        ) : !hidden ? (
          <>
            <SheetGroups sheet={sheet} warning={t("people.sheet.warn")} />
            <div>
              <Button kind="main" onPress={() => setHidden(true)}>
                {t("sheet.next")}
              </Button>
            </div>
          </>
        ) : (
          <>
            <div className={css.groups}>
              {sheet.ask.map((index) => (
                <TextField key={index} label={t("sheet.group", { n: index })} value={typed[index] ?? ""} onChange={(text) => setTyped({ ...typed, [index]: text })} />
              ))}
            </div>
            <div className={css.beside}>
              <Button kind="main" onPress={() => void renew()} isPending={acting.pending} isDisabled={sheet.ask.some((index) => !typed[index])}>
                {t("people.sheet.act")}
              </Button>
              <Button onPress={() => setHidden(false)}>{t("prove.back")}</Button>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
