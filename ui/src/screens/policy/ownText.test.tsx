import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../bridge/fake/fake";
import type { OwnTextEdit, OwnTextForm, OwnTextView } from "../../bridge/types";
import { expectAccessible, heading, showApp, showScreen } from "../../testing/show";

const OPENING = "We have your request of {{ asked.date }}. Our counsel has looked at it.";
const soon = { timeout: 3000 };

/** The editor of a letter that has the program's words. */
async function begin(code = "L25", change?: (view: OwnTextView) => OwnTextView) {
  const shown = showScreen("/policy/letters");
  const row = await screen.findByRole("list", { name: "Letter texts" });
  if (change) shown.fake.answerNext("own_text_view", change(await makeFake().invoke("own_text_view", { code })));
  act(() => shown.road.go(`/policy/letters/${code}`));
  const title = code === "L25" ? "Meeting-room contact information" : "Estimate of the fee";
  await heading(title);
  expect(row).not.toBeInTheDocument();
  return { ...shown, opening: screen.getByRole("textbox", { name: "Opening" }) };
}
type Shown = Pick<Awaited<ReturnType<typeof begin>>, "fake">;

/** In one go, as when it is pasted. */
async function fill({ user }: Pick<Awaited<ReturnType<typeof begin>>, "user">, field: HTMLElement, words: string) {
  await user.clear(field);
  await user.click(field);
  await user.paste(words);
}

const edits = ({ fake }: Shown) => fake.calls.filter((call) => call.name === "edit_own_text").map((call) => (call.input as { edit: OwnTextEdit }).edit);
const lastForm = ({ fake }: Shown, name: "publish_own_text" | "offer_own_text") => (fake.calls.findLast((call) => call.name === name)?.input as { form: OwnTextForm } | undefined)?.form;
const status = () => screen.getAllByRole("status").at(-1);

