import type { StepBody } from "../bridge/types";
import { Button } from "../design/parts/Button";
import { t } from "../text/t";
import css from "./Bodies.module.css";
import type { BodyProps } from "./Guide";

/** What this is, what to have at hand, and the whole road before the first step. */
export function StartBody({ view, body, frame, onDone }: BodyProps & { body: Extract<StepBody, { kind: "start" }> }) {
  return frame(
    <>
      <p className="measure">{body.what}</p>
      {body.at_hand.length > 0 ? (
        <section className={css.block}>
          <h2 className="section">{t("start.hand")}</h2>
          <ul>
            {body.at_hand.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {body.road.length > 0 ? (
        <section className={css.block}>
          <h2 className="section">{t("start.road")}</h2>
          <ol className={css.road}>
            {body.road.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
      ) : null}
    </>,
    <Button kind="main" onPress={() => onDone(view)}>
      {t("continue")}
    </Button>,
  );
}

/** A worked count or a chain of reasons, to read. */
export function ExplainBody({ view, body, frame, onDone }: BodyProps & { body: Extract<StepBody, { kind: "explain" }> }) {
  return frame(
    <div className={css.block}>
      {body.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>,
    <Button kind="main" onPress={() => onDone(view)}>
      {t("continue")}
    </Button>,
  );
}
