// Where the guide goes next. The program says which step is to do; here is only how to find it among the steps it sent.
import type { PartView, RequestView, StepView } from "../bridge/types";

/** `part/step` of the step that asks `question`, in the named part first. The program may already name it as `part/step`. */
export function stepOfQuestion(view: RequestView, question: string, part: string | null): string | undefined {
  const [named, wanted] = question.split("/");
  if (wanted && view.parts.some((candidate) => candidate.id === named && candidate.steps.some((each) => each.id === wanted))) return question;
  const parts = view.parts.toSorted((a, b) => Number(b.id === part) - Number(a.id === part));
  for (const candidate of parts) {
    const step = candidate.steps.find((each) => each.body.kind === "question" && each.body.question === question) ?? candidate.steps.find((each) => each.id === question);
    if (step) return `${candidate.id}/${step.id}`;
  }
  return undefined;
}

/**
 * The step to show after `from`: the next on the road that is still to do, else the program's current one. What was answered may
 * have brought steps that lie further up, such as the copy of a paper whose kind was just read: they are taken up after the last
 * question, and again before the answers are checked, and not left to be found on the page that decides.
 */
export function stepAfter(part: PartView, from: string): StepView | undefined {
  const at = part.steps.findIndex((step) => step.id === from);
  const open = (step: StepView) => step.status === "in_progress" || step.status === "not_started";
  const next = part.steps.slice(at + 1).find(open);
  const current = part.steps.find((step) => step.id === part.current && step.id !== from);
  const asked = part.steps[at]?.body.kind === "question" && next?.body.kind !== "question";
  if ((asked || next?.body.kind === "check") && current && open(current) && part.steps.indexOf(current) < at) return current;
  return next ?? current ?? part.steps.slice(0, Math.max(0, at)).find(open);
}

/** The first question still unanswered that may be answered now; a Stop does not forbid reading the paper. */
export function openQuestion(part: PartView): StepView | undefined {
  return part.steps.find((step) => step.body.kind === "question" && (step.status === "in_progress" || step.status === "not_started"));
}

/** The step before `from` that can be opened. Going back never deletes. */
export function stepBefore(part: PartView, from: string): StepView | undefined {
  const at = part.steps.findIndex((step) => step.id === from);
  return part.steps.slice(0, Math.max(0, at)).findLast((step) => step.status !== "cannot_start");
}

/** Where to go after an act in the guide: a new Stop first, then the next step, then the request's own page. */
export function placeAfter(before: RequestView, after: RequestView, part: string, from: string): string {
  const known = new Set(before.stops.map((stop) => stop.id));
  const fresh = after.stops.find((stop) => stop.strength === "stop" && !known.has(stop.id));
  if (fresh) return `/request/${after.id}/stop/${fresh.id}`;
  const road = after.parts.find((candidate) => candidate.id === part);
  const decidedNow = road?.decision && !before.parts.find((candidate) => candidate.id === part)?.decision;
  if (decidedNow) return `/request/${after.id}/${after.next_step ? `guide/${after.next_step}` : "letters"}`;
  // A stop that is lifted had put its own step first: the road goes on where the program says, which may be further up.
  const lifted = before.stops.some((stop) => stop.strength === "stop" && !after.stops.some((each) => each.id === stop.id));
  const first = lifted && road && !road.decision ? road.steps.find((step) => step.id === road.current && step.id !== from) : undefined;
  const next = road && !road.withdrawn ? (first ?? stepAfter(road, from)) : undefined;
  if (road && next) return `/request/${after.id}/guide/${road.id}/${next.id}`;
  if (after.next_step && after.next_step !== `${part}/${from}`) return `/request/${after.id}/guide/${after.next_step}`;
  return `/request/${after.id}`;
}