describe("the list of letter texts", () => {
  it("says whose words each letter has, finds one, and leads to its editor and back", async () => {
    const { user, road } = showScreen("/policy/letters");
    const list = await screen.findByRole("list", { name: "Letter texts" });
    expect(screen.getByRole("tab", { name: "Letter texts" })).toHaveAttribute("aria-selected", "true");
    expect(within(list).getAllByRole("listitem")).toHaveLength(3);
    expect(within(list).getByText("Own words")).toBeVisible();
    await expectAccessible();
    await user.type(screen.getByRole("textbox", { name: "Find in this list" }), "fee ask");
    expect(within(list).getAllByRole("listitem")).toHaveLength(1);
    await user.click(within(list).getByRole("button", { name: "Estimate of the fee" }));
    await heading("Estimate of the fee");
    expect(road.now()).toBe("/policy/letters/L02");
    await user.click(screen.getByRole("button", { name: "All letter texts" }));
    expect(await screen.findByRole("list", { name: "Letter texts" })).toBeVisible();
    expect(road.now()).toBe("/policy/letters");
  });
  it("says when it cannot be read, and tries again", async () => {
    const { user, fake, road } = showScreen("/policy/versions");
    await screen.findByRole("tabpanel");
    fake.failNext("list_own_texts", "not_found", "The texts cannot be read.");
    act(() => road.go("/policy/letters"));
    expect(await screen.findByText(/The texts cannot be read/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("list", { name: "Letter texts" })).toBeVisible();
  });
});

describe("the words of a letter", () => {
  it("are accessible, with what each must still say and which placeholders may be used", async () => {
    const { user, opening } = await begin();
    expect(opening).toHaveValue(OPENING);
    expect(opening).toHaveAccessibleDescription(/It must still say:.*that the request was received.*Must stay:.*\{\{ asked\.date \}\}/s);
    expect(screen.getByText(/For anyone who asks\. Language: American English\. The program's words are in force/)).toBeVisible();
    expect(screen.getByText(/The preview uses invented people/)).toBeVisible();
    expect(await screen.findByRole("img", { name: "Page 1 of 1" })).toBeVisible();
    expect(screen.queryByRole("button", { name: /Back to the program's words/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "2 placeholders that may be used" }));
    expect(screen.getByText("The telephone number of the library")).toBeVisible();
    await expectAccessible();
  });
  it("are kept after a pause in typing, and only those that differ from the program's", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    await user.type(opening, " Thanks.");
    await waitFor(() => expect(edits(shown).at(-1)).toEqual({ code: "L25", words: { opening: `${OPENING} Thanks.` }, sample: "plain" }), soon);
    expect(opening).toHaveValue(`${OPENING} Thanks.`);
    await waitFor(() => expect(fake.drafts.has("policy/letters/L25/typed")).toBe(false), soon);
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "own_text_page").length).toBeGreaterThan(1), soon);
    await user.click(screen.getByRole("tab", { name: "Text" }));
    expect(screen.getByText(/We have your request of 2 November 2026\..* Thanks\./)).toBeVisible();
  });
  it("are sent once more after what was typed while the first edit was on its way", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    const release = fake.hold("edit_own_text");
    await user.type(opening, " One.");
    await waitFor(() => expect(edits(shown)).toHaveLength(1), soon);
    await user.type(opening, " Two.");
    await waitFor(() => expect(fake.drafts.get("policy/letters/L25/typed")).toContain("Two."), soon);
    expect(edits(shown)).toHaveLength(1);
    release();
    await waitFor(() => expect(edits(shown).at(-1)?.words).toEqual({ opening: `${OPENING} One. Two.` }), soon);
    await waitFor(() => expect(fake.drafts.has("policy/letters/L25/typed")).toBe(false), soon);
    expect(opening).toHaveValue(`${OPENING} One. Two.`);
  });
  it("are kept when the editor is left before the pause is over, and the list is read anew", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    await fill(shown, opening, `${OPENING} Bye.`);
    const lists = fake.calls.filter((call) => call.name === "list_own_texts").length;
    await user.click(screen.getByRole("button", { name: "All letter texts" }));
    // At once: nobody waits for the pause when the record may be closed next.
    expect(edits(shown).at(-1)?.words).toEqual({ opening: `${OPENING} Bye.` });
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "list_own_texts").length).toBeGreaterThan(lists), soon);
    await waitFor(() => expect(fake.drafts.has("policy/letters/L25/typed")).toBe(false), soon);
    await user.click(await screen.findByRole("button", { name: "Meeting-room contact information" }));
    expect(await screen.findByRole("textbox", { name: "Opening" })).toHaveValue(`${OPENING} Bye.`);
  });
  it("survive a lock that came before the program had them", async () => {
    const { fake, user } = showApp({ phase: "locked" });
    fake.drafts.set("policy/letters/L25/typed", JSON.stringify({ words: { subject: "Who has the room" }, sample: "" }));
    fake.drafts.set("place", JSON.stringify({ path: "/policy/letters/L25", field: "policy/letters/L25/words/subject", start: 3, end: 3 }));
    await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
    const subject = await screen.findByDisplayValue("Who has the room");
    await waitFor(() => expect(document.activeElement).toBe(subject));
    await waitFor(() => expect(edits({ fake }).at(-1)).toEqual({ code: "L25", words: { subject: "Who has the room" }, sample: "plain" }));
    await waitFor(() => expect(fake.drafts.has("policy/letters/L25/typed")).toBe(false), soon);
  });
  it("stay on the screen, and in the draft, when they cannot be kept", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    fake.failNext("edit_own_text", "not_saved", "The disk is full.");
    await fill(shown, opening, `${OPENING} Thanks.`);
    expect(await screen.findByText(/The disk is full/)).toBeVisible();
    expect(opening).toHaveValue(`${OPENING} Thanks.`);
    expect(fake.drafts.get("policy/letters/L25/typed")).toContain("Thanks.");
    await user.type(opening, " Again.");
    await waitFor(() => expect(screen.queryByText(/The disk is full/)).toBeNull(), soon);
  });
  it("show a fault at its passage, lead to it, and cannot be published until it is mended", async () => {
    const shown = await begin();
    const { user, opening } = shown;
    await fill(shown, opening, "We have your request.");
    await waitFor(() => expect(opening).toHaveAccessibleDescription(/The placeholder \{\{ asked\.date \}\} must stay\./), soon);
    expect(opening).toBeInvalid();
    expect(screen.getByRole("textbox", { name: "Subject" })).not.toBeInvalid();
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "Offer for a second look" })).toBeDisabled();
    await user.click(screen.getByRole("tab", { name: "Text" }));
    expect(screen.getByText("No pages while something is to be mended")).toBeVisible();
    await expectAccessible();
    await user.click(await within(status() as HTMLElement).findByRole("button", { name: "1 point to mend first" }));
    expect(document.activeElement).toBe(opening);
  });
  it("show a fault of the whole letter apart from its passages", async () => {
    const { opening } = await begin("L25", (view) => ({ ...view, faults: [{ passage: null, words: "The letter is too long for one page." }, { passage: "table", words: "A table has no words of its own." }], pages: 1 }));
    expect(screen.getByText("The letter is too long for one page.")).toBeVisible();
    expect(screen.getByText("A table has no words of its own.")).toBeVisible();
    expect(opening).not.toBeInvalid();
    expect(status()).toHaveTextContent("2 points to mend first");
    expect(screen.getByText(/A passage that is to be mended shows the program's words/)).toBeVisible();
    await expectAccessible();
  });
  it("show what changed as inserted and deleted, and go back to the program's words", async () => {
    const shown = await begin();
    const { user } = shown;
    const subject = screen.getByRole("textbox", { name: "Subject" });
    await fill(shown, subject, "Your question for library records");
    await user.click(await screen.findByRole("button", { name: "What changed: Subject" }));
    await waitFor(() => expect(screen.getByRole("insertion")).toHaveTextContent("question"), soon);
    expect(screen.getByRole("insertion").tagName).toBe("INS");
    expect(screen.getByRole("deletion").tagName).toBe("DEL");
    expect(screen.getByRole("deletion")).toHaveTextContent("request");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Back to the program's words: Subject" }));
    expect(subject).toHaveValue("Your request for library records");
    expect(document.activeElement).toBe(subject);
    expect(screen.queryByRole("button", { name: /^What changed/ })).toBeNull();
    await waitFor(() => expect(edits(shown).at(-1)?.words).toEqual({}), soon);
  });
  it("can be seen with another invented request", async () => {
    const shown = await begin();
    const { user } = shown;
    await user.click(screen.getByRole("button", { name: /Shown with/ }));
    await user.click(await screen.findByRole("option", { name: "A request with an estimate of the fee" }));
    await waitFor(() => expect(edits(shown).at(-1)).toEqual({ code: "L25", words: {}, sample: "fee" }));
    expect(screen.getByRole("button", { name: /Shown with/ })).toHaveTextContent("A request with an estimate of the fee");
  });
});

