import { lazy, Suspense } from "react";
import { useActing } from "../app/acts";
import { useDraftForm } from "../app/drafts";
import { useRoad } from "../app/Road";
import type { OptionView } from "../bridge/types";
import { Banner } from "../design/parts/Banner";
import { Button } from "../design/parts/Button";
import { Card } from "../design/parts/Card";
import { Checkbox } from "../design/parts/Checkbox";
import { StateWord } from "../design/parts/DueChip";
import { ErrorSummary } from "../design/parts/ErrorSummary";
import { Grounds } from "../design/parts/PolicyPane";
import { RadioCards } from "../design/parts/RadioCards";
import { TextField } from "../design/parts/TextField";
import { WaitingDecisions } from "../screens/request/CaseCustodyCard";
import { t } from "../text/t";
import css from "./Bodies.module.css";
import type { BodyProps } from "./Guide";

const Remarks = lazy(async () => ({ default: (await import("../screens/request/Remarks")).Remarks }));

/** The outcomes: what may be recorded now, and what may not with the reason and the way to lift it. The program judges again on recording. */
export function DecideBody({ view, part, frame, onDone }: BodyProps) {
  const acting = useActing();
  const road = useRoad();
  const ruling = part.ruling;
  const key = `request/${view.id}/${part.id}/decide`;
  const suggested = ruling?.options.find((option) => option.suggested && option.open)?.outcome ?? "";
  const { values, set, done } = useDraftForm(key, { outcome: suggested, reason: ruling?.reason ?? "", no_conflict: false }, acting.pending);
  if (part.decision) {
    return frame(
      <>
        <WaitingDecisions view={view} />
        <Card title={part.decision.label}>
          <p>{part.decision.reason}</p>
          <p className="small muted">
            {part.decision.by}, {part.decision.at.words}
          </p>
        </Card>
        <Grounds title={t("decide.grounds")} clauses={part.decision.grounds} />
      </>,
      <Button kind="main" onPress={() => road.go(`/request/${view.id}/letters`)}>
        {t("decide.letters")}
      </Button>,
    );
  }
  if (!ruling) return frame(<p>{t("decide.none")}</p>, null);
  const chosen = ruling.options.find((option) => option.outcome === values.outcome && option.open);
  const save = async () => {
    const next = await acting.run("decide_part", { request: view.id, part: part.id, form: values });
    if (next) {
      done();
      onDone(next);
    }
  };
  const open = ruling.gates.filter((gate) => !gate.met);
  return frame(
    <>
      <ErrorSummary problems={acting.problems(key)} />
      {view.custody.custodian.capacity ? (
        <Banner kind="check" rounded>
          {t("decide.standing", { who: view.custody.custodian.who, capacity: view.custody.custodian.capacity, why: view.custody.custodian.why })}
        </Banner>
      ) : null}
      <section className={css.block}>
        <h2 className="section">{ruling.label}</h2>
        <ul className={css.chain}>
          {ruling.chain.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {ruling.remarks.length > 0 ? (
        <section className={css.block}>
          <h2 className="section">{t("remark.heading")}</h2>
          <Suspense>
            <Remarks view={view} part={part} />
          </Suspense>
        </section>
      ) : null}
      <RadioCards
        legend={t("decide.options")}
        choices={ruling.options.map((option, index) => ({
          value: option.outcome,
          // The outcome of the row has words of its own, with what it is joined to; the plain name could say something else.
          label: option.suggested ? t("decide.suggested", { label: ruling.label }) : option.label,
          hint: option.consequence,
          blocked: option.open ? undefined : <Blocked option={option} before={ruling.options.slice(0, index)} />,
        }))}
        value={chosen ? values.outcome : ""}
        onChange={(outcome) => set("outcome", outcome)}
        error={acting.at("outcome")}
      />
      {open.length > 0 ? (
        <Card title={t("decide.open")} flush>
          <ul className={css.gates}>
            {open.map((gate) => (
              <li key={gate.code}>
                <span>
                  {gate.name}
                  <br />
                  <span className="small muted">
                    {gate.why} {gate.how}
                  </span>
                </span>
                <StateWord state={gate.state} tone={gate.tone} chip />
                {gate.form === "none" ? null : (
                  <span className={css.second}>
                    <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/${gate.form}/${part.id}`)}>
                      {t("decide.supply", { what: gate.name })}
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {ruling.withheld.length > 0 ? (
        <section className={css.block}>
          <h2 className="section">{t("decide.withheld")}</h2>
          <ul>
            {ruling.withheld.map((kind) => (
              <li key={kind.code}>{kind.label}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <TextField id={`${key}/reason`} label={t("decide.reason")} hint={t("decide.reason.hint")} rows={4} value={values.reason} onChange={(reason) => set("reason", reason)} error={acting.at("reason")} />
      {values.reason ? (
        <aside className={css.read} aria-label={t("decide.read")}>
          <p className="small muted">{t("decide.read")}</p>
          <p className="serif" dir="auto">
            {values.reason}
          </p>
        </aside>
      ) : null}
      <Checkbox isSelected={values.no_conflict} onChange={(on) => set("no_conflict", on)}>
        {t("decide.conflict")}
      </Checkbox>
      <div>
        <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/conflict/${part.id}`)}>
          {t("decide.concerned")}
        </Button>
      </div>
    </>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={!chosen}>
      {t("decide.save")}
    </Button>,
  );
}

/** Why an outcome may not be recorded, and who can lift it. The same reasons are said once; the next outcome points to them. */
function Blocked({ option, before }: { option: OptionView; before: readonly OptionView[] }) {
  const reasons = reasonsOf(option);
  const said = before.find((other) => !other.open && reasonsOf(other) === reasons);
  if (said && reasons !== "") return t("decide.same", { label: said.label });
  return (
    <ul className={css.chain}>
      {option.blocked_by.map(({ why, how, who }) => (
        <li key={`${why} ${how}`}>
          {why} {how} <strong className={css.lifts}>{who === null ? t("decide.nobody") : t("decide.lifts", { who })}</strong>
        </li>
      ))}
    </ul>
  );
}

function reasonsOf(option: OptionView): string {
  return option.blocked_by.map(({ why, how, who }) => [why, how, who].join(" ")).join(" ");
}
