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

/** Whether a step is still to do and may be done now. */
const isOpen = (step: StepView): boolean => step.status === "in_progress" || step.status === "not_started";

/**
 * The step to show after `from`: the first open one that stands behind it or was not on the road before. What a paper says can
 * change the whole road; a step that the answer brought is seen although it stands in front of the one just answered. What
 * opened further up meanwhile, such as the copy of a paper whose kind was read, is taken up after the last question, and again
 * before the answers are checked, and not left to be found on the page that decides.
 */
export function stepAfter(before: PartView | undefined, after: PartView, from: string): StepView | undefined {
  const at = after.steps.findIndex((step) => step.id === from);
  const had = new Set(before?.steps.map(nameOf));
  const ahead = after.steps.find((step, index) => step.id !== from && isOpen(step) && (index > at || !had.has(nameOf(step))));
  const current = after.steps.find((step) => step.id === after.current && step.id !== from);
  const asked = after.steps[at]?.body.kind === "question" && ahead?.body.kind !== "question";
  if ((asked || ahead?.body.kind === "check") && current && isOpen(current) && after.steps.indexOf(current) < at) return current;
  return ahead ?? current ?? after.steps.slice(0, Math.max(0, at)).find(isOpen);
}

/** Ids are counted within a type: the same id on the road of another type can be another step. */
const nameOf = (step: StepView): string => `${step.id} ${step.heading}`;

/** The first question still unanswered that may be answered now; a Stop does not forbid reading the paper. */
export function openQuestion(part: PartView): StepView | undefined {
  return part.steps.find((step) => step.body.kind === "question" && isOpen(step));
}

/** A task that the program does not name as the one to do now can be left for later; what is needed stays in the list of steps. */
export function mayWait(step: StepView): boolean {
  return step.body.kind === "task" && step.status === "not_started";
}

/** The step before `from` that can be opened. Going back never deletes. */
export function stepBefore(part: PartView, from: string): StepView | undefined {
  const at = part.steps.findIndex((step) => step.id === from);
  return part.steps.slice(0, Math.max(0, at)).findLast((step) => step.status !== "cannot_start");
}

/**
 * The step to show, as `part/step`, after an act on a page of its own: what the program names, or an open step on the way there
 * from the one just done. An optional step is never what the program names, so it would be passed over unseen.
 */
export function stepOnward(view: RequestView, part: string, done: (step: StepView) => boolean): string | null {
  const road = view.parts.find((candidate) => candidate.id === part) ?? view.parts.find((candidate) => !candidate.withdrawn);
  const at = road?.steps.findIndex(done) ?? -1;
  const named = road?.steps.findIndex((step) => `${road.id}/${step.id}` === view.next_step) ?? -1;
  if (!road || at < 0 || named <= at) return view.next_step;
  const open = road.steps.slice(at + 1).find(isOpen);
  return open ? `${road.id}/${open.id}` : view.next_step;
}

/** Where to go after an act in the guide: a new Stop first, then the next step, then the request's own page. */
export function placeAfter(before: RequestView, after: RequestView, part: string, from: string): string {
  const known = new Set(before.stops.map((stop) => stop.id));
  const fresh = after.stops.find((stop) => stop.strength === "stop" && !known.has(stop.id));
  if (fresh) return `/request/${after.id}/stop/${fresh.id}`;
  const road = after.parts.find((candidate) => candidate.id === part);
  const was = before.parts.find((candidate) => candidate.id === part);
  const decidedNow = road?.decision && !was?.decision;
  if (decidedNow) return `/request/${after.id}/${after.next_step ? `guide/${after.next_step}` : "letters"}`;
  // A stop that is lifted had put its own step first: the road goes on where the program says, which may be further up.
  const lifted = before.stops.some((stop) => stop.strength === "stop" && !after.stops.some((each) => each.id === stop.id));
  const first = lifted && road && !road.decision ? road.steps.find((step) => step.id === road.current && step.id !== from) : undefined;
  const next = road && !road.withdrawn ? (first ?? stepAfter(was, road, from)) : undefined;
  if (road && next) return `/request/${after.id}/guide/${road.id}/${next.id}`;
  if (after.next_step && after.next_step !== `${part}/${from}`) return `/request/${after.id}/guide/${after.next_step}`;
  return `/request/${after.id}`;
}
