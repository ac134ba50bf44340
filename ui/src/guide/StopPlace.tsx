import { useEffect } from "react";
import { useRoad } from "../app/Road";
import type { RequestView, StopView } from "../bridge/types";
import { Button } from "../design/parts/Button";
import { Panes } from "../design/parts/Panes";
import { PolicyPane } from "../design/parts/PolicyPane";
import { StopPanel } from "../design/parts/StopPanel";
import { Steps, stepLine } from "../design/parts/Steps";
import { WithRequest } from "../screens/request/WithRequest";
import { t } from "../text/t";
import { openQuestion, stepOfQuestion } from "./road";
import { StopBand } from "./StopBand";

/** A Stop as its own place: what not to do, what to say, who to call, what to write down, and one main act. */
export function StopPlace({ id, stop }: { id: string; stop: string }) {
  return <WithRequest id={id}>{(view) => <Standing view={view} stop={view.stops.find((candidate) => candidate.id === stop)} />}</WithRequest>;
}

function Standing({ view, stop }: { view: RequestView; stop: StopView | undefined }) {
  const road = useRoad();
  const gone = stop === undefined;
  const onward = view.next_step ? `/request/${view.id}/guide/${view.next_step}` : `/request/${view.id}`;
  useEffect(() => {
    // The act that ends the stop was recorded: go on where the program says.
    if (gone) road.go(onward);
  }, [gone, onward, road]);
  if (!stop) return null;
  const part = view.parts.find((candidate) => candidate.id === stop.part) ?? view.parts.find((candidate) => !candidate.withdrawn);
  const cause = stop.caused_by ? stepOfQuestion(view, stop.caused_by, stop.part) : undefined;
  const question = part ? openQuestion(part) : undefined;
  const steps = part ? <Steps steps={part.steps} current="" onOpen={(step) => road.go(`/request/${view.id}/guide/${part.id}/${step}`)} /> : null;
  return (
    <Panes
      steps={steps}
      stepLine={part ? stepLine(part.steps, part.current ?? "") : undefined}
      band={<StopBand view={view} here={stop.id} />}
      side={<PolicyPane clauses={stop.clauses} because={view.due ? [{ label: view.due.what, value: `${view.due.date.words}, ${view.due.distance}` }] : []} />}
      sideOpen
      actions={
        <>
          {stop.record === "none" ? null : (
            <Button kind="main" onPress={() => road.go(`/request/${view.id}/record/${stop.record}${part ? `/${part.id}` : ""}`)}>
              {stop.action}
            </Button>
          )}
          {cause ? <Button onPress={() => road.go(`/request/${view.id}/guide/${cause}`)}>{t("stop.wrong")}</Button> : null}
          {part && question ? <Button onPress={() => road.go(`/request/${view.id}/guide/${part.id}/${question.id}`)}>{t("stop.questions")}</Button> : null}
          <Button kind="quiet" onPress={() => road.go(`/request/${view.id}`)}>
            {t("leave")}
          </Button>
        </>
      }
    >
      <p className="small muted numbers">{view.title}</p>
      <StopPanel
        focus
        words={{
          title: stop.heading,
          reason: stop.reason ?? undefined,
          dont: stop.do_not,
          say: stop.say ?? undefined,
          call: stop.call,
          write: stop.write_down,
        }}
      />
    </Panes>
  );
}
