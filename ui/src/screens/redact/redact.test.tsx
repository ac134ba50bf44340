import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank, moment, NOW } from "../../bridge/fake/samples";
import type { RedactionForm } from "../../bridge/types";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const file = { id: "f1", name: "subpoena.pdf", what: "Scan", media: "PDF document", size: "471 KB", hash: "9f2c1a", at: moment(NOW), privileged: false, redactable: true, copy: null };
const begin = (path = "/request/r1/redact/f1") => showScreen(path, { requests: [{ ...blank("r1", "2026-041", "Subpoena"), files: [{ ...file }] }] });
type Shown = ReturnType<typeof begin>;

const lastForm = ({ fake }: Shown) => fake.calls.findLast((each) => each.name === "make_copy")?.input as { form: RedactionForm };
const draft = ({ fake }: Shown) => JSON.parse(fake.drafts.get("request/r1/redact/f1") ?? "{}") as RedactionForm;

async function choose(user: Shown["user"], box: number, reason: string) {
  await user.click(within(screen.getByRole("group", { name: `Box ${box}` })).getByRole("button", { name: /Why it goes/ }));
  await user.click(await screen.findByRole("option", { name: reason }));
}

/** The button that adds a box, once the page stands. */
async function adding(): Promise<HTMLElement> {
  await waitFor(() => expect(screen.getByRole("button", { name: "Add a box on this page" })).toBeEnabled());
  return screen.getByRole("button", { name: "Add a box on this page" });
}

describe("a redacted copy", () => {
  it("is begun from the files and drawn by keyboard alone", async () => {
    const shown = begin("/request/r1/attachments");
    const { user } = shown;
    await heading(/2026-041/);
    await user.click(await screen.findByRole("button", { name: "Make a redacted copy: subpoena.pdf" }));
    await heading("Redacted copy of subpoena.pdf");
    expect(await screen.findByRole("img", { name: "Page 1 of 2" })).toBeVisible();
    screen.getByRole("button", { name: "Add a box on this page" }).focus();
    await user.keyboard("{Enter}");
    const box = await screen.findByRole("button", { name: /^Box 1: page 1, from 3500 4700/ });
    expect(box).toHaveFocus();
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowUp}{Shift>}{ArrowRight}{ArrowDown}{/Shift}");
    expect(await screen.findByRole("button", { name: "Box 1: page 1, from 3600 4650, 3050 by 450" })).toHaveFocus();
    await expectAccessible();
    await waitFor(() => expect(draft(shown).boxes).toEqual([{ page: 0, x: 3600, y: 4650, w: 3050, h: 450, reason: "", words: "" }]));
  });
  it("is seen from its own pages before it is kept", async () => {
    const shown = begin();
    const { user, fake, road } = shown;
    await user.click(await adding());
    await choose(user, 1, "Name");
    await user.click(screen.getByRole("button", { name: "Make the copy and look at it" }));
    const seen = within(await screen.findByRole("dialog", { name: "What the copy holds" }));
    expect(lastForm(shown).form).toEqual({ part: "p1", boxes: [{ page: 0, x: 3500, y: 4700, w: 3000, h: 400, reason: "name", words: "" }] });
    expect(await seen.findByRole("img", { name: "Page 1 of 2" })).toBeVisible();
    expect(fake.calls.filter((each) => each.name === "copy_page").map((each) => each.input)).toMatchObject([{ sha256: "c0ffee", page: 0 }]);
    await expectAccessible();
    await user.click(seen.getByRole("button", { name: "Keep this copy" }));
    await waitFor(() => expect(road.now()).toBe("/request/r1/attachments"));
    expect(await screen.findByText("redacted-copy-1.pdf")).toBeVisible();
    expect(screen.getByText("Waits for a second look")).toBeVisible();
    expect(fake.drafts.has("request/r1/redact/f1")).toBe(false);
  });
  it("keeps each box as a draft, and shows them again when the screen is opened again", async () => {
    const shown = begin();
    await shown.user.click(await adding());
    await waitFor(() => expect(draft(shown).boxes).toHaveLength(1));
    shown.road.go("/request/r1/attachments");
    await screen.findByRole("button", { name: "Make a redacted copy: subpoena.pdf" });
    shown.road.go("/request/r1/redact/f1");
    expect(await screen.findByRole("group", { name: "Box 1" })).toBeVisible();
    await shown.user.click(screen.getByRole("button", { name: "Remove box 1" }));
    await waitFor(() => expect(draft(shown).boxes).toHaveLength(0));
    expect(screen.getByRole("button", { name: "Add a box on this page" })).toHaveFocus();
  });
  it("takes boxes from the mouse, on the page that is shown, and never off it", async () => {
    const shown = begin();
    const { user } = shown;
    await user.click(await screen.findByRole("button", { name: "Next page" }));
    const page = (await screen.findByRole("img", { name: "Page 2 of 2" })).parentElement;
    if (!page) throw new Error("the page is not drawn");
    page.getBoundingClientRect = () => ({ left: 100, top: 50, width: 500, height: 1000 }) as DOMRect;
    const at = (x: number, y: number) => ({ button: 0, pointerId: 1, clientX: x, clientY: y });
    fireEvent.pointerDown(page, at(150, 150));
    fireEvent.pointerMove(page, at(350, 250));
    fireEvent.pointerUp(page, at(350, 250));
    await waitFor(() => expect(draft(shown).boxes).toMatchObject([{ page: 1, x: 1000, y: 1000, w: 4000, h: 1000 }]));
    const box = await screen.findByRole("button", { name: /^Box 1/ });
    fireEvent.pointerDown(box, at(200, 200));
    fireEvent.pointerMove(page, at(2000, 240));
    fireEvent.pointerUp(page, at(2000, 240));
    await waitFor(() => expect(draft(shown).boxes).toMatchObject([{ x: 6000, y: 1400, w: 4000, h: 1000 }]));
    fireEvent.pointerDown(page, at(150, 800));
    fireEvent.pointerUp(page, at(150, 800));
    await waitFor(() => expect(draft(shown).boxes).toHaveLength(1));
    await user.keyboard("{Delete}");
    await waitFor(() => expect(draft(shown).boxes).toHaveLength(0));
  });
  it("is not made of a box without a reason: the program says which, and the boxes stay", async () => {
    const shown = begin();
    await shown.user.click(await adding());
    expect(await screen.findByText("It has no reason.")).toBeVisible();
    await shown.user.click(screen.getByRole("button", { name: "Make the copy and look at it" }));
    expect((await screen.findAllByText(/Box 1: it has no reason/))[0]).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(draft(shown).boxes).toHaveLength(1));
    await expectAccessible();
  });
  it("goes back to the boxes when what is shown is not right, and is enlarged without losing them", async () => {
    const shown = begin();
    const { user } = shown;
    await user.click(await adding());
    await choose(user, 1, "Name");
    await user.click(screen.getByRole("button", { name: "Make the copy and look at it" }));
    await user.click(await screen.findByRole("button", { name: "Back to the boxes" }));
    await user.click(screen.getByRole("button", { name: /Size/ }));
    await user.click(await screen.findByRole("option", { name: "Twice" }));
    expect((await screen.findByRole("img", { name: "Page 1 of 2" })).parentElement?.className).toMatch(/double/);
    expect(screen.getByRole("group", { name: "Box 1" })).toBeVisible();
    expect(shown.fake.calls.some((each) => each.name === "keep_copy")).toBe(false);
  });
  it("says why a file cannot be copied", async () => {
    showScreen("/request/r1/redact/f1", { requests: [{ ...blank("r1", "2026-041", "Subpoena"), files: [{ ...file, redactable: false }] }] });
    expect(await screen.findByText(/redacted copy already/)).toBeVisible();
  });
});

