import { useState } from "react";
import { useActing } from "../../app/acts";
import type { ConfirmRow, CustodyView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { AskDialog } from "../../app/AskDialog";
import css from "./Custody.module.css";

/** What others entered about the Director's absence: the Director says whether it was so. */
export function ConfirmCard({ view }: { view: CustodyView }) {
  const acting = useActing();
  const [wrong, setWrong] = useState<ConfirmRow>();
  return (
    <Card title={t("confirm.title")}>
      <div className={css.panel}>
        <p className="muted">{t("confirm.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <ul className={css.rows}>
          {view.to_confirm.map((row) => (
            <li key={row.entry}>
              <span>{row.what}</span>
              <span className={`${css.second} small muted`}>{row.by}</span>
              {view.director_here ? (
                <span className={css.side}>
                  <Button aria-label={t("confirm.right.named", { what: row.what })} onPress={() => void acting.run("confirm_entry", { entry: row.entry, right: true, note: "" })}>
                    {t("confirm.right")}
                  </Button>
                  <Button kind="link" aria-label={t("confirm.wrong.named", { what: row.what })} onPress={() => setWrong(row)}>
                    {t("confirm.wrong")}
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      {wrong ? <WrongDialog row={wrong} onClose={() => setWrong(undefined)} /> : null}
    </Card>
  );
}

function WrongDialog({ row, onClose }: { row: ConfirmRow; onClose: () => void }) {
  const acting = useActing();
  const [note, setNote] = useState("");
  const save = async () => {
    if (await acting.run("confirm_entry", { entry: row.entry, right: false, note })) onClose();
  };
  return (
    <AskDialog title={t("confirm.wrong")} body={t("confirm.wrong.body")} act={t("confirm.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <p className="muted">{row.what}</p>
      <TextField label={t("confirm.note")} rows={2} value={note} onChange={setNote} error={acting.at("note")} />
    </AskDialog>
  );
}
