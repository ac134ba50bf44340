import { screen, waitFor, within } from "@testing-library/react";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUESTIONS, stopsOf } from "../bridge/fake/road";
import { blank } from "../bridge/fake/samples";
import type { PartView, RequestView, StepView } from "../bridge/types";
import { expectAccessible, heading, showScreen } from "../testing/show";
import { placeAfter, stepAfter } from "./road";

const fresh = () => blank("r1", "2026-041", "Subpoena");
const answered = (...codes: string[]) => Object.fromEntries(codes.map((code) => [code, { choices: ["yes"], note: "", earlier: [] }]));

describe("a question", () => {
  it("has the heading as its legend, and focus on arrival", async () => {
    showScreen("/request/r1/guide/p1/signed", { requests: [fresh()] });
    const title = await heading("Who signed the paper?");
    expect(document.activeElement).toBe(title);
    expect(screen.getByRole("radiogroup", { name: "Who signed the paper?" })).toBeVisible();
    await expectAccessible();
  });
  it("can be answered by number key; nothing advances by itself", async () => {
    const { fake, user } = showScreen("/request/r1/guide/p1/library", { requests: [fresh()] });
    await heading("Does it name this library?");
    await user.tab();
    screen.getAllByRole("radio")[0]?.focus();
    await user.keyboard("2");
    expect(screen.getByRole("radio", { name: /No, somebody else/ })).toBeChecked();
    expect(fake.calls.some((call) => call.name === "answer_question")).toBe(false);
    expect(screen.getByRole("button", { name: "Continue" })).toHaveAttribute("data-main");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(fake.requests.get("r1")?.answers["library"]?.choices).toEqual(["no"]);
  });
  it("previews what a choice leads to", async () => {
    const { user } = showScreen("/request/r1/guide/p1/signed", { requests: [fresh()] });
    await heading("Who signed the paper?");
    await user.hover(screen.getByText("A clerk, with a seal"));
    expect((await screen.findAllByText(/counsel decides what to ask the court/)).length).toBeGreaterThan(0);
  });
  it("keeps the pick when the save is refused, and the focus goes to the summary", async () => {
    const { fake, user } = showScreen("/request/r1/guide/p1/library", { requests: [fresh()] });
    await heading("Does it name this library?");
    await user.click(screen.getByRole("radio", { name: /Yes, the library/ }));
    fake.failNext("answer_question", "not_saved", "The disk is full.");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("The disk is full.")).toBeVisible();
    expect(document.activeElement).toBe(alert);
    expect(screen.getByRole("radio", { name: /Yes, the library/ })).toBeChecked();
    await expectAccessible();
  });
  it("of the first contact can be answered again", async () => {
    const { fake, user } = showScreen("/request/r1/guide/p1/holding", { requests: [fresh()] });
    await heading("What are you holding?");
    expect(screen.getByRole("radio", { name: /A paper from a court/ })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: /Nothing, somebody asks/ }));
    expect(screen.getByText(/Recorded before: A paper from a court/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "answer_question")?.input).toMatchObject({ part: "", question: "holding", choices: ["nothing"] }));
  });
  it("that does not exist leads back to the request", async () => {
    showScreen("/request/r1/guide/p1/nowhere", { requests: [fresh()] });
    expect(await screen.findByText("This part has no open step")).toBeVisible();
  });
  it("shows no way to change a closed request", async () => {
    showScreen("/request/r1/guide/p1/signed", { requests: [{ ...fresh(), closed: "done" }] });
    await heading("Who signed the paper?");
    expect(screen.queryByRole("button", { name: "Continue" })).toBeNull();
    expect(screen.getAllByText(/Open it again with a reason/).length).toBeGreaterThan(0);
  });
});

