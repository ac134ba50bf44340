import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../bridge/fake/fake";
import { blank, moment, NOW } from "../../bridge/fake/samples";
import type { LetterView } from "../../bridge/types";
import { expectAccessible, heading, showScreen } from "../../testing/show";

describe("a second letter of one kind", () => {
  it("says whether it corrects the first, which is then shown and nothing else", async () => {
    const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it.", issued: [{ id: "l1", at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: [], printed: true, delivered: false, corrected: false, cut_off: null, manifest: null }] };
    const { fake, user } = showScreen("/request/r1/letter/answer", { requests: [request] });
    await heading("Answer to the asker");
    const correction = await screen.findByRole("radio", { name: /^This one corrects the letter of/ });
    expect(correction).not.toBeChecked();
    expect(screen.getByRole("button", { name: "Finish the letter" })).toBeDisabled();
    await user.type(screen.getByLabelText(/Salutation/), "Dear Ms. Marsh");
    await user.click(correction);
    await expectAccessible();
    await waitFor(() => expect(screen.getByRole("button", { name: "Finish the letter" })).toBeEnabled(), { timeout: 3000 });
    expect(fake.calls.findLast((call) => call.name === "edit_letter")?.input).toMatchObject({ corrects: "l1" });
    await user.click(screen.getByRole("button", { name: "Finish the letter" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Finish the letter" }));
    await waitFor(() => expect(screen.getAllByRole("button", { name: "Show" })).toHaveLength(2));
    expect(screen.getAllByRole("button", { name: "Save a copy" })).toHaveLength(1);
  });
});

describe("a letter whose last words could not be taken in", () => {
  const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it." };
  it("is not finished, says so, and can be finished once they are shown", async () => {
    const { fake, user } = showScreen("/request/r1/letter/answer", { requests: [request] });
    await heading("Answer to the asker");
    await user.type(screen.getByLabelText(/Salutation/), "Dear Ms. Marsh");
    const finish = () => screen.getByRole("button", { name: "Finish the letter" });
    await waitFor(() => expect(finish()).toBeEnabled(), { timeout: 3000 });
    await user.click(finish());
    fake.failNext("edit_letter", "not_saved", "The disk is full.");
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Finish the letter" }));
    await screen.findByText(/The disk is full/);
    expect(fake.calls.some((call) => call.name === "issue_letter")).toBe(false);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(finish()).toBeDisabled();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(finish()).toBeEnabled());
    expect(screen.queryByText(/The disk is full/)).toBeNull();
  });
});

describe("a letter that can be written in several languages", () => {
  const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it." };
  const languages = [{ code: "en-US", label: "English" }, { code: "fr-CA", label: "Français" }];
  it("asks for the language, and sends it with everything that is typed", async () => {
    const { fake, user } = showScreen("/request/r1/letter/answer", { requests: [request], languages });
    await heading("Answer to the asker");
    const group = await screen.findByRole("radiogroup", { name: "Language of this letter" });
    expect(within(group).getByRole("radio", { name: "English" })).toBeChecked();
    await user.click(within(group).getByRole("radio", { name: "Français" }));
    await user.type(screen.getByLabelText(/Salutation/), "Madame Marsh");
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "edit_letter")?.input).toMatchObject({ language: "fr-CA", fields: { salutation: "Madame Marsh" } }), { timeout: 3000 });
    expect(within(group).getByRole("radio", { name: "Français" })).toBeChecked();
    await expectAccessible();
  });
  it("does not ask where there is one language", async () => {
    showScreen("/request/r1/letter/answer", { requests: [request] });
    await heading("Answer to the asker");
    expect(screen.queryByRole("radiogroup", { name: "Language of this letter" })).toBeNull();
  });
});

describe("what is still open in a letter", () => {
  it("is said once and without a full stop in the middle of the sentence", async () => {
    const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it." };
    const view: LetterView = await makeFake({ requests: [request] }).invoke("letter_view", { request: "r1", code: "answer" });
    const gap = { what: "What was said and done. Facts only, nothing counsel said.", fill_in: "The letter, in this part." };
    const { fake } = showScreen("/request/r1", { requests: [request] });
    await heading(/2026-041/);
    fake.answerNext("letter_view", { ...view, blocked_by: [], unresolved: [gap, gap] });
    screen.getByRole("tab", { name: "Letters" }).click();
    (await screen.findByRole("button", { name: "Make: Answer to the asker" })).click();
    await heading("Answer to the asker");
    expect(screen.getAllByText("What was said and done. Facts only, nothing counsel said. Fill it in: The letter, in this part.")).toHaveLength(1);
    expect(screen.queryByText(/said\. is missing/)).toBeNull();
  });
});

describe("a print that a lock cut off", () => {
  it("is asked about at the letter, and the answer is recorded", async () => {
    const cut_off = "1 sheet was at the printer when the record was locked, and how that ended is not on record.";
    const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it.", issued: [{ id: "l1", at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: [], printed: false, delivered: false, corrected: false, cut_off, manifest: null }] };
    const { fake, user } = showScreen("/request/r1/letters", { requests: [request] });
    await screen.findByText(cut_off);
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Yes, all pages are there" }));
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "confirm_print")?.input).toMatchObject({ letter: "l1", looked_right: true }));
  });
});

describe("what changed since the template", () => {
  it("is shown word for word, and nothing where every word is the program's", async () => {
    const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it." };
    const { user } = showScreen("/request/r1/letter/answer", { requests: [request] });
    await heading("Answer to the asker");
    await user.click(screen.getByRole("tab", { name: "Changes" }));
    expect(await screen.findByText(/Nothing was written for this letter/)).toBeVisible();
    await user.type(screen.getByLabelText(/Anything more/), "Call us on Monday.");
    const added = await screen.findByText("Call us on Monday.", { selector: "ins" }, { timeout: 3000 });
    expect(added.closest("li")).toHaveTextContent("Written for this letter.");
    await expectAccessible();
  });
});
