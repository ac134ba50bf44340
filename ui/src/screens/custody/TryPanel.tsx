import { useActing, useDesk } from "../../app/acts";
import type { CustodyView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { useFormOf } from "../record/FormParts";
import css from "./Custody.module.css";
import { emptyTry, TryFields, TryRows } from "./TryParts";

/** Tries to reach the Director: what they amount to now, the list, and the form. */
export function TryPanel({ view }: { view: CustodyView }) {
  const acting = useActing();
  const desk = useDesk();
  const attempt = useFormOf("custody/try", emptyTry(desk?.now.iso ?? "", view.route.numbers), acting);
  const save = async () => {
    if (await acting.run("log_director_try", { form: attempt.values })) attempt.done();
  };
  return (
    <div className={css.panel}>
      <p>{view.tries_now}</p>
      <Card title={t("custody.tries")} flush={view.tries.length > 0}>
        <TryRows rows={view.tries} />
      </Card>
      <Card title={t("try.title")}>
        <div className={form.form}>
          <ErrorSummary problems={acting.problems(attempt.key)} />
          <TryFields form={attempt} means={view.means} numbers={view.route.numbers} />
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
