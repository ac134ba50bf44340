import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import type { LetterStyleForm } from "../../bridge/types";
import { announce } from "../../design/parts/LiveRegion";
import { expectAccessible, heading, showApp, showScreen } from "../../testing/show";

const KEY = "settings/letters";
const PLAIN: LetterStyleForm = { return_address: [], under_signature: [], type_size: "usual" };
const REFUSED = "There are 4 lines; a letter has room for 3.";
const soon = { timeout: 3000 };

/** The panel with the sample letter that it opens with. */
async function begin() {
  const shown = showScreen("/settings/letters");
  expect(await screen.findByRole("img", { name: "Page 1 of 1" }, { timeout: 10_000 })).toBeVisible();
  return { ...shown, under: screen.getByRole("textbox", { name: /^Under the signature/ }), save: screen.getByRole("button", { name: "Save the change" }) };
}
type Shown = Pick<Awaited<ReturnType<typeof begin>>, "fake">;

const formsOf = ({ fake }: Shown, name: "letter_style_view" | "letter_style_page" | "save_letter_style") => fake.calls.filter((call) => call.name === name).map((call) => (call.input as { form: LetterStyleForm }).form);
const size = (name: RegExp) => screen.getByRole("radio", { name });
const sample = () => within(screen.getByRole("region", { name: "Preview" }));

