// @vitest-environment node
import { describe, expect, it } from "vitest";
import { viewOf } from "../bridge/fake/road";
import { blank } from "../bridge/fake/samples";
import type { RequestView, StepView } from "../bridge/types";
import { mayWait, placeAfter, stepOnward } from "./road";

const step = (id: string, status: StepView["status"] = "not_started", heading = id, kind: "task" | "facts" | "decide" = "facts"): StepView => ({ id, section: "Section", heading, hint: null, why: null, clauses: [], status, answer: null, body: kind === "decide" ? { kind } : { kind, form: "instrument" } });
/** A request whose one part has this road; the program names `current`. */
function onRoad(steps: StepView[], current: string): RequestView {
  const view = viewOf(blank("r1", "2026-041", "Paper"));
  return { ...view, next_step: `p1/${current}`, parts: view.parts.map((part) => ({ ...part, steps, current })) };
}

describe("after an act in the guide", () => {
  it("comes the first open step behind the one just answered, also an optional one", () => {
    const before = onRoad([step("who", "done"), step("paper", "in_progress"), step("later", "not_started", "Plan it", "task"), step("check")], "paper");
    const after = onRoad([step("who", "done"), step("paper", "done"), step("later", "not_started", "Plan it", "task"), step("check", "in_progress")], "check");
    expect(placeAfter(before, after, "p1", "paper")).toBe("/request/r1/guide/p1/later");
  });
  it("comes what the paper brought, although it stands in front of the answer on the new road", () => {
    const before = onRoad([step("start", "done"), step("kind", "in_progress"), step("call"), step("decide", "cannot_start")], "kind");
    const after = onRoad([step("start", "done"), step("officers", "in_progress"), step("copy"), step("kind", "done"), step("call"), step("decide", "cannot_start")], "officers");
    expect(placeAfter(before, after, "p1", "kind")).toBe("/request/r1/guide/p1/officers");
  });
  it("knows a step by what it asks: another type counts its steps anew", () => {
    const before = onRoad([step("identity-0", "not_started", "Who asks?"), step("kind", "in_progress"), step("call")], "kind");
    const after = onRoad([step("identity-0", "not_started", "Who are the officers?"), step("kind", "done"), step("call")], "identity-0");
    expect(placeAfter(before, after, "p1", "kind")).toBe("/request/r1/guide/p1/identity-0");
  });
  it("does not lead back to a step that was passed over with open eyes", () => {
    const steps = (paper: StepView["status"]) => [step("who", "in_progress"), step("paper", paper), step("call")];
    expect(placeAfter(onRoad(steps("not_started"), "who"), onRoad(steps("done"), "who"), "p1", "paper")).toBe("/request/r1/guide/p1/call");
  });
  it("comes the beginning of the road where the answered step is on it no more", () => {
    const before = onRoad([step("kind", "in_progress"), step("call")], "kind");
    const after = onRoad([step("start", "done"), step("officers", "in_progress"), step("call", "not_started", "Call at once")], "officers");
    expect(placeAfter(before, after, "p1", "kind")).toBe("/request/r1/guide/p1/officers");
  });
});

describe("after an act on a page of its own", () => {
  const isPaper = (each: StepView) => each.id === "paper";
  it("an open step on the way is not passed over", () => {
    const view = onRoad([step("paper", "done"), step("later", "not_started", "Plan it", "task"), step("check", "in_progress")], "check");
    expect(stepOnward(view, "p1", isPaper)).toBe("p1/later");
  });
  it("what the program names in front of it, or still there, comes first", () => {
    expect(stepOnward(onRoad([step("who", "in_progress"), step("paper", "done"), step("check")], "who"), "p1", isPaper)).toBe("p1/who");
    expect(stepOnward(onRoad([step("paper", "in_progress"), step("check")], "paper"), "p1", isPaper)).toBe("p1/paper");
  });
});

describe("what can wait", () => {
  it("is a task that the program does not name, and nothing else", () => {
    expect(mayWait(step("later", "not_started", "Plan it", "task"))).toBe(true);
    expect(mayWait(step("later", "in_progress", "Plan it", "task"))).toBe(false);
    expect(mayWait(step("later", "done", "Plan it", "task"))).toBe(false);
    expect(mayWait(step("paper"))).toBe(false);
    expect(mayWait(step("decide", "not_started", "Decide", "decide"))).toBe(false);
  });
});
