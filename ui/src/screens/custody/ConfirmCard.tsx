import { useState } from "react";
import { type Acting, useActing } from "../../app/acts";
import { AskDialog } from "../../app/AskDialog";
import { useRoad } from "../../app/Road";
import type { ConfirmRow } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Custody.module.css";

/** Records the Director's word on an entry; answers whether it was taken. */
export type SayWhatWasSo = (acting: Acting, row: ConfirmRow, right: boolean, note: string) => Promise<boolean>;

/** What others entered about the Director's absence: the Director says whether it was so. */
export function ConfirmCard({ rows, directorHere, say }: { rows: ConfirmRow[]; directorHere: boolean; say: SayWhatWasSo }) {
  const acting = useActing();
  const road = useRoad();
  const [wrong, setWrong] = useState<ConfirmRow>();
  const look = (row: ConfirmRow) =>
    row.request ? (
      <Button aria-label={t("confirm.open.named", { what: row.what })} onPress={() => road.go(`/request/${row.request}/seal`)}>
        {t("confirm.open")}
      </Button>
    ) : (
      <>
        <Button aria-label={t("confirm.right.named", { what: row.what })} onPress={() => void say(acting, row, true, "")}>
          {t("confirm.right")}
        </Button>
        <Button kind="link" aria-label={t("confirm.wrong.named", { what: row.what })} onPress={() => setWrong(row)}>
          {t("confirm.wrong")}
        </Button>
      </>
    );
  return (
    <Card title={t("confirm.title")}>
      <div className={css.panel}>
        <p className="muted">{t("confirm.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <ul className={css.rows}>
          {rows.map((row) => (
            <li key={`${row.request}${row.entry}`}>
              <span>{row.what}</span>
              <span className={`${css.second} small muted`}>{row.by}</span>
              {directorHere ? <span className={css.side}>{look(row)}</span> : null}
            </li>
          ))}
        </ul>
      </div>
      {wrong ? <WrongDialog row={wrong} say={say} onClose={() => setWrong(undefined)} /> : null}
    </Card>
  );
}

function WrongDialog({ row, say, onClose }: { row: ConfirmRow; say: SayWhatWasSo; onClose: () => void }) {
  const acting = useActing();
  const [note, setNote] = useState("");
  const save = async () => {
    if (await say(acting, row, false, note)) onClose();
  };
  return (
    <AskDialog title={t("confirm.wrong")} body={t("confirm.wrong.body")} act={t("confirm.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <p className="muted">{row.what}</p>
      <TextField label={t("confirm.note")} rows={2} value={note} onChange={setNote} error={acting.at("note")} />
    </AskDialog>
  );
}