describe("a second look at a copy", () => {
  const copy = { of: "subpoena.pdf", sha256: "c0ffee", made: "Dana Ortiz, Mon 23 Nov 2026, 10:42", part: 1, boxes: ["Page 1: Name"], state: "Waits for a second look", tone: "wait" as const, looks: [], may_look: true, pause_until: moment("2026-11-23T10:52") };
  it("says the pause, keeps what was typed, and records what was found", async () => {
    const { user, fake } = showScreen("/request/r1/attachments", { requests: [{ ...blank("r1", "2026-041", "Subpoena"), files: [{ ...file, id: "f2", name: "redacted-copy-1.pdf", redactable: false, copy }] }] });
    await user.click(await screen.findByRole("button", { name: "Look a second time: redacted-copy-1.pdf" }));
    const sheet = within(await screen.findByRole("dialog", { name: "Look a second time: redacted-copy-1.pdf" }));
    expect(sheet.getByText(/You made this copy yourself/)).toBeVisible();
    expect(await sheet.findByRole("img", { name: "Page 1 of 2" })).toBeVisible();
    await expectAccessible();
    await user.click(sheet.getByRole("button", { name: "It may go out" }));
    expect((await sheet.findAllByText(/This field is empty/))[0]).toBeVisible();
    await user.type(sheet.getByRole("textbox", { name: "What you compared and found" }), "All gone");
    await waitFor(() => expect(fake.drafts.get("request/r1/copy/f2")).toContain("All gone"));
    await user.click(sheet.getByRole("button", { name: "It may go out" }));
    expect(await screen.findByText("Looked at a second time: it may go out")).toBeVisible();
    expect(fake.calls.findLast((each) => each.name === "look_at_copy")?.input).toEqual({ request: "r1", copy: "f2", form: { sha256: "c0ffee", may_go: true, found: "All gone" } });
    await expectAccessible();
  });
});
