import { useEffect, useRef, useState } from "react";
import { useDesk, useDeskAsked } from "../app/acts";
import { useRoad } from "../app/Road";
import type { PartView, RequestView, StepView } from "../bridge/types";
import { Button } from "../design/parts/Button";
import type { Fact } from "../design/parts/Card";
import { EmptyState } from "../design/parts/EmptyState";
import { Panes } from "../design/parts/Panes";
import { PolicyPane } from "../design/parts/PolicyPane";
import { Steps, stepLine } from "../design/parts/Steps";
import { Waiting } from "../design/parts/Waiting";
import { FORMS } from "../screens/record/formOf";
import { WithRequest } from "../screens/request/WithRequest";
import { t } from "../text/t";
import { CheckBody } from "./CheckBody";
import { CheckNotes } from "./CheckNotes";
import { DecideBody } from "./DecideBody";
import { QuestionBody } from "./QuestionBody";
import { ExplainBody, StartBody } from "./ReadBodies";
import { mayWait, placeAfter, stepBefore } from "./road";
import { RoutingQuestion } from "./RoutingQuestion";
import { StopBand } from "./StopBand";

/** The guided road of one part. It draws what the program sends and holds no rule of its own. */
export function Guide({ id, part, step }: { id: string; part: string; step: string }) {
  const known = useDeskAsked();
  return (
    <WithRequest id={id}>
      {(view) => {
        if (!known) return <Waiting />;
        const road = view.parts.find((candidate) => candidate.id === part) ?? view.parts[0];
        const named = road?.steps.find((candidate) => candidate.id === step);
        if (road && step && !named) {
          return <RoutingQuestion view={view} question={step} draw={(asked) => <StepScreen key={`${road.id}/${step}`} view={view} part={road} step={asked} />} none={<NoStep view={view} />} />;
        }
        const here = named ?? road?.steps.find((candidate) => candidate.id === road.current) ?? road?.steps[0];
        return road && here ? <StepScreen key={`${road.id}/${here.id}`} view={view} part={road} step={here} /> : <NoStep view={view} />;
      }}
    </WithRequest>
  );
}

function StepScreen({ view, part, step }: { view: RequestView; part: PartView; step: StepView }) {
  const road = useRoad();
  const desk = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const [preview, setPreview] = useState<string>();
  useEffect(() => heading.current?.focus(), []);

  const go = (id: string) => road.go(`/request/${view.id}/guide/${part.id}/${id}`);
  const onDone = (next: RequestView) => road.go(placeAfter(view, next, part.id, step.id));
  const previous = stepBefore(part, step.id);
  const live = view.parts.filter((candidate) => !candidate.withdrawn);

  const frame = (content: React.ReactNode, actions: React.ReactNode) => (
    <Panes
      steps={
        <>
          <p className="small muted numbers">{live.length > 1 ? t("guide.part", { number: view.number, serial: part.serial, of: live.length }) : view.title}</p>
          <Steps steps={part.steps} current={step.id} ended={view.read_only !== null} onOpen={go} />
        </>
      }
      stepLine={stepLine(part.steps, step.id)}
      band={<StopBand view={view} />}
      side={<PolicyPane clauses={clausesOf(part, step)} because={because(view, part)} why={step.why ?? undefined} preview={preview} />}
      sideOpen={view.stops.some((stop) => stop.strength === "stop")}
      actions={
        <>
          {view.read_only ? null : actions}
          {view.read_only || !mayWait(step) ? null : <Button onPress={() => road.go(placeAfter(view, view, part.id, step.id))}>{t("guide.later")}</Button>}
          {previous ? <Button onPress={() => go(previous.id)}>{t("back")}</Button> : null}
          <Button kind="quiet" onPress={() => road.go(`/request/${view.id}`)}>
            {t("leave")}
          </Button>
        </>
      }
    >
      <header>
        {step.section === step.heading ? null : <p className="muted">{step.section}</p>}
        <h1 className="question" id="question" ref={heading} tabIndex={-1}>
          {step.heading}
        </h1>
        {step.hint ? <p className="muted measure">{step.hint}</p> : null}
      </header>
      {view.read_only ? <p>{view.read_only}</p> : null}
      <CheckNotes view={view} part={part.id} here={"form" in step.body ? step.body.form : undefined} />
      {content}
    </Panes>
  );

  const props = { view, part, step, frame, onDone };
  switch (step.body.kind) {
    case "start":
      return <StartBody {...props} body={step.body} />;
    case "explain":
      return <ExplainBody {...props} body={step.body} />;
    case "question":
      return <QuestionBody {...props} body={step.body} onPreview={setPreview} />;
    case "check":
      return <CheckBody {...props} />;
    case "decide":
      return <DecideBody {...props} />;
    case "facts":
    case "task":
      return FORMS[step.body.form].draw({ view, part, now: desk?.now.iso ?? view.received.iso, frame, onDone });
  }
}

/** What every body of a step gets. */
export interface BodyProps {
  view: RequestView;
  part: PartView;
  step: StepView;
  frame: (content: React.ReactNode, actions: React.ReactNode) => React.ReactNode;
  onDone: (next: RequestView) => void;
}

/** What the pane quotes: the clauses of the step; where a decision is asked and the step names none, those the ruling rests on. */
function clausesOf(part: PartView, step: StepView): StepView["clauses"] {
  return step.body.kind === "decide" && step.clauses.length === 0 ? (part.ruling?.clauses ?? []) : step.clauses;
}

function because(view: RequestView, part: PartView): Fact[] {
  const facts: Fact[] = [];
  if (view.due) facts.push({ label: view.due.what, value: `${view.due.date.words}, ${view.due.distance}` });
  if (part.kind) facts.push({ label: t("guide.kind"), value: part.kind });
  if (part.ruling) facts.push({ label: t("guide.ruling"), value: part.ruling.label });
  for (const stop of view.stops.filter((candidate) => candidate.strength !== "check")) facts.push({ label: t(stop.strength === "stop" ? "stop.word" : "hold.word"), value: stop.banner });
  return facts;
}

function NoStep({ view }: { view: RequestView }) {
  const road = useRoad();
  return <EmptyState action={<Button onPress={() => road.go(`/request/${view.id}`)}>{t("request.open", { number: view.number })}</Button>}>{t("guide.none")}</EmptyState>;
}