describe("the look of letters", () => {
  it("has a tab of its own behind the library, and is accessible", async () => {
    const shown = await begin();
    expect(screen.getAllByRole("tab").slice(0, 3).map((tab) => tab.textContent)).toEqual(["Library", "Letters", "Director"]);
    expect(formsOf(shown, "letter_style_view")).toEqual([PLAIN]);
    expect(size(/^Usual/)).toBeChecked();
    expect(shown.save).toBeDisabled();
    expect(sample().getByText(/The preview uses invented people/)).toBeVisible();
    await expectAccessible();
    await shown.user.click(sample().getByRole("tab", { name: "Text" }));
    expect(sample().getByText("515 Willow Avenue · Riverbend 50010")).toBeVisible();
    await expectAccessible();
  });
  it("is shown by a sample letter once nothing was chosen for a moment, and the last pages stay until then", async () => {
    const shown = await begin();
    const { user, fake } = shown;
    const release = fake.hold("letter_style_page");
    await user.click(size(/^Large,/));
    // Not at once: nobody wants a letter for each key.
    expect(formsOf(shown, "letter_style_view")).toHaveLength(1);
    expect(sample().getByRole("tab", { name: "Pages (updating)" })).toBeVisible();
    expect(sample().getByRole("region", { name: "Updating" })).toBeVisible();
    await waitFor(() => expect(formsOf(shown, "letter_style_view").at(-1)).toEqual({ ...PLAIN, type_size: "large" }), soon);
    await waitFor(() => expect(formsOf(shown, "letter_style_page").at(-1)?.type_size).toBe("large"), soon);
    expect(sample().getByRole("region", { name: "Updating" })).toBeVisible();
    expect(sample().getByRole("img", { name: "Page 1 of 1" })).toBeVisible();
    release();
    expect(await sample().findByRole("img", { name: "Page 2 of 2" }, soon)).toBeVisible();
    expect(sample().getByRole("region", { name: "Pages of this letter" })).toBeVisible();
    expect(sample().getByRole("tab", { name: "Pages" })).toBeVisible();
  });
  it("has a return address line by line, in the head of the sample", async () => {
    const shown = await begin();
    const { user } = shown;
    await user.click(screen.getByRole("textbox", { name: /^Return address/ }));
    await user.paste("PO Box 9\nRiverbend 50011");
    await waitFor(() => expect(formsOf(shown, "letter_style_view").at(-1)).toEqual({ ...PLAIN, return_address: ["PO Box 9", "Riverbend 50011"] }), soon);
    expect(formsOf(shown, "letter_style_view")).toHaveLength(2);
    await user.click(sample().getByRole("tab", { name: "Text" }));
    expect(await sample().findByText("PO Box 9 · Riverbend 50011")).toBeVisible();
  });
  it("is saved as it was typed, and is a draft no longer", async () => {
    const shown = await begin();
    const { user, fake, under, save } = shown;
    await user.type(under, "Direct line 555-0111");
    await user.click(size(/^Larger,/));
    await waitFor(() => expect(fake.drafts.get(KEY)).toContain("555-0111"), soon);
    await user.click(save);
    const form: LetterStyleForm = { ...PLAIN, under_signature: ["Direct line 555-0111"], type_size: "larger" };
    await waitFor(() => expect(formsOf(shown, "save_letter_style")).toEqual([form]));
    await waitFor(() => expect(fake.drafts.has(KEY)).toBe(false), soon);
    await waitFor(() => expect(save).toBeDisabled());
    // What stands there now is what was saved, and a further change begins from it.
    expect(under).toHaveValue("Direct line 555-0111");
    expect(size(/^Larger,/)).toBeChecked();
    await user.type(under, ", mornings");
    await waitFor(() => expect(formsOf(shown, "letter_style_view").at(-1)).toEqual({ ...form, under_signature: ["Direct line 555-0111, mornings"] }), soon);
  });
  it("that was only tried and put back is nothing to save", async () => {
    const { user, fake, save } = await begin();
    await user.click(size(/^Large,/));
    await waitFor(() => expect(fake.drafts.has(KEY)).toBe(true), soon);
    expect(save).toBeEnabled();
    await user.click(size(/^Usual,/));
    expect(save).toBeDisabled();
    await waitFor(() => expect(fake.drafts.has(KEY)).toBe(false), soon);
  });
  it("with too many lines is refused at its field, and what was typed stays", async () => {
    const shown = await begin();
    const { user, fake, under, save } = shown;
    await user.type(under, "one{Enter}two{Enter}three{Enter}four");
    await waitFor(() => expect(under).toHaveAccessibleDescription(expect.stringContaining(REFUSED)), soon);
    expect(sample().getByRole("status")).toHaveTextContent(REFUSED);
    // The last letter there was stays, dimmed.
    expect(sample().getByRole("img", { name: "Page 1 of 1" })).toBeVisible();
    expect(sample().getByRole("region", { name: "Updating" })).toBeVisible();
    await expectAccessible();
    await user.click(sample().getByRole("tab", { name: "Text" }));
    expect(sample().getByText("No pages while something is to be mended")).toBeVisible();
    await user.click(save);
    const summary = await screen.findByRole("alert");
    expect(under).toHaveValue("one\ntwo\nthree\nfour");
    expect(fake.drafts.get(KEY)).toContain("four");
    await user.click(within(summary).getByRole("button", { name: REFUSED }));
    expect(under).toHaveFocus();
    await expectAccessible();
  });
  it("is shown again once the lines are mended, and what was wrong is said until then", async () => {
    const shown = await begin();
    const { user, fake, under } = shown;
    await user.type(under, "one{Enter}two{Enter}three{Enter}four");
    await waitFor(() => expect(under).toHaveAccessibleDescription(expect.stringContaining(REFUSED)), soon);
    const release = fake.hold("letter_style_view");
    await user.type(under, "{Backspace>5/}");
    await waitFor(() => expect(formsOf(shown, "letter_style_view").at(-1)?.under_signature).toEqual(["one", "two", "three"]), soon);
    expect(under).toHaveAccessibleDescription(expect.stringContaining(REFUSED));
    release();
    await waitFor(() => expect(under).not.toHaveAccessibleDescription(expect.stringContaining(REFUSED)), soon);
    expect(sample().queryByRole("status")).toBeNull();
    expect(await sample().findByRole("region", { name: "Pages of this letter" }, soon)).toBeVisible();
  });
  it("stays typed when another tab is opened and this one again, and the sample has it at once", async () => {
    const shown = await begin();
    const { user, road } = shown;
    await user.type(shown.under, "Direct line 555-0111");
    act(() => road.go("/settings/director"));
    await screen.findByRole("textbox", { name: "Title" });
    expect(shown.under).not.toBeInTheDocument();
    act(() => road.go("/settings/letters"));
    expect(await screen.findByRole("textbox", { name: /^Under the signature/ })).toHaveValue("Direct line 555-0111");
    expect(formsOf(shown, "letter_style_view").at(-1)).toEqual({ ...PLAIN, under_signature: ["Direct line 555-0111"] });
    expect(screen.getByRole("button", { name: "Save the change" })).toBeEnabled();
  });
  it("that was typed is there again after a lock, with the caret in its field", async () => {
    const { fake, user } = showApp({ phase: "locked" });
    fake.drafts.set(KEY, JSON.stringify({ ...PLAIN, under_signature: ["Direct line 555-0111"] }));
    fake.drafts.set("place", JSON.stringify({ path: "/settings/letters", field: `${KEY}/under_signature`, start: 6, end: 6 }));
    await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
    await heading("Settings");
    const under = await screen.findByDisplayValue("Direct line 555-0111");
    await waitFor(() => expect(document.activeElement).toBe(under));
    act(() => announce("Nothing yet"));
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    expect(await screen.findByText("Saved")).toBeInTheDocument();
  });
  it("reaches letters that are being written", async () => {
    const { fake, road, user } = showScreen("/request/r1/letter/answer", { requests: [{ ...blank("r1", "2026-041", "Subpoena"), outcome: "release" }] });
    const views = () => fake.calls.filter((call) => call.name === "letter_view");
    await heading("Answer to the asker");
    expect(views()).toHaveLength(1);
    act(() => road.go("/settings/letters"));
    await user.click(await screen.findByRole("radio", { name: /^Large,/ }));
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Save the change" })).toBeDisabled());
    act(() => road.go("/request/r1/letter/answer"));
    await heading("Answer to the asker");
    await waitFor(() => expect(views()).toHaveLength(2));
  });
});
