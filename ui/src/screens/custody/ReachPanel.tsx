import { useActing } from "../../app/acts";
import type { CustodyView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { TimeField } from "../../design/parts/DateField";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormLine, FormLines, useFormOf } from "../record/FormParts";
import css from "./Custody.module.css";

/** How the Director is reached, when the library is open, and whom to tell when nobody is there. */
export function ReachPanel({ view }: { view: CustodyView }) {
  const acting = useActing();
  const reach = useFormOf("custody/reach", view.route, acting);
  const { values } = reach;
  const save = async () => {
    if (await acting.run("save_director_route", { form: values })) {
      reach.done();
      announce(t("settings.saved"));
    }
  };
  return (
    <div className={css.panel}>
      <div className={form.form}>
        <p className="muted">{t("reach.lead")}</p>
        <ErrorSummary problems={acting.problems(reach.key)} />
        <FormLines form={reach} name="numbers" label={t("reach.numbers")} optional />
        <CheckboxCards compact legend={t("reach.days")} choices={view.weekdays.map((day) => ({ value: day.code, label: day.label }))} value={values.open_days} onChange={(days) => reach.set("open_days", days)} error={acting.at("open_days")} />
        <div className={form.row}>
          <TimeField id={`${reach.key}/opens`} label={t("reach.opens")} value={values.opens} onChange={(time) => reach.set("opens", time)} error={acting.at("opens")} />
          <TimeField id={`${reach.key}/closes`} label={t("reach.closes")} value={values.closes} onChange={(time) => reach.set("closes", time)} error={acting.at("closes")} />
        </div>
        <p className="small muted">{t("reach.hours.hint")}</p>
        <FormLine form={reach} name="board" label={t("reach.board")} hint={t("reach.board.hint")} optional />
        {view.director_here ? (
          <div>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={!reach.touched}>
              {t("reach.save")}
            </Button>
          </div>
        ) : (
          <p className="muted">{t("custody.director")}</p>
        )}
      </div>
    </div>
  );
}
