import { useActing, useDesk } from "../../app/acts";
import type { CustodyView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormCombo, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "../record/FormParts";
import css from "./Custody.module.css";

/** Tries to reach the Director: what they amount to now, the list, and the form. */
export function TryPanel({ view }: { view: CustodyView }) {
  const acting = useActing();
  const desk = useDesk();
  const attempt = useFormOf("custody/try", { at: desk?.now.iso ?? "", means: "telephone", number: view.route.numbers[0] ?? "", answered: false, result: "" }, acting);
  const save = async () => {
    if (await acting.run("log_director_try", { form: attempt.values })) attempt.done();
  };
  return (
    <div className={css.panel}>
      <p>{view.tries_now}</p>
      <Card title={t("custody.tries")} flush={view.tries.length > 0}>
        {view.tries.length === 0 ? (
          <p className="muted">{t("try.none")}</p>
        ) : (
          <ul className={css.rows}>
            {view.tries.map((row) => (
              <li key={row.entry}>
                <span className="numbers">
                  {row.at.words}, {row.how}
                </span>
                <span className={`${css.second} small muted`} dir="auto">
                  {row.result}
                </span>
                <span className={css.side}>
                  <StateWord state={row.state} tone={row.tone} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("try.title")}>
        <div className={form.form}>
          <ErrorSummary problems={acting.problems(attempt.key)} />
          <FormMoment form={attempt} name="at" day={t("try.when")} />
          <FormSelect form={attempt} name="means" label={t("try.means")} options={view.means.map((each) => ({ value: each.code, label: each.label }))} />
          <FormCombo form={attempt} name="number" label={t("try.number")} hint={t("try.number.hint")} options={view.route.numbers} />
          <FormTick form={attempt} name="answered" hint={t("try.answered.hint")}>
            {t("try.answered")}
          </FormTick>
          <FormLine form={attempt} name="result" label={t("try.result")} optional />
          <div>
            <Button onPress={() => void save()} isPending={acting.pending}>
              {t("try.save")}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