describe("using the words of a letter", () => {
  it("needs a change first, and says so", async () => {
    await begin();
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    expect(status()).toHaveTextContent("Nothing is changed yet");
  });
  it("takes the reason of one person, marked at its field while it is missing, and what was typed last", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    await user.type(opening, " Thanks.");
    await waitFor(() => expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled(), soon);
    expect(status()).toHaveTextContent("From Mon 23 Nov 2026 on");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    const reason = screen.getByRole("textbox", { name: /Reason/ });
    await waitFor(() => expect(reason).toHaveAccessibleDescription(/Nobody else has seen these words/));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Nobody else has seen these words." }));
    expect(document.activeElement).toBe(reason);
    await fill(shown, reason, "The Board asked.");
    await user.type(opening, " Bye.");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(lastForm(shown, "publish_own_text")).toEqual({ code: "L25", from: "2026-11-23", reason: "The Board asked." }));
    expect(edits(shown).at(-1)?.words).toEqual({ opening: `${OPENING} Thanks. Bye.` });
    await waitFor(() => expect(status()).toHaveTextContent("Published"));
    expect(screen.getByText(/Your own words are in force/)).toBeVisible();
    expect(screen.getByText("Version 2")).toBeVisible();
    expect(opening).toHaveValue(`${OPENING} Thanks. Bye.`);
    expect(reason).toHaveValue("");
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    await waitFor(() => expect([...fake.drafts.keys()].filter((name) => name.startsWith("policy/letters"))).toEqual([]));
    await expectAccessible();
  });
  it("does not publish over an edit that was refused", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    await user.type(opening, " Thanks.");
    await waitFor(() => expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled(), soon);
    await fill(shown, screen.getByRole("textbox", { name: /Reason/ }), "The Board asked.");
    fake.failNext("edit_own_text", "not_saved", "The disk is full.");
    await fill(shown, opening, `${OPENING} Thanks. More.`);
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText(/The disk is full/)).toBeVisible();
    expect(lastForm(shown, "publish_own_text")).toBeUndefined();
    await user.click(screen.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(status()).toHaveTextContent("Published"));
    expect(edits(shown).at(-1)?.words).toEqual({ opening: `${OPENING} Thanks. More.` });
  });
  it("offers them for a second look, and then says who they wait for", async () => {
    const shown = await begin();
    const { user, opening } = shown;
    await user.type(opening, " Thanks.");
    await waitFor(() => expect(screen.getByRole("button", { name: "Offer for a second look" })).toBeEnabled(), soon);
    await user.click(screen.getByRole("button", { name: "Offer for a second look" }));
    await waitFor(() => expect(lastForm(shown, "offer_own_text")).toMatchObject({ code: "L25", from: "2026-11-23" }));
    expect(await screen.findByText(/offered these words.*They wait for a second person\./)).toBeVisible();
    expect(status()).toHaveTextContent("Offered for a second look");
    await expectAccessible();
  });
  it("leaves publishing to the Director, says so, and offers instead", async () => {
    await begin("L25", (view) => ({ ...view, may_offer: true, may_publish: false, is_changed: true, waits_for: "The Director publishes them." }));
    expect(screen.getByRole("button", { name: "Publish" })).toBeDisabled();
    expect(status()).toHaveTextContent("The Director publishes them.");
    expect(screen.getByRole("button", { name: "Offer for a second look" })).toBeEnabled();
    await expectAccessible();
  });
  it("offers nothing a second time that a colleague has offered, and asks no reason of the second person", async () => {
    const shown = await begin("L25", (view) => ({ ...view, offered: "Lee Park offered new words.", may_offer: false, may_publish: true, is_changed: true, needs_reason: false }));
    expect(screen.getByText(/Lee Park offered new words/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Offer for a second look" })).toBeNull();
    expect(screen.getByRole("textbox", { name: /Reason.*Optional/ })).toBeVisible();
    await shown.user.click(screen.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(lastForm(shown, "publish_own_text")).toMatchObject({ reason: "" }));
  });
});

