import { useState } from "react";
import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { PassphraseField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./People.module.css";

/** Another passphrase for oneself. Nobody else's is touched. */
export function OwnPassphrase() {
  const acting = useActing();
  const [current, setCurrent] = useState("");
  const [fresh, setFresh] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== fresh;
  const change = async () => {
    const done = await acting.run("change_passphrase", { current, new: fresh });
    if (done === undefined) return;
    setCurrent("");
    setFresh("");
    setAgain("");
    announce(t("people.own.done"));
  };
  return (
    <Card title={t("people.own")}>
      <div className={css.form}>
        <p className="muted">{t("people.own.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <PassphraseField label={t("people.own.current")} value={current} onChange={setCurrent} />
        <PassphraseField label={t("people.own.new")} value={fresh} onChange={setFresh} />
        <PassphraseField label={t("people.own.again")} value={again} onChange={setAgain} error={differs ? t("people.own.differs") : undefined} />
        <div>
          <Button onPress={() => void change()} isPending={acting.pending} isDisabled={current === "" || fresh === "" || fresh !== again}>
            {t("people.own.act")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
