import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import type { LetterRow } from "../../bridge/types";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const outside = { id: "o1", dated: "Mon 23 Nov 2026", signed_by: "Dana Ortiz", delivered: false, history: [] };
const request = (delivered = false) => ({ ...blank("r1", "2026-041", "Subpoena"), outside: [{ ...outside, delivered }] });

describe("a letter that was written outside", () => {
  it("stands in the list with its date and who signed it", async () => {
    showScreen("/request/r1/letters", { requests: [request()] });
    await heading(/2026-041/);
    expect(screen.getByText("Written outside, dated Mon 23 Nov 2026, signed by Dana Ortiz.")).toBeVisible();
    await expectAccessible();
  });
  it("can be recorded as sent", async () => {
    const { user, fake } = showScreen("/request/r1/record/delivery", { requests: [request()] });
    await user.click(await screen.findByRole("button", { name: /Which letter/ }));
    expect(within(await screen.findByRole("listbox")).getByRole("option", { name: "Memo for the file, written outside, Mon 23 Nov 2026" })).toBeVisible();
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("radio", { name: "By hand, identity checked" }));
    await user.type(screen.getByLabelText("To whom"), "Jo Park");
    await user.type(screen.getByLabelText("Address, number or mailbox"), "At the desk");
    await user.click(screen.getByRole("checkbox"));
    await user.type(screen.getByLabelText("Receipt or tracking number"), "Signed by Jo Park");
    await user.click(screen.getByRole("button", { name: "Record the delivery" }));
    expect(fake.calls.findLast((call) => call.name === "deliver")?.input).toMatchObject({ form: { letter: "o1" } });
  });
  it("is offered no second time once it was sent", async () => {
    showScreen("/request/r1/record/delivery", { requests: [request(true)] });
    await screen.findAllByRole("radio");
    expect(screen.queryByRole("button", { name: /Which letter/ })).toBeNull();
  });
});

describe("recording how a letter was sent", () => {
  const two = (delivered: boolean) => ({ ...blank("r1", "2026-041", "Subpoena"), outside: [{ ...outside, delivered }, { ...outside, id: "o2", dated: "Tue 24 Nov 2026" }] });
  it("begins with the letter it was opened for", async () => {
    showScreen("/request/r1/record/delivery/o2", { requests: [two(false)] });
    expect(await screen.findByRole("button", { name: /Which letter/ })).toHaveTextContent("Tue 24 Nov 2026");
  });
  it("begins with no other letter where that one is on its way already", async () => {
    showScreen("/request/r1/record/delivery/o1", { requests: [two(true)] });
    expect(await screen.findByRole("button", { name: /Which letter/ })).not.toHaveTextContent("Tue 24 Nov 2026");
  });
});

describe("going without a letter", () => {
  const needed: LetterRow = { code: "notice", title: "Notice to the board", why: "The board is told.", mandatory: true, waivable: true, has_text: true, blocked: null, state: "To be written", tone: "open", internal: false, issued: [], outside: [] };
  const withLetter = (letter: Partial<LetterRow>) => ({ ...blank("r1", "2026-041", "Subpoena"), more: { letters: [{ ...needed, ...letter }] } });
  const offer = "Go without: Notice to the board";
  it("is offered while the letter is needed and there is none, and its reason survives a lock", async () => {
    const { user, fake } = showScreen("/request/r1/letters", { requests: [withLetter({})] });
    await user.click(await screen.findByRole("button", { name: offer }));
    await user.type(within(await screen.findByRole("dialog")).getByLabelText("Reason"), "Told at the meeting");
    await waitFor(() => expect(fake.drafts.get("request/r1/waive/notice")).toContain("Told at the meeting"), { timeout: 2000 });
  });
  it.each([
    ["was waived", { state: "Waived", tone: "done" as const }],
    ["was written outside", { state: "To be written", outside: [outside] }],
    ["cannot be waived", { waivable: false }],
    ["is not needed", { mandatory: false }],
  ])("is not offered where the letter %s", async (_, letter) => {
    showScreen("/request/r1/letters", { requests: [withLetter(letter)] });
    await screen.findByText("Notice to the board");
    expect(screen.queryByRole("button", { name: offer })).toBeNull();
  });
});

describe("a letter that has a text here", () => {
  it("is offered to be written here, and to be recorded as written outside", async () => {
    const { user } = showScreen("/request/r1/letters", { requests: [blank("r1", "2026-041", "Subpoena")] });
    await heading(/2026-041/);
    expect(screen.getByRole("button", { name: "Make: Answer to the asker" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Record as written outside: Memo for the file" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Record as written outside: Answer to the asker" }));
    expect(await screen.findByLabelText("Signed by")).toBeVisible();
  });
  it("is not asked for again where its own button was pressed", async () => {
    const { user } = showScreen("/request/r1/letters", { requests: [blank("r1", "2026-041", "Subpoena")] });
    await user.click(await screen.findByRole("button", { name: "Record as written outside: Memo for the file" }));
    expect(await screen.findByRole("button", { name: /Memo for the file.*Which letter|Which letter.*Memo for the file/ })).toBeVisible();
  });
});