describe("the history of the words", () => {
  it("takes a version back for a reason", async () => {
    const { user, fake } = await begin("L02");
    expect(screen.getByRole("textbox", { name: "Subject" })).toHaveValue("What your request will cost");
    expect(screen.getByText("The Board asked for plainer words.")).toBeVisible();
    expect(screen.getByText("From Mon 2 Nov 2026 on. Published by Dana Ortiz, Director, Mon 23 Nov 2026, 10:42")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Take back: Version 1" }));
    const dialog = await screen.findByRole("dialog", { name: "Take back: Version 1" });
    expect(within(dialog).getByRole("button", { name: "Take back" })).toBeDisabled();
    await expectAccessible();
    await user.type(within(dialog).getByRole("textbox", { name: "Reason" }), "A mistake.");
    await user.click(within(dialog).getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "take_back_own_text")?.input).toEqual({ form: { code: "L02", number: 1, reason: "A mistake." } }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(status()).toHaveTextContent("Version 1 is taken back");
    expect(screen.getByText("Taken back")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Subject" })).toHaveValue("Your request for library records");
    expect(screen.queryByRole("button", { name: "Take back: Version 1" })).toBeNull();
  });
  it("takes offered words back, and they stand in their fields as before", async () => {
    const shown = await begin();
    const { user, fake, opening } = shown;
    await user.type(opening, " Thanks.");
    await waitFor(() => expect(screen.getByRole("button", { name: "Offer for a second look" })).toBeEnabled(), soon);
    await user.click(screen.getByRole("button", { name: "Offer for a second look" }));
    await user.click(await screen.findByRole("button", { name: "Take back: Offered words" }));
    const dialog = await screen.findByRole("dialog", { name: "Take back: Offered words" });
    expect(within(dialog).getByText(/Nobody can publish these words any more/)).toBeVisible();
    await expectAccessible();
    await user.type(within(dialog).getByRole("textbox", { name: "Reason" }), "A word is missing.");
    await user.click(within(dialog).getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "take_back_own_text")?.input).toEqual({ form: { code: "L25", number: 100, reason: "A word is missing." } }));
    await waitFor(() => expect(status()).toHaveTextContent("The offered words are taken back"));
    expect(screen.queryByText(/They wait for a second person/)).toBeNull();
    expect(opening).toHaveValue(`${OPENING} Thanks.`);
  });
  it("keeps the reason and the dialog when taking back is refused", async () => {
    const { user, fake } = await begin("L02");
    await user.click(screen.getByRole("button", { name: "Take back: Version 1" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByRole("textbox", { name: "Reason" }), "A mistake.");
    fake.failNext("take_back_own_text", "director_only", "Only the Director in person may do this.", ["reason"]);
    await user.click(within(dialog).getByRole("button", { name: "Take back" }));
    expect((await within(dialog).findAllByText(/Only the Director in person/)).length).toBeGreaterThan(0);
    expect(within(dialog).getByRole("textbox", { name: "Reason" })).toHaveValue("A mistake.");
    await expectAccessible();
  });
  it("takes words up again as a draft, and the program's own too", async () => {
    const { user, fake } = await begin("L02");
    await user.click(screen.getByRole("button", { name: "Use these words again: the program's own" }));
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "take_up_own_text")?.input).toEqual({ code: "L02", number: 0 }));
    const subject = screen.getByRole("textbox", { name: "Subject" });
    await waitFor(() => expect(subject).toHaveValue("Your request for library records"));
    expect(status()).toHaveTextContent("These words are your draft now. Nothing is published yet");
    expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled();
    expect(screen.queryByRole("button", { name: "Use these words again: the program's own" })).toBeNull();
  });
  it("asks before words that were typed are replaced", async () => {
    const shown = await begin("L02");
    const { user, fake } = shown;
    const subject = screen.getByRole("textbox", { name: "Subject" });
    await user.type(subject, "!");
    await waitFor(() => expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled(), soon);
    await user.click(screen.getByRole("button", { name: "Use these words again: Version 1" }));
    const dialog = await screen.findByRole("dialog", { name: "Put these words in place of your draft?" });
    expect(fake.calls.some((call) => call.name === "take_up_own_text")).toBe(false);
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Use these words again" }));
    await waitFor(() => expect(subject).toHaveValue("What your request will cost"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
  it("leads back to the list when the letter is not there", async () => {
    const { user } = showScreen("/policy/letters/none");
    expect(await screen.findByText(/There is no such letter/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "All letter texts" }));
    expect(await screen.findByRole("list", { name: "Letter texts" })).toBeVisible();
  });
});
