import { useRoad } from "../app/Road";
import type { RequestView } from "../bridge/types";
import { Button } from "../design/parts/Button";
import { Card, Facts } from "../design/parts/Card";
import { t } from "../text/t";
import css from "./Bodies.module.css";
import type { BodyProps } from "./Guide";

/** All answers, one line each, with a way back to every one. */
export function CheckBody({ view, frame, onDone }: BodyProps) {
  return frame(
    <AnswersByGroup view={view} />,
    <Button kind="main" onPress={() => onDone(view)}>
      {t("check.confirm")}
    </Button>,
  );
}

/** The answers as the check and the request page show them. Answers that do not count now stay in sight. */
export function AnswersByGroup({ view }: { view: RequestView }) {
  const road = useRoad();
  const groups = [...new Set(view.answers.map((answer) => answer.group))];
  if (groups.length === 0) return <p className="muted">{t("answers.none")}</p>;
  return (
    <div className={css.answers}>
      {groups.map((group) => (
        <Card key={group} title={group}>
          <Facts
            beside
            facts={view.answers
              .filter((answer) => answer.group === group)
              .map((answer) => ({
                label: answer.question,
                value: (
                  <span className={answer.unused ? css.unused : undefined}>
                    {answer.answer}
                    {answer.unused ? <span className="small"> {t("answers.unused")}</span> : null}
                    {answer.note ? <span className="small muted"> {answer.note}</span> : null}
                    {answer.earlier.length > 0 ? <span className="small muted"> {t("answers.earlier", { answers: answer.earlier.join(", ") })}</span> : null}
                  </span>
                ),
                action:
                  answer.open && !view.read_only ? (
                    <Button kind="link" aria-label={t("change.what", { what: answer.question })} onPress={() => road.go(`/request/${view.id}/guide/${answer.open}`)}>
                      {t("change")}
                    </Button>
                  ) : null,
              }))}
          />
        </Card>
      ))}
    </div>
  );
}
