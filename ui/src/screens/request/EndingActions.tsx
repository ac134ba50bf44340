import { useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { type PlainKey, t } from "../../text/t";
import css from "./RequestPage.module.css";

type Ending = "close_request" | "withdraw_request" | "reopen_request";

/** Closing, withdrawing, opening again. What keeps a request open is said line by line. */
export function EndingActions({ view }: { view: RequestView }) {
  const [ending, setEnding] = useState<Ending>();
  const closed = view.read_only !== null;
  return (
    <Card title={t("end.title")}>
      {closed ? null : view.keeps_open.length > 0 ? (
        <>
          <p className="muted">{t("end.open")}</p>
          <ul>
            {view.keeps_open.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : view.owed.length === 0 ? (
        <p className="muted">{t("end.ready")}</p>
      ) : null}
      {view.owed.length > 0 ? (
        <>
          <p className="muted">{t("end.owed")}</p>
          <ul>
            {view.owed.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
      <div className={css.actions}>
        {closed ? (
          <Button onPress={() => setEnding("reopen_request")}>{t("end.reopen")}</Button>
        ) : (
          <>
            {view.keeps_open.length === 0 ? <Button onPress={() => setEnding("close_request")}>{t("end.close")}</Button> : null}
            <Button kind="quiet" onPress={() => setEnding("withdraw_request")}>
              {t("end.withdraw")}
            </Button>
          </>
        )}
      </div>
      {ending ? <EndDialog view={view} ending={ending} onClose={() => setEnding(undefined)} /> : null}
    </Card>
  );
}

function EndDialog({ view, ending, onClose }: { view: RequestView; ending: Ending; onClose: () => void }) {
  const acting = useActing();
  const { values, set, done } = useDraftForm(`request/${view.id}/${ending}`, { reason: "" }, acting.pending);
  const { reason } = values;
  const words = WORDS[ending];
  const save = async () => {
    if (!(await acting.run(ending, { request: view.id, reason }))) return;
    done();
    onClose();
  };
  return (
    <Dialog
      title={t(words.title)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
            {t(words.title)}
          </Button>
          <Button onPress={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <p>{t(words.body)}</p>
      <ErrorSummary problems={acting.problems()} />
      <TextField label={t("reason")} rows={3} value={reason} onChange={(next) => set("reason", next)} error={acting.at("reason")} />
    </Dialog>
  );
}

const WORDS: Record<Ending, { title: PlainKey; body: PlainKey }> = {
  close_request: { title: "end.close", body: "end.close.body" },
  withdraw_request: { title: "end.withdraw", body: "end.withdraw.body" },
  reopen_request: { title: "end.reopen", body: "end.reopen.body" },
};
