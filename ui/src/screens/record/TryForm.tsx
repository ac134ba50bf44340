// A try to reach the Director, from a step of the road.
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { TriesView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import { emptyTry, TryFields } from "../custody/TryParts";
import css from "./Form.module.css";
import { useFormOf } from "./FormParts";
import { draftKey, type FormProps } from "./forms";

/** A sealed matter keeps its tries to itself; any other is logged where it counts for every request of the day. */
export function DirectorTry(props: FormProps) {
  const { sealed } = props.view;
  return sealed?.stands ? <SealedTry {...props} tries={sealed.tries} /> : <TryElsewhere {...props} />;
}

function SealedTry({ view, now, frame, onDone, tries }: FormProps & { tries: TriesView }) {
  const acting = useActing();
  const form = useFormOf(draftKey(view, "director_try"), emptyTry(now, tries.numbers), acting);
  const save = async () => {
    const next = await acting.run("log_sealed_try", { request: view.id, form: form.values });
    if (next) {
      form.done();
      onDone(next);
    }
  };
  return frame(
    <div className={css.form}>
      <p className="muted">{t("try.sealed")}</p>
      <p>{tries.now}</p>
      <ErrorSummary problems={acting.problems(form.key)} />
      <TryFields form={form} means={tries.means} numbers={tries.numbers} />
    </div>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
      {t("try.save")}
    </Button>,
  );
}

function TryElsewhere({ frame }: Pick<FormProps, "frame">) {
  const road = useRoad();
  return frame(
    <p className="measure">{t("try.words")}</p>,
    <Button kind="main" onPress={() => road.go("/custody/tries")}>
      {t("try.go")}
    </Button>,
  );
}
