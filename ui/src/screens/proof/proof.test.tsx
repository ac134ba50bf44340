import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const CODE = "ABCDE FGHIJ 22345 67ABC";

/** Types a day into the field with this label, part by part. */
async function typeDay(user: { keyboard: (text: string) => Promise<void> }, label: string, digits: string) {
  within(screen.getByRole("group", { name: label })).getAllByRole("spinbutton")[0]?.focus();
  await user.keyboard(digits);
}

describe("proof", () => {
  it("checks every entry and says so in words", async () => {
    const { user } = showScreen("/settings/proof");
    await heading("Settings");
    await user.click(await screen.findByRole("button", { name: "Check every entry" }));
    expect(await screen.findByText("All 1,204 entries are intact.")).toBeVisible();
    await expectAccessible();
  });
  it("names the first bad entry, and every other one below", async () => {
    const { user, fake } = showScreen("/settings/proof");
    fake.answerNext("verify_vault", { intact: false, summary: "The record is damaged: Entry 12: its text does not open with its key. Do not go on working in it.", problems: ["Entry 12: its text does not open with its key.", "Entry 14: its signature does not fit."], anchor: "" });
    await user.click(await screen.findByRole("button", { name: "Check every entry" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The record is damaged: Entry 12");
    expect(screen.getByText("Entry 14: its signature does not fit.")).toBeVisible();
  });
  it("gives a line for paper, by hand or printed, and remembers that it was taken", async () => {
    const { user, fake } = showScreen("/settings/proof");
    expect(await screen.findByText(CODE)).toBeVisible();
    expect(screen.getByText("None was taken onto paper yet")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have copied it by hand" }));
    expect(await screen.findByText("Last taken onto paper today")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "note_anchor")?.input).toEqual({ code: CODE });
    await user.click(screen.getByRole("button", { name: "Print a slip" }));
    expect(await screen.findByText("The slip was sent to the printer.")).toBeVisible();
  });
  it("shows the letters of a period and prints them as a register", async () => {
    const { user, fake } = showScreen("/settings/proof");
    const show = await screen.findByRole("button", { name: "Show the register" });
    expect(show).toBeDisabled();
    await typeDay(user, "First day", "11302026");
    await typeDay(user, "Last day", "11012026");
    await user.click(show);
    expect((await screen.findAllByText("The last day is before the first one.")).length).toBeGreaterThan(0);
    await typeDay(user, "First day", "11012026");
    await typeDay(user, "Last day", "11302026");
    await user.click(show);
    expect(await screen.findByText("L25 Contact of a booking. Printed Mon 23 Nov 2026.")).toBeVisible();
    expect(screen.getByText("1 letter")).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Print the register" }));
    expect(await screen.findByText("The register was sent to the printer.")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "print_register")?.input).toEqual({ form: { from: "2026-11-01", until: "2026-11-30" } });
  });
  it("answers what a line on paper says about the record", async () => {
    const { user, fake } = showScreen("/settings/proof");
    const code = await screen.findByLabelText("Code on the paper");
    await typeDay(user, "Date on the paper", "11232026");
    await user.type(code, "ABCDE");
    await user.click(screen.getByRole("button", { name: "Check this line" }));
    expect((await screen.findAllByText("A code has 20 letters and digits.")).length).toBeGreaterThan(0);
    await user.clear(code);
    await user.type(code, "zzzzz fghij 22345 67abc");
    await user.click(screen.getByRole("button", { name: "Check this line" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("No entry of this record has this code.");
    await user.clear(code);
    await user.type(code, "abcde fghij 22345 67abc{Enter}");
    await waitFor(() => expect(screen.getByText(/Everything recorded up to it is unchanged/)).toBeVisible());
    expect(fake.calls.findLast((call) => call.name === "check_anchor")?.input).toEqual({ form: { day: "2026-11-23", code: "abcde fghij 22345 67abc" } });
    await expectAccessible();
  });
});
