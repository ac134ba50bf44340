import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import type { RetentionRuleView, RetentionView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "../backup/Backup.module.css";
import { NO_WORD, WordFields } from "./WordFields";

/** The schedule of the policy in force, and the Director's record of what it leaves open. */
export function RulesCard({ view }: { view: RetentionView }) {
  return (
    <Card title={t("retention.rules")}>
      <div className={css.stack}>
        {view.rules.length === 0 ? <p>{t("retention.rules.none")}</p> : null}
        {view.rules.map((rule) => (
          <Rule key={rule.id} rule={rule} mayRecord={view.may_dispose} />
        ))}
      </div>
    </Card>
  );
}

function Rule({ rule, mayRecord }: { rule: RetentionRuleView; mayRecord: boolean }) {
  const [open, setOpen] = useState(false);
  const facts = [
    { label: t("retention.applies"), value: rule.applies },
    { label: t("retention.period"), value: rule.period ?? t("retention.period.open") },
    { label: t("retention.citation"), value: `${rule.citation}. ${rule.standing}` },
    ...(rule.settled === null ? [] : [{ label: t("retention.settled"), value: rule.settled }]),
  ];
  return (
    <section className={css.stack} aria-label={rule.name}>
      <h3>{rule.name}</h3>
      <Facts facts={facts} />
      <p className="small muted">{rule.note}</p>
      {rule.open && mayRecord ? (
        open ? (
          <PeriodForm rule={rule.id} onDone={() => setOpen(false)} />
        ) : (
          <div>
            <Button onPress={() => setOpen(true)}>{t(rule.settled === null ? "retention.confirm" : "retention.confirm.again")}</Button>
          </div>
        )
      ) : null}
    </section>
  );
}

function PeriodForm({ rule, onDone }: { rule: string; onDone: () => void }) {
  const acting = useActing();
  const client = useQueryClient();
  const [years, setYears] = useState("");
  const [months, setMonths] = useState("");
  const [citation, setCitation] = useState("");
  const [word, setWord] = useState(NO_WORD);
  const save = async () => {
    const next = await acting.run("confirm_period", { form: { rule, years, months, citation, word } });
    if (!next) return;
    client.setQueryData(["retention"], next);
    announce(t("retention.confirmed"));
    onDone();
  };
  return (
    <div className={css.stack}>
      <p className="muted">{t("retention.confirm.lead")}</p>
      <ErrorSummary problems={acting.problems()} />
      <TextField label={t("retention.years")} narrow value={years} onChange={setYears} error={acting.at("years")} />
      <TextField label={t("retention.months")} narrow optional value={months} onChange={setMonths} error={acting.at("months")} />
      <TextField label={t("retention.schedule")} hint={t("retention.schedule.hint")} value={citation} onChange={setCitation} error={acting.at("citation")} />
      <WordFields word={word} onChange={setWord} acting={acting} />
      <div className={css.actions}>
        <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
          {t("retention.confirm.save")}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t("back")}
        </Button>
      </div>
    </div>
  );
}
