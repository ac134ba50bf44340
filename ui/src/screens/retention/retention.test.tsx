import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { expectAccessible, heading, showScreen } from "../../testing/show";

async function typeMoment(user: { keyboard: (text: string) => Promise<void> }, digits: string) {
  screen.getAllByRole("spinbutton")[0]?.focus();
  await user.keyboard(digits);
}

describe("retention", () => {
  it("says of each request that has ended why it is kept, and offers only what may go", async () => {
    showScreen("/settings/retention");
    await heading("Settings");
    expect(await screen.findByText("A hold stands on it (a claim was announced)", {}, { timeout: 10_000 })).toBeVisible();
    expect(screen.getByText("Its retention runs until Mon 6 Nov 2028")).toBeVisible();
    expect(screen.getAllByRole("checkbox")).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Dispose of them now" })).toBeNull();
    await expectAccessible();
  });
  it("disposes only after the numbers were typed, and prints the certificate", async () => {
    const { user, fake } = showScreen("/settings/retention");
    await user.click(await screen.findByRole("checkbox", { name: /Choose 2023-004/ }));
    const go = screen.getByRole("button", { name: "Dispose of them now" });
    expect(go).toBeDisabled();
    const typed = screen.getByLabelText("Type the number of each chosen request");
    await user.type(typed, "2023-005");
    await user.click(go);
    expect((await screen.findAllByText("The numbers that were typed do not name exactly the requests that were chosen.")).length).toBeGreaterThan(0);
    expect(fake.calls.filter((call) => call.name === "retention_view")).toHaveLength(1);
    await user.clear(typed);
    await user.type(typed, "2023-004");
    await expectAccessible();
    await user.click(go);
    expect(await screen.findByText("The request is disposed of. Print the certificate and keep it.")).toBeVisible();
    expect(screen.getByText(/2023-004: 12 entries, 2 files. Code ABCDE/)).toBeVisible();
    expect(screen.queryByRole("checkbox")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Print the certificate of Mon 23 Nov 2026, 9:30" }));
    expect(await screen.findByText("The certificate was sent to the printer.")).toBeVisible();
    expect(fake.calls.findLast((call) => call.name === "print_certificate")?.input).toEqual({ disposal: 1 });
    await expectAccessible();
  });
  it("records an open period only on somebody's word", async () => {
    const { user, fake } = showScreen("/settings/retention");
    const rule = await screen.findByRole("region", { name: "File of a request" });
    expect(within(rule).getByText("Not settled: nothing under this rule may be disposed of")).toBeVisible();
    await user.click(within(rule).getByRole("button", { name: "Record who settled it" }));
    await user.type(within(rule).getByLabelText("Years"), "2");
    await user.type(within(rule).getByLabelText(/Schedule and entry/), "Entry 14");
    await user.click(within(rule).getByRole("button", { name: "Record the period" }));
    expect((await screen.findAllByText("Say who settled it.")).length).toBeGreaterThan(0);
    await expectAccessible();
    await user.type(within(rule).getByLabelText("Who said so: name and office"), "J. Doe");
    await user.click(within(rule).getByRole("radio", { name: "On paper" }));
    await user.type(within(rule).getByLabelText("What was said, or which paper"), "Memo");
    await typeMoment(user, "11202026");
    await user.click(within(rule).getByRole("button", { name: "Record the period" }));
    await waitFor(() => expect(screen.getByText(/2 years, from the day/)).toBeVisible());
    expect(fake.calls.findLast((call) => call.name === "confirm_period")?.input).toMatchObject({ form: { word: { how: "paper" } } });
  });
  it("shows no request to anybody but the Director", async () => {
    const { user, fake } = showScreen("/settings/library");
    fake.answerNext("retention_view", { may_dispose: false, rules: [], rows: [], disposals: [] });
    expect(await heading("Settings")).toBeVisible();
    await user.click(await screen.findByRole("tab", { name: "Retention" }));
    expect(await screen.findByText("Only the Director sees this list and disposes")).toBeVisible();
    expect(screen.getByText("The policy in force states no rule. Nothing may be disposed of")).toBeVisible();
  });
});

describe("a legal hold", () => {
  it("is placed on a request and lifted, each on somebody's word", async () => {
    const { user, fake } = showScreen("/request/r1", { requests: [blank("r1", "2026-040", "Subpoena")] });
    await user.click(await screen.findByRole("button", { name: "Place a hold" }));
    const form = screen.getByRole("region", { name: "Place a hold" });
    await user.click(within(form).getByRole("button", { name: "Place the hold" }));
    expect((await screen.findAllByText("Say why it is kept.")).length).toBeGreaterThan(0);
    await user.type(within(form).getByLabelText("Why it is kept"), "A claim");
    await user.type(within(form).getByLabelText("Who said so: name and office"), "J. Doe");
    await user.click(within(form).getByRole("radio", { name: "By telephone or face to face" }));
    await user.click(within(form).getByRole("button", { name: "Place the hold" }));
    expect(await screen.findByText("A claim")).toBeVisible();
    expect(fake.calls.findLast((call) => call.name === "place_hold")?.input).toMatchObject({ form: { why: "A claim", word: { how: "call" } } });
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Lift hold 1" }));
    await user.type(screen.getByLabelText("Why it is over"), "Over");
    await user.click(screen.getByRole("button", { name: "Lift the hold" }));
    expect(await screen.findByText("No hold stands on this request")).toBeVisible();
  }, 60_000);
});
