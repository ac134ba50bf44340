import { useState } from "react";
import { useActing } from "../../app/acts";
import { useProgress } from "../../app/progress";
import type { AnchorFoundView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DateField } from "../../design/parts/DateField";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { Progress } from "../../design/parts/Progress";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "../backup/Backup.module.css";

/** A date and a code typed from paper, and what they say about the record as it is now. */
export function PaperLine() {
  const acting = useActing();
  const [form, setForm] = useState({ day: "", code: "" });
  const [found, setFound] = useState<AnchorFoundView>();
  const share = useProgress(acting.pending);
  const check = async () => {
    setFound(undefined);
    setFound(await acting.run("check_anchor", { form }));
  };
  return (
    <Card title={t("proof.ask")}>
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void check();
        }}
      >
        <p className="muted">{t("proof.ask.lead")}</p>
        <ErrorSummary problems={acting.problems("proof")} />
        <DateField id="proof/day" label={t("proof.day")} value={form.day} onChange={(day) => setForm({ ...form, day })} error={acting.at("day")} />
        <TextField id="proof/code" label={t("proof.code")} hint={t("proof.code.hint")} value={form.code} onChange={(code) => setForm({ ...form, code })} error={acting.at("code")} />
        <div>
          <Button type="submit" isPending={acting.pending} isDisabled={form.day === "" || form.code.trim() === ""}>
            {t("proof.ask.go")}
          </Button>
        </div>
        {acting.pending ? <Progress what={t("proof.verifying")} share={share} /> : null}
        {found ? (
          <Banner kind={found.found && found.unchanged ? "fine" : "stop"} rounded live>
            {found.words}
          </Banner>
        ) : null}
      </form>
    </Card>
  );
}
