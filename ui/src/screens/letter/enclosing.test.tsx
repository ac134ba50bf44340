import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../bridge/fake/fake";
import { blank, moment, NOW } from "../../bridge/fake/samples";
import type { CopyRow, EnclosingForm, LetterView } from "../../bridge/types";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const copy = (tone: CopyRow["tone"]): CopyRow => ({ of: "loans.pdf", sha256: "c0ffee", made: "Dana Ortiz", part: 1, boxes: [], state: "", tone, looks: [], may_look: true, pause_until: null });
const file = (id: string, name: string, of: CopyRow | null) => ({ id, name, what: "Scan", media: "PDF document", size: "471 KB", hash: `hash-${id}`, at: moment(NOW), privileged: false, redactable: of === null, copy: of });
const request = () => ({ ...blank("r1", "2026-041", "Subpoena"), outcome: "release", reason: "As ordered.", files: [file("f1", "loans.pdf", null), file("f2", "redacted-copy-1.pdf", copy("wait"))] });

/** The desk of a letter that gives something out, with nothing else open. */
async function begin() {
  const kept = request();
  const plain = await makeFake({ requests: [kept] }).invoke("letter_view", { request: "r1", code: "answer" });
  const view: LetterView = { ...plain, unresolved: [], pages: 2, paragraphs: [{ role: "text", text: "Enclosed are the records." }] };
  const shown = showScreen("/request/r1", { requests: [kept] });
  await heading(/2026-041/);
  shown.fake.answerNext("letter_view", view);
  shown.road.go("/request/r1/letter/answer");
  await heading("Answer to the asker");
  const section = within(await screen.findByRole("group", { name: "What goes with it" }));
  return { ...shown, section };
}
type Shown = Awaited<ReturnType<typeof begin>>;

const lastForm = ({ fake }: Shown) => (fake.calls.findLast((each) => each.name === "choose_enclosures")?.input as { form: EnclosingForm } | undefined)?.form;

describe("what goes with a letter", () => {
  it("shows what is released and to whom, and records the files in the order they were chosen", async () => {
    const shown = await begin();
    const { section, user, fake } = shown;
    expect(section.getByText("Part 1: Items checked out, June 2026 to date")).toBeVisible();
    expect(section.getByText("Not recorded yet")).toBeVisible();
    expect(section.getByText(/Planned for this release: in hand/)).toBeVisible();
    await expectAccessible();
    await user.click(section.getByRole("checkbox", { name: /redacted-copy-1\.pdf/ }));
    await user.click(section.getByRole("checkbox", { name: /loans\.pdf/ }));
    await user.click(section.getByRole("button", { name: "Record what goes with it" }));
    await waitFor(() => expect(lastForm(shown)).toEqual({ to: "J. Marsh, County Attorney", method: "in_hand", files: [{ file: "f2", part: "p1" }, { file: "f1", part: "p1" }] }));
    expect(await section.findByText("Recorded by Dana Ortiz, Mon 23 Nov 2026, 10:42")).toBeVisible();
    expect(fake.drafts.has("request/r1/enclosing/answer")).toBe(false);
  });
  it("says what stands in the way of a copy that nobody looked at, and what to do", async () => {
    const { section, user } = await begin();
    await user.click(section.getByRole("checkbox", { name: /redacted-copy-1\.pdf/ }));
    await user.click(section.getByRole("button", { name: "Record what goes with it" }));
    const band = await section.findByRole("status");
    expect(within(band).getByText(/nobody has looked at it a second time\. Nothing went out/)).toBeVisible();
    await expectAccessible();
  });
  it("keeps the letter from being finished while a choice is not recorded, and keeps the choice", async () => {
    const { section, user, fake } = await begin();
    const finish = screen.getByRole("button", { name: "Finish the letter" });
    expect(finish).toBeEnabled();
    const loans = section.getByRole("checkbox", { name: /loans\.pdf/ });
    await user.click(loans);
    expect(finish).toBeDisabled();
    expect(screen.getByText("What goes with it is chosen and not recorded yet")).toBeVisible();
    await waitFor(() => expect(fake.drafts.get("request/r1/enclosing/answer")).toContain('"f1"'));
    await user.click(loans);
    expect(finish).toBeEnabled();
    await waitFor(() => expect(fake.drafts.has("request/r1/enclosing/answer")).toBe(false));
  });
  it("shows a refusal at its field and keeps what was chosen", async () => {
    const { section, user, fake } = await begin();
    await user.click(section.getByRole("checkbox", { name: /loans\.pdf/ }));
    fake.failNext("choose_enclosures", "wider_than_allowed", "“J. Marsh, County Attorney” did not ask.", ["to"]);
    await user.click(section.getByRole("button", { name: "Record what goes with it" }));
    expect((await section.findAllByText(/did not ask/)).length).toBeGreaterThan(0);
    expect(section.getByRole("checkbox", { name: /loans\.pdf/ })).toBeChecked();
    await expectAccessible();
  });
});

describe("an issued letter", () => {
  it("says what went with it, and shows the pages of its manifest too", async () => {
    const issued = { id: "l1", at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: [], printed: false, delivered: false, corrected: false, cut_off: null, manifest: { way: "To J. Marsh: in hand", pages: 1, hash: "77aa", files: ["redacted-copy-1.pdf: Redacted copy, 2 pages. Check code c0ffee"] } };
    const { user } = showScreen("/request/r1/letters", { requests: [{ ...request(), issued: [issued] }] });
    expect(await screen.findByText("To J. Marsh: in hand. Sheet with what goes with it: check code 77aa")).toBeVisible();
    expect(within(screen.getByRole("list", { name: "What goes with it" })).getAllByRole("listitem")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(await screen.findByRole("img", { name: /Page 2/ })).toBeVisible();
    await expectAccessible();
  });
});
