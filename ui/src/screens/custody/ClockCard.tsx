import { useState } from "react";
import { useActing } from "../../app/acts";
import { AskDialog } from "../../app/AskDialog";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Custody.module.css";

/** An entry claims a moment that has not come: the Director can say that the clock ran ahead when it was made. */
export function ClockCard({ clock }: { clock: string }) {
  const [asking, setAsking] = useState(false);
  return (
    <Card title={t("clock.wrong")}>
      <div className={css.panel}>
        <p>{clock}</p>
        <p className="muted">{t("clock.wrong.lead")}</p>
        <div>
          <Button onPress={() => setAsking(true)}>{t("clock.ran.ahead")}</Button>
        </div>
      </div>
      {asking ? <RanAheadDialog clock={clock} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

function RanAheadDialog({ clock, onClose }: { clock: string; onClose: () => void }) {
  const acting = useActing();
  const [reason, setReason] = useState("");
  const save = async () => {
    if (await acting.run("correct_clock", { reason })) onClose();
  };
  return (
    <AskDialog title={t("clock.ran.ahead")} body={t("clock.ran.ahead.body")} act={t("clock.ran.ahead.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      <p className="muted">{clock}</p>
      <TextField label={t("clock.ran.ahead.reason")} rows={2} value={reason} onChange={setReason} error={acting.at("reason")} />
    </AskDialog>
  );
}
