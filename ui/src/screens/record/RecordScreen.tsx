import { useEffect, useRef } from "react";
import { useDesk, useDeskAsked } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { RequestView, StepView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { EmptyState } from "../../design/parts/EmptyState";
import { Panes } from "../../design/parts/Panes";
import { PolicyPane } from "../../design/parts/PolicyPane";
import { Steps } from "../../design/parts/Steps";
import { Waiting } from "../../design/parts/Waiting";
import { stepOnward } from "../../guide/road";
import { standingStop, StopBand } from "../../guide/StopBand";
import { t } from "../../text/t";
import { WithRequest } from "../request/WithRequest";
import { FORMS } from "./formOf";

/** One act on a page of its own: from a stop, from the request page, or from the palette. */
export function RecordScreen({ id, form, part }: { id: string; form: string; part: string }) {
  const entry = form in FORMS ? FORMS[form as keyof typeof FORMS] : undefined;
  const road = useRoad();
  const desk = useDesk();
  const known = useDeskAsked();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [id, form, known]);
  if (!entry) return <EmptyState action={<Button onPress={() => road.back()}>{t("back")}</Button>}>{t("request.missing")}</EmptyState>;
  return (
    <WithRequest id={id}>
      {(view) =>
        view.read_only ? (
          <EmptyState action={<Button onPress={() => road.go(`/request/${id}`)}>{t("request.open", { number: view.number })}</Button>}>{view.read_only}</EmptyState>
        ) : !known ? (
          <Waiting />
        ) : (
          entry.draw({
            view,
            part: view.parts.find((candidate) => candidate.id === part) ?? view.parts[0],
            now: desk?.now.iso ?? view.received.iso,
            about: part,
            onDone: (next) => road.go(afterRecord(next, form, part)),
            frame: (content, actions) => (
              <Panes
                steps={stepsFor(view, part, form, road.go)}
                stepLine={undefined}
                band={<StopBand view={view} />}
                side={
                  <PolicyPane clauses={clausesFor(view, form)} because={[]}>
                    <Card title={view.number} level={3}>
                      <p className="small muted">{view.kind}</p>
                      <p className="small">{view.next}</p>
                    </Card>
                  </PolicyPane>
                }
                sideOpen={false}
                actions={
                  <>
                    {actions}
                    <Button onPress={() => road.back()}>{t("back")}</Button>
                    <Button kind="quiet" onPress={() => road.go(`/request/${id}`)}>
                      {t("leave")}
                    </Button>
                  </>
                }
              >
                <header>
                  <p className="small muted numbers">{view.title}</p>
                  <h1 className="question" ref={heading} tabIndex={-1}>
                    {t(entry.title)}
                  </h1>
                </header>
                {content}
              </Panes>
            ),
          })
        )
      }
    </WithRequest>
  );
}

function stepsFor(view: RequestView, part: string, form: string, go: (path: string) => void) {
  const road = view.parts.find((candidate) => candidate.id === part) ?? view.parts.find((candidate) => !candidate.withdrawn);
  if (!road) return undefined;
  const here = road.steps.find((step) => records(step, form));
  return (
    <>
      <p className="small muted">{view.title}</p>
      <Steps steps={road.steps} current={here?.id ?? ""} onOpen={(step) => go(`/request/${view.id}/guide/${road.id}/${step}`)} />
    </>
  );
}

function afterRecord(view: RequestView, form: string, part: string): string {
  // A call that reached counsel is followed by what counsel said, while it is fresh.
  if (form === "counsel" && view.counsel.consulted) {
    const waiting = view.parts.find((each) => each.steps.some((step) => records(step, "advice") && (step.status === "in_progress" || step.status === "not_started")));
    if (waiting) return `/request/${view.id}/record/advice/${waiting.id}`;
  }
  if (form === "attachment" || form === "outside") return `/request/${view.id}/${form === "outside" ? "letters" : "attachments"}`;
  if (form === "delivery" || form === "stand_in") return `/request/${view.id}`;
  // A try opened from the sheet of the seal names no part; one that a step asks for does, and the road goes on there.
  const fromSheet = form === "director_try" && part === "";
  if (fromSheet || form === "read_in" || form === "gag" || form === "unseal") return `/request/${view.id}/seal`;
  const stop = standingStop(view);
  if (stop) return `/request/${view.id}/stop/${stop.id}`;
  const step = stepOnward(view, part, (each) => records(each, form));
  return step ? `/request/${view.id}/guide/${step}` : `/request/${view.id}`;
}

/** Whether a step is done by this form. */
function records(step: StepView, form: string): boolean {
  return (step.body.kind === "task" || step.body.kind === "facts") && step.body.form === form;
}

function clausesFor(view: RequestView, form: string) {
  if (form === "counsel" || form === "advice") return view.counsel.clauses;
  return view.stops.find((stop) => stop.record === form)?.clauses ?? [];
}
