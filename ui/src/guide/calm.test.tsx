import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CHECK, viewOf } from "../bridge/fake/road";
import { blank } from "../bridge/fake/samples";
import type { RequestView, StepView } from "../bridge/types";
import { expectAccessible, heading, showScreen } from "../testing/show";

const answered = { signed: { choices: ["judge"], note: "", earlier: [] }, library: { choices: ["yes"], note: "", earlier: [] }, person: { choices: ["yes"], note: "", earlier: [] } };
const fresh = () => blank("r1", "2026-041", "Subpoena");
const ready = () => ({ ...fresh(), answers: answered, consulted: true, advice: "object" });
const steps = (change: (step: StepView) => StepView): StepView[] => (viewOf(ready()).parts[0]?.steps ?? []).map(change);

describe("a check", () => {
  const checked = (more: Partial<RequestView> = {}) => ({ ...fresh(), more: { stops: [CHECK], ...more } });
  it("says at the step what not to do, what to say and who ends it, without an alarm", async () => {
    showScreen("/request/r1/guide/p1/library", { requests: [checked()] });
    await heading("Does it name this library?");
    const note = screen.getByRole("region", { name: "The same words for every name" });
    expect(within(note).getByText("Do not look the name up")).toBeVisible();
    expect(within(note).getByText(/I can give you everything else we keep/)).toBeVisible();
    expect(within(note).getByText(/A second person, or you after a pause/)).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByRole("button", { name: "Open the stop" })).toBeNull();
    await expectAccessible();
  });
  it("stands in nobody's way", async () => {
    const { fake, user } = showScreen("/request/r1/guide/p1/library", { requests: [checked()] });
    await heading("Does it name this library?");
    await user.click(screen.getByRole("radio", { name: /Yes, the library/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(fake.requests.get("r1")?.answers["library"]?.choices).toEqual(["yes"]));
  });
  it("leads to the act that ends it", async () => {
    const { road, user } = showScreen("/request/r1/guide/p1/library", { requests: [checked()] });
    await user.click(await screen.findByRole("button", { name: "Look a second time" }));
    expect(road.now()).toBe("/request/r1/record/second_look/p1");
  });
  it("of another part is not shown at this one; the page of the request shows all", async () => {
    const other = checked({ stops: [{ ...CHECK, part: "p2" }] });
    const { container } = showScreen("/request/r1/guide/p1/library", { requests: [other] });
    await heading("Does it name this library?");
    expect(screen.queryByText("The same words for every name")).toBeNull();
    container.remove();
    showScreen("/request/r1", { requests: [other] });
    expect(await screen.findByRole("region", { name: "The same words for every name" })).toBeVisible();
  });
});

describe("a task that can wait", () => {
  it("has a way onward, by the keyboard too", async () => {
    const kept = { ...ready(), part: { steps: steps((step) => (step.id === "keep" ? { ...step, status: "not_started" } : step)) } };
    const { road, fake, user } = showScreen("/request/r1/guide/p1/keep", { requests: [kept] });
    await heading("Keep what is named");
    const later = screen.getByRole("button", { name: "Not now, go on" });
    later.focus();
    await user.keyboard("{Enter}");
    // What is still open further up comes before the answers are checked.
    expect(road.now()).toBe("/request/r1/guide/p1/who");
    expect(fake.calls.some((call) => call.name === "preserve")).toBe(false);
  });
  it("offers none where the program names it as the one to do, or where nothing can be changed", async () => {
    const kept = { ...ready(), part: { steps: steps((step) => (step.id === "keep" ? { ...step, status: "in_progress" } : step)) } };
    const { container } = showScreen("/request/r1/guide/p1/keep", { requests: [kept] });
    await heading("Keep what is named");
    expect(screen.queryByRole("button", { name: "Not now, go on" })).toBeNull();
    container.remove();
    showScreen("/request/r1/guide/p1/keep", { requests: [{ ...ready(), closed: "done" }] });
    await heading("Keep what is named");
    expect(screen.queryByRole("button", { name: "Not now, go on" })).toBeNull();
  });
});

describe("an outcome that is blocked", () => {
  it("says in plain words who can lift it, and where nobody can what would have to change", async () => {
    const ruling = viewOf(ready()).parts[0]?.ruling;
    const lines = {
      release: { why: "Counsel has not advised it.", how: "Record counsel's advice.", who: "counsel" },
      deny: { why: "The policy never gives this outcome here (Papers).", how: "If an answer is wrong, change the answer.", who: null },
    };
    const options = ruling?.options.map((option) => ({ ...option, open: option.outcome === "hold", blocked_by: option.outcome === "hold" ? [] : [lines[option.outcome as keyof typeof lines]] }));
    showScreen("/request/r1/guide/p1/decide", { requests: [{ ...ready(), part: { ruling: ruling && options ? { ...ruling, options } : null } }] });
    await heading("What do you decide?");
    expect(screen.getByText("Who can lift it: counsel.")).toBeVisible();
    expect(screen.getByText(/No person can open this outcome: only other facts would/)).toBeVisible();
    expect(screen.getByText(/never gives this outcome here \(Papers\)/)).toBeVisible();
  });
});

describe("the pane beside a decision", () => {
  it("quotes the clauses on which the ruling rests where the step itself names none", async () => {
    const ruling = viewOf(ready()).parts[0]?.ruling;
    const clause = { label: "Section 9", text: "A ruling rests on this sentence.", version: "version 7", standing: "Policy" };
    const bare = steps((step) => (step.id === "decide" ? { ...step, clauses: [] } : step));
    showScreen("/request/r1/guide/p1/decide", { requests: [{ ...ready(), part: { steps: bare, ruling: ruling ? { ...ruling, clauses: [clause as (typeof ruling.clauses)[number]] } : null } }] });
    await heading("What do you decide?");
    expect(screen.getAllByText(clause.text).length).toBeGreaterThan(0);
    expect(screen.queryByText("No clause is quoted for this step")).toBeNull();
  });
});

describe("outcomes blocked by the same reason", () => {
  it("say it once, and the next one points to it", async () => {
    const ruling = viewOf(ready()).parts[0]?.ruling;
    const line = { why: "The policy never gives this outcome here (Papers).", how: "If an answer is wrong, change the answer.", who: null };
    const options = ruling?.options.map((option) => ({ ...option, open: option.outcome === "hold", blocked_by: option.outcome === "hold" ? [] : [line] }));
    showScreen("/request/r1/guide/p1/decide", { requests: [{ ...ready(), part: { ruling: ruling && options ? { ...ruling, options } : null } }] });
    await heading("What do you decide?");
    const [first, ...rest] = options?.filter((option) => !option.open) ?? [];
    expect(rest.length).toBeGreaterThan(0);
    expect(screen.getAllByText(/never gives this outcome here/)).toHaveLength(1);
    expect(screen.getAllByText(`Not open, for the reason given under “${first?.label}”`)).toHaveLength(rest.length);
    await expectAccessible();
  });
});

describe("the outcome of the row", () => {
  it("is offered in its own words, not by the plain name of the outcome", async () => {
    const ruling = viewOf(ready()).parts[0]?.ruling;
    const label = "Hold: a search is not obstructed";
    showScreen("/request/r1/guide/p1/decide", { requests: [{ ...ready(), part: { ruling: ruling ? { ...ruling, label } : null } }] });
    await heading("What do you decide?");
    expect(screen.getByRole("radio", { name: /^Hold: a search is not obstructed \(what the policy says\)/ })).toBeVisible();
  });
});