describe("a stop", () => {
  const stopped = () => ({ ...fresh(), answers: answered("signed") });
  it("is a place of its own, announced once, with the reading order of the desk", async () => {
    showScreen("/request/r1/stop/counsel-first", { requests: [stopped()] });
    const panel = await screen.findByRole("alert", { name: "Stop. Do not hand over anything yet" });
    const terms = [...panel.querySelectorAll("dt")].map((term) => term.textContent);
    expect(terms).toEqual(["Do not", "Say this", "Call", "Write down"]);
    expect(within(panel).getByText(/555-0142/)).toBeVisible();
    expect(within(panel).queryByText(/Counsel was reached/)).toBeNull();
    expect(screen.getByRole("button", { name: "I called. Record it" })).toHaveAttribute("data-main");
    await expectAccessible();
  });
  it("appears right after the answer that caused it", async () => {
    const { road, user } = showScreen("/request/r1/guide/p1/signed", { requests: [fresh()] });
    await heading("Who signed the paper?");
    await user.click(screen.getByRole("radio", { name: /A judge/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await screen.findByRole("alert", { name: /Stop/ });
    expect(road.now()).toBe("/request/r1/stop/counsel-first");
  });
  it("stays as a band on every other screen of the request", async () => {
    for (const path of ["", "/guide/p1/who", "/record/visit/p1", "/letters"]) {
      const { container } = showScreen(`/request/r1${path}`, { requests: [stopped()] });
      await waitFor(() => expect(within(container).getAllByText("Stopped: waiting for counsel").length).toBeGreaterThan(0));
      expect(within(container).getAllByRole("button", { name: "Open the stop" }).length).toBeGreaterThan(0);
    }
  });
  it("is said once where it stands for several parts in the same words", async () => {
    const alike = stopped();
    const stop = stopsOf(alike)[0];
    if (!stop) throw new Error("no stop");
    const { container } = showScreen("/request/r1/letters", { requests: [{ ...alike, more: { stops: [stop, { ...stop, id: "again", part: "p2" }, { ...stop, id: "other", banner: "Held for another reason" }] } }] });
    await waitFor(() => expect(within(container).getByText("Held for another reason")).toBeVisible());
    expect(within(container).getAllByText(stop.banner)).toHaveLength(1);
  });
  it("says why it stands where the record says it", async () => {
    showScreen("/request/r1/stop/counsel-first", { requests: [{ ...stopped(), consulted: true }] });
    const panel = await screen.findByRole("alert", { name: /Stop/ });
    expect(within(panel).getByText("Counsel was reached. What counsel said is not on record yet.")).toBeVisible();
  });
  it("leads back to the answer that caused it", async () => {
    const { road, user } = showScreen("/request/r1/stop/counsel-first", { requests: [stopped()] });
    await user.click(await screen.findByRole("button", { name: "My answer was wrong. Change it" }));
    expect(road.now()).toBe("/request/r1/guide/p1/signed");
  });
  it("ends only when the call and the advice are recorded", async () => {
    const { road, fake, user } = showScreen("/request/r1/stop/counsel-first", { requests: [stopped()] });
    await user.click(await screen.findByRole("button", { name: "I called. Record it" }));
    await heading("Call counsel");
    await user.click(screen.getByRole("radio", { name: "Yes" }));
    await user.click(screen.getByRole("button", { name: "Record the call" }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("Say who you spoke with.")).toBeVisible();
    await user.type(screen.getByLabelText(/Who you spoke with/), "R. Patel");
    await user.click(screen.getByRole("button", { name: "Record the call" }));
    await heading("What counsel said");
    await user.click(screen.getByRole("radio", { name: /Comply within/ }));
    await user.type(screen.getByLabelText(/Counsel's words/), "Give the titles, nothing else.");
    await user.click(screen.getByRole("button", { name: "Record the advice" }));
    await waitFor(() => expect(road.now()).toContain("/guide/"));
    expect(stopsOf(fake.requests.get("r1")!)).toEqual([]);
    expect(screen.queryByText("Stopped: waiting for counsel")).toBeNull();
  });
});

describe("the decision", () => {
  const ready = () => ({ ...fresh(), answers: answered("signed", "library", "person"), consulted: true, advice: "object" });
  it("shows blocked outcomes with the reason, and they cannot be picked", async () => {
    const { user } = showScreen("/request/r1/guide/p1/decide", { requests: [ready()] });
    await heading("What do you decide?");
    const release = screen.getByRole("radio", { name: /Give what counsel allowed/ });
    expect(release).toBeDisabled();
    expect(screen.getByText(/Counsel has not advised to comply/)).toBeVisible();
    await user.click(release);
    expect(release).not.toBeChecked();
    await expectAccessible();
  });
  it("asks for the word on conflict, and records", async () => {
    const { fake, road, user } = showScreen("/request/r1/guide/p1/decide", { requests: [ready()] });
    await heading("What do you decide?");
    await user.click(screen.getByRole("button", { name: "Record the decision" }));
    expect(await screen.findByText(/Say first whether you or your family/)).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: /Neither I nor my family/ }));
    await user.click(screen.getByRole("button", { name: "Record the decision" }));
    await waitFor(() => expect(fake.requests.get("r1")?.outcome).toBe("hold"));
    expect(road.now()).toContain("/request/r1/");
  });
});

describe("whoever is concerned", () => {
  it("says so from the decision, and nothing is decided by it", async () => {
    const ready = { ...fresh(), answers: answered("signed", "library", "person"), consulted: true, advice: "object" };
    const { fake, road, user } = showScreen("/request/r1/guide/p1/decide", { requests: [ready] });
    await heading("What do you decide?");
    await user.click(screen.getByRole("button", { name: "This request is about me or my family" }));
    await heading("This request is about me or my family");
    await user.click(screen.getByRole("radio", { name: /^Yes/ }));
    await user.type(screen.getByLabelText("Who it is, in a few words"), "My brother asks");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Record the answer" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "declare_conflict")?.input).toMatchObject({ conflict: true, note: "My brother asks" }));
    expect(fake.requests.get("r1")?.outcome).toBe("");
    expect(road.now()).toContain("/request/r1");
  });
});

describe("the step after", () => {
  const step = (id: string, kind: StepView["body"]["kind"], status: StepView["status"]) => ({ id, status, body: { kind } }) as StepView;
  const part = (current: string, ...steps: StepView[]) => ({ current, steps }) as PartView;
  it("takes up what an answer brought further up when the questions are through, and not between them", () => {
    const copy = step("copy", "facts", "not_started");
    const more = part("copy", copy, step("kind", "question", "done"), step("signed", "question", "not_started"), step("call", "task", "not_started"));
    expect(stepAfter(more, more, "kind")?.id).toBe("signed");
    const through = part("copy", copy, step("kind", "question", "done"), step("call", "task", "not_started"));
    expect(stepAfter(through, through, "kind")?.id).toBe("copy");
    const called = part("copy", copy, step("call", "task", "done"), step("plan", "task", "not_started"));
    expect(stepAfter(called, called, "call")?.id).toBe("plan");
  });
  it("takes it up before the answers are checked, and once only", () => {
    const left = part("copy", step("copy", "facts", "not_started"), step("call", "task", "done"), step("check", "check", "not_started"));
    expect(stepAfter(left, left, "call")?.id).toBe("copy");
    expect(stepAfter(left, left, "copy")?.id).toBe("check");
  });
  it("is the program's own when a stop was lifted", () => {
    const road = (current: string) => ({ ...part(current, step("copy", "facts", "not_started"), step("call", "task", "done"), step("plan", "task", "not_started")), id: "p1" }) as PartView;
    const view = (stops: readonly string[], current: string) => ({ id: "r1", parts: [road(current)], stops: stops.map((id) => ({ id, strength: "stop" })) }) as unknown as RequestView;
    expect(placeAfter(view(["wait"], "call"), view([], "copy"), "p1", "call")).toBe("/request/r1/guide/p1/copy");
    expect(placeAfter(view([], "call"), view([], "copy"), "p1", "call")).toBe("/request/r1/guide/p1/plan");
  });
});

describe("any way through the guide", () => {
  // Open a step, pick a choice or leave it, continue or go back: whatever is done, what was answered stays, and
  // the decision is never reachable while a Stop stands.
  const steps = ["start", "who", "signed", "library", "person", "check", "decide"];
  const move = fc.record({ step: fc.constantFrom(...steps), pick: fc.integer({ min: -1, max: 3 }), leave: fc.constantFrom("Continue", "Back", "Save and leave") });
  it("loses no answer and never decides past a stop", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 7 }), async (moves) => {
        const { fake, road, user, container } = showScreen("/request/r1/guide/p1/start", { requests: [fresh()] });
        const recorded: Record<string, string> = {};
        for (const { step, pick, leave } of moves) {
          road.go(`/request/r1/guide/p1/${step}`);
          await waitFor(() => expect(within(container).getByRole("heading", { level: 1 })).toBeInTheDocument());
          const radios = within(container).queryAllByRole("radio");
          const question = QUESTIONS.find((each) => each.code === step);
          const radio = question && pick >= 0 ? radios[pick % radios.length] : undefined;
          if (radio) await user.click(radio);
          const stopped = stopsOf(fake.requests.get("r1")!).length > 0;
          if (step === "decide" && stopped) for (const option of within(container).queryAllByRole("radio")) expect(option).toBeDisabled();
          const button = within(container).queryByRole("button", { name: leave });
          if (!button || button.hasAttribute("disabled")) continue;
          if (radio && question && leave === "Continue") recorded[step] = question.choices[pick % radios.length]?.[0] ?? "";
          await user.click(button);
          for (const [code, choice] of Object.entries(recorded)) expect(fake.requests.get("r1")?.answers[code]?.choices).toEqual([choice]);
          expect(fake.requests.get("r1")?.outcome).toBe("");
        }
        container.remove();
      }),
      { numRuns: 12, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
    );
  });
});
