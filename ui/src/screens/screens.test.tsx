import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank, moment, NOW } from "../bridge/fake/samples";
import { expectAccessible, heading, show, showApp, showScreen } from "../testing/show";
import { LetterText } from "./letter/LetterText";

const paper = () => blank("r1", "2026-041", "Subpoena");
const answers = { signed: { choices: ["judge"], note: "seen", earlier: ["unsure"] }, library: { choices: ["yes"], note: "", earlier: [] }, person: { choices: ["yes"], note: "", earlier: [] } };
const decided = () => ({ ...paper(), answers, consulted: true, advice: "comply", adviceWords: "Give it.", outcome: "release", reason: "Allowed." });
const issued = () => ({ ...decided(), issued: [{ id: "l1", at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: [], printed: false, delivered: false, corrected: false, cut_off: null, manifest: null }] });

describe("setup", () => {
  it("goes from the kind of vault to two groups typed back", async () => {
    const { user, fake } = showApp({ phase: "setup" });
    await heading("What do you want to set up?");
    await expectAccessible();
    await user.click(screen.getByRole("radio", { name: /The real record/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Your library");
    expect(screen.getByLabelText("Name of the library")).toHaveValue("Riverbend Public Library");
    await user.type(screen.getByLabelText("Address"), "515 Willow Avenue");
    await user.click(screen.getByRole("button", { name: "Choose a logo" }));
    expect(await screen.findByText("scan.pdf")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("The Director");
    await user.type(screen.getByLabelText("Name"), "Dana Ortiz");
    await user.type(screen.getByLabelText("Title"), "Director");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Your counsel");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Closed days");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Where the vault lies");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Your passphrase");
    expect(screen.getByText("harbor velvet quiet lantern orchid pebble")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Make the vault" }));
    await heading("Your recovery sheet");
    expect(screen.getAllByRole("listitem")).toHaveLength(8);
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "I have written them down" }));
    await heading("Type two groups back");
    await user.type(screen.getByLabelText("Group 2"), "wrong");
    await user.type(screen.getByLabelText("Group 7"), "GU6P-4");
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    expect(await screen.findByText("These groups are not those of the sheet.")).toBeVisible();
    await user.clear(screen.getByLabelText("Group 2"));
    await user.type(screen.getByLabelText("Group 2"), "94TR-B");
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    await heading("Today");
    const made = fake.calls.find((call) => call.name === "setup_create")?.input as { passphrase: string; form: { practice: boolean } };
    expect(made.passphrase).toBe("harbor velvet quiet lantern orchid pebble");
    expect(made.form.practice).toBe(false);
  });
});

describe("setup that is refused", () => {
  it("opens the step that holds the field, marks it, and keeps what was typed", async () => {
    const { user } = showApp({ phase: "setup" });
    await user.click(await screen.findByRole("radio", { name: /A practice vault/ }));
    for (const title of ["Your library", "The Director", "Your counsel", "Closed days", "Where the vault lies"]) {
      await user.click(screen.getByRole("button", { name: "Continue" }));
      await heading(title);
      if (title === "The Director") await user.type(screen.getByLabelText("Name"), "Dana Ortiz");
    }
    await user.click(screen.getByRole("button", { name: "Make the vault" }));
    await heading("Your library");
    expect(screen.getByLabelText("Address")).toBeInvalid();
    await user.click(screen.getByRole("button", { name: "The address of the library is missing." }));
    expect(document.activeElement).toBe(screen.getByLabelText("Address"));
  });
});

describe("a practice vault", () => {
  it("is set up without a passphrase", async () => {
    const { user, fake } = showApp({ phase: "setup" });
    await user.click(await screen.findByRole("radio", { name: /A practice vault/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await user.type(await screen.findByLabelText("Address"), "515 Willow Avenue");
    for (const title of ["The Director", "Your counsel", "Closed days", "Where the vault lies"]) {
      await user.click(screen.getByRole("button", { name: "Continue" }));
      await heading(title);
      if (title === "The Director") await user.type(screen.getByLabelText("Name"), "Dana Ortiz");
    }
    await user.click(screen.getByRole("button", { name: "Make the vault" }));
    await heading("Your recovery sheet");
    expect(fake.calls.find((call) => call.name === "setup_create")?.input).toMatchObject({ form: { practice: true } });
  });
});

describe("unlock", () => {
  it("says why it locked, refuses a wrong passphrase in one sentence, and opens", async () => {
    const { user } = showApp({ phase: "locked" });
    await heading("Open the vault");
    expect(screen.getByText("Locked at 10:42 because the computer went to sleep")).toBeVisible();
    const field = screen.getByLabelText(/Passphrase/);
    expect(document.activeElement).toBe(field);
    await expectAccessible();
    await user.type(field, "wrong{Enter}");
    expect(await screen.findByText("That passphrase does not open this vault.")).toBeVisible();
    expect(field).toHaveValue("");
    await user.type(field, "wrong{Enter}");
    expect(await screen.findByText(/Wait 4 seconds before the next try/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Unlock" })).toBeDisabled();
  });
  it("opens a practice vault without a passphrase", async () => {
    const { user } = showApp({ phase: "locked", practice: true });
    await heading("Open the practice vault");
    expect(screen.queryByLabelText(/Passphrase/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await heading("Today");
    expect(await screen.findByText("Practice. Nothing here is real")).toBeVisible();
  });
  it("opens by the recovery sheet", async () => {
    const { user } = showApp({ phase: "locked" });
    await user.click(await screen.findByRole("button", { name: "Use the recovery sheet" }));
    for (let n = 1; n <= 8; n += 1) await user.type(screen.getByLabelText(`Group ${n}`), "ABCD");
    await user.click(screen.getByRole("button", { name: "Unlock" }));
    await heading("Today");
  });
  it("names what is wrong with a vault that cannot be read", async () => {
    showApp({ phase: "unreadable" });
    await heading("This vault cannot be opened");
    expect(screen.getByText(/damaged from byte 8192/)).toBeVisible();
    expect(screen.queryByLabelText(/Passphrase/)).toBeNull();
    await expectAccessible();
  });
});

describe("today", () => {
  it("says that nothing needs a hand", async () => {
    showScreen("/today");
    expect(await screen.findByText(/Nothing needs you today/)).toBeVisible();
    await expectAccessible();
  });
  it("puts what is stopped first, and says what is missing before a real request", async () => {
    showScreen("/today", { requests: [{ ...paper(), id: "r2", number: "2026-042" }, { ...paper(), answers }], notReady: ["Counsel's telephone number is missing"] });
    const groups = await screen.findAllByRole("heading", { level: 2 });
    expect(groups.map((group) => group.textContent)).toEqual(["Stopped or overdue", "Due soon"]);
    expect(screen.getByText("Counsel's telephone number is missing")).toBeVisible();
    await expectAccessible();
  });
  it("leads from a letter that a lock cut off to the letters of its request", async () => {
    const request = blank("r1", "2026-041", "Subpoena");
    const { user } = showScreen("/today", { requests: [request], reminders: [{ code: "printing", label: "A letter was at the printer.", request: "r1" }] });
    await user.click(await screen.findByRole("button", { name: "Open the letter" }));
    expect(await screen.findByRole("tab", { name: "Letters", selected: true })).toBeVisible();
  });
  it("leads from a register that a lock cut off to where it is printed again", async () => {
    const { user } = showScreen("/today", { reminders: [{ code: "register", label: "A register of letters was at the printer.", request: null }] });
    await user.click(await screen.findByRole("button", { name: "Open Proof" }));
    expect(await screen.findByRole("tab", { name: "Proof", selected: true })).toBeVisible();
  });
});

describe("requests", () => {
  it("are empty with one act", async () => {
    showScreen("/requests");
    expect(await screen.findByText("No request is open")).toBeVisible();
    expect(screen.getByRole("button", { name: "Start a request" })).toBeVisible();
  });
  it("filter as one types, and say when nothing matches", async () => {
    const { user } = showScreen("/requests", { requests: [paper()] });
    expect(await screen.findByRole("row", { name: /2026-041/ })).toBeVisible();
    await user.type(screen.getByLabelText("Find in this list"), "zzz");
    expect(await screen.findByText("Nothing matches here")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show all open requests" }));
    expect(await screen.findByRole("row", { name: /2026-041/ })).toBeVisible();
  });
  it("hold only the rows in sight in the document", async () => {
    showScreen("/requests", { requests: Array.from({ length: 500 }, (_, index) => blank(`m${index}`, `2026-${index}`, "Subpoena")) });
    await screen.findByRole("row", { name: /2026-0\b/ });
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByText("500 requests")).toBeVisible();
    expect(screen.getByRole("button", { name: /Show more \(200 of 500\)/ })).toBeVisible();
  });
  it("show why they cannot be read, what is safe, and a way to try again", async () => {
    const { user, road, fake } = showScreen("/settings", { requests: [paper()] });
    await heading("Settings");
    fake.failNext("list_requests", "vault_damaged", "Entry 41 is damaged.");
    act(() => road.go("/requests"));
    expect(await screen.findByText(/Entry 41 is damaged\. Nothing was changed/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("row", { name: /2026-041/ })).toBeVisible();
  });
  it("say in words that they are being opened when it takes a moment", async () => {
    const { road, fake } = showScreen("/settings", { requests: [paper()] });
    await heading("Settings");
    const release = fake.hold("list_requests");
    act(() => road.go("/requests"));
    expect(await screen.findByText("Opening Requests…")).toBeVisible();
    act(() => release());
    expect(await screen.findByRole("row", { name: /2026-041/ })).toBeVisible();
  });
});

describe("a new request", () => {
  it("asks what is held and from whom, and shows what to say", async () => {
    const { user } = showScreen("/new");
    await heading("What are you holding?");
    expect(screen.getByRole("button", { name: "Continue" })).toBeDisabled();
    await user.click(screen.getByRole("radio", { name: /A paper from a court/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Who is it from?");
    expect(screen.getByRole("button", { name: "Change: What are you holding?" })).toBeVisible();
    await user.click(screen.getByRole("radio", { name: /A court or a prosecutor/ }));
    expect((await screen.findAllByText("Subpoena")).length).toBeGreaterThan(0);
    await expectAccessible();
  });
  it("refuses empty words at their field and keeps what was typed, then starts", async () => {
    const { user, road, fake } = showScreen("/new");
    await heading("What are you holding?");
    await user.click(screen.getByRole("radio", { name: /Nothing, somebody asks/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("What was asked?");
    await user.click(screen.getByRole("radio", { name: "In person" }));
    await user.type(screen.getByLabelText("In short"), "Is a person a user here");
    await user.click(screen.getByRole("button", { name: "Start the request" }));
    const alert = await screen.findByRole("alert");
    await user.click(within(alert).getByRole("button", { name: "The exact words of the request are missing." }));
    expect(document.activeElement).toBe(screen.getByLabelText("The exact words"));
    expect(screen.getByLabelText("In short")).toHaveValue("Is a person a user here");
    await user.type(screen.getByLabelText("The exact words"), "Is he a patron?");
    await user.click(screen.getByRole("button", { name: "Start the request" }));
    await waitFor(() => expect(road.now()).toMatch(/^\/request\/r\d+\//));
    expect(fake.drafts.has("new/request")).toBe(false);
  });
  it("takes the careful path for what cannot be told", async () => {
    const { user } = showScreen("/new");
    await heading("What are you holding?");
    await user.click(screen.getByRole("radio", { name: /I cannot tell/ }));
    expect((await screen.findAllByText(/Hand over nothing until counsel/)).length).toBeGreaterThan(0);
  });
});

describe("the request page", () => {
  it.each(["overview", "timeline", "answers", "letters", "attachments", "counsel", "clocks"])("shows its %s without an axe finding", async (tab) => {
    showScreen(`/request/r1/${tab}`, { requests: [{ ...issued(), files: [{ id: "f1", name: "scan.pdf", what: "Scan", media: "PDF document", size: "471 KB", hash: "9f2c1a", at: moment(NOW), privileged: true, redactable: false, copy: null }] }] });
    await heading(/2026-041/);
    await expectAccessible();
  });
  it("leads to the stop while one stands", async () => {
    const { user, road } = showScreen("/request/r1", { requests: [{ ...paper(), answers }] });
    await heading(/2026-041/);
    const main = screen.getAllByRole("button", { name: "Open the stop" }).find((button) => button.hasAttribute("data-main"));
    await user.click(main!);
    expect(road.now()).toBe("/request/r1/stop/counsel-first");
  });
  it("shows how the date was counted, day by day", async () => {
    const { user } = showScreen("/request/r1", { requests: [decided()] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "How we counted" }));
    const table = await screen.findByRole("table", { name: /How we counted/ });
    expect(within(table).getByText("Thanksgiving")).toBeVisible();
  });
  it("leads from the checklist to closing, with the focus", async () => {
    const { user } = showScreen("/request/r1", { requests: [decided()] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "Close the request" }));
    expect(document.getElementById("ending")?.contains(document.activeElement)).toBe(true);
  });
  it("keeps earlier answers in sight", async () => {
    showScreen("/request/r1/answers", { requests: [decided()] });
    expect(await screen.findByText("Before: I am not sure")).toBeVisible();
  });
  it("is read-only when closed, and can be opened again with a reason", async () => {
    const { user, fake } = showScreen("/request/r1", { requests: [{ ...decided(), closed: "done" }] });
    await heading(/2026-041/);
    expect(screen.getByText(/Closed: done/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Go on with this request" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Open the request again" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Reason"), "A page was missing");
    await user.click(within(dialog).getByRole("button", { name: "Open the request again" }));
    await waitFor(() => expect(fake.requests.get("r1")?.closed).toBe(""));
  });
  it("takes a further part and a correction of the receipt", async () => {
    const { user, fake } = showScreen("/request/r1", { requests: [paper()] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "Add another part" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("In short"), "Holds");
    await user.click(within(dialog).getByRole("checkbox", { name: /What was borrowed/ }));
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Record this part" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "add_part")?.input).toMatchObject({ form: { what: "Holds", asks: ["loans"] } }));
    await user.click(await screen.findByRole("button", { name: "Change: Received" }));
    const receipt = await screen.findByRole("dialog");
    await user.type(within(receipt).getByLabelText("Reason"), "Wrong day");
    const records = within(receipt).getByRole("checkbox", { name: /a request for public records/ });
    const was = (records as HTMLInputElement).checked;
    await user.click(records);
    await user.click(within(receipt).getByRole("button", { name: "Record the correction" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "correct_receipt")?.input).toMatchObject({ received_at: "2026-11-23T09:10", channel: "in_person", reason: "Wrong day", records_request: !was }));
  });
  it("says when there is nothing to see", async () => {
    showScreen("/request/none");
    expect(await screen.findByText(/There is nothing here, or nothing you may see/)).toBeVisible();
  });
});

describe("the forms", () => {
  it.each(["requester", "identity", "instrument", "counsel", "advice", "conflict", "visit", "preservation", "release_plan", "second_look", "letter", "delivery", "attachment", "outside", "stand_in"])("%s can be read and reached", async (form) => {
    showScreen(`/request/r1/record/${form}/p1`, { requests: [issued()] });
    await screen.findByRole("heading", { level: 1 });
    await expectAccessible();
  });
  it("the paper wants its return date twice alike", async () => {
    const { user, fake } = showScreen("/request/r1/record/instrument/p1", { requests: [paper()] });
    await heading("The paper");
    await user.type(screen.getByLabelText(/What it calls itself/), "Subpoena duces tecum");
    await user.click(screen.getAllByRole("checkbox", { name: "Not on the paper" })[0]!);
    fake.failNext("record_instrument", "invalid", "The two return dates differ.", ["return_by_again"]);
    await user.click(screen.getByRole("button", { name: "Record the paper" }));
    expect((await screen.findAllByText("The two return dates differ.")).length).toBeGreaterThan(0);
    expect(screen.getByLabelText(/What it calls itself/)).toHaveValue("Subpoena duces tecum");
  });
  it("the paper's return may be a day alone, and the form says what that means", async () => {
    const { user, fake } = showScreen("/request/r1/record/instrument/p1", { requests: [paper()] });
    await heading("The paper");
    const day = screen.getByRole("group", { name: "Return date" });
    await user.click(within(day).getByRole("spinbutton", { name: /month/ }));
    await user.keyboard("12162026");
    expect(await screen.findByText(/The paper states no hour: the end of this day counts/)).toBeVisible();
    const again = await screen.findByRole("group", { name: "Return date once more" });
    await user.click(within(again).getByRole("spinbutton", { name: /month/ }));
    await user.keyboard("12162026");
    await user.click(screen.getByRole("button", { name: "Record the paper" }));
    const sent = fake.calls.find((call) => call.name === "record_instrument")?.input;
    expect(sent).toMatchObject({ form: { return_by: "2026-12-16", return_by_again: "2026-12-16" } });
  });
  it("a delivery starts without an address, and takes the asker's only on request", async () => {
    const request = { ...issued(), requester: { ...issued().requester, name: "Det. R. Hale", address: ["1 Main Street", "Riverbend"] } };
    const { user, fake } = showScreen("/request/r1/record/delivery", { requests: [request] });
    await heading("How it was sent");
    expect(screen.getByLabelText("To whom")).toHaveValue("");
    await user.click(screen.getByRole("button", { name: "Fill in Det. R. Hale, who asked" }));
    expect(screen.getByLabelText("To whom")).toHaveValue("Det. R. Hale");
    expect(screen.getByLabelText("Address, number or mailbox")).toHaveValue("1 Main Street, Riverbend");
    await user.click(screen.getByRole("radio", { name: /Sealed mail/ }));
    await user.click(screen.getByRole("button", { name: "Record the delivery" }));
    expect((await screen.findAllByText("Look at the address again and say so.")).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("checkbox", { name: /I looked at this address again today/ }));
    await user.click(screen.getByRole("button", { name: "Record the delivery" }));
    await waitFor(() => expect(fake.requests.get("r1")?.deliveries).toHaveLength(1));
  });
  it("a dropped file arrives in the attachment form by its ticket", async () => {
    const { user, fake } = showApp({ requests: [paper()] });
    await heading("Today");
    await user.keyboard("{Control>}2{/Control}");
    await user.click(await screen.findByText("2026-041"));
    await heading(/2026-041/);
    act(() => fake.tell({ kind: "files_over", count: 1 }));
    expect(screen.getByText("Let go to attach the file to this request")).toBeVisible();
    act(() => fake.tell({ kind: "files_dropped", files: [{ ticket: "t9", name: "order.pdf", bytes: 2048 }] }));
    expect(await screen.findByText(/order.pdf/)).toBeVisible();
    await user.type(screen.getByLabelText("What it is"), "Scan of the paper");
    await user.click(screen.getByRole("button", { name: "Keep this file" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "attach_file")?.input).toMatchObject({ ticket: "t9" }));
  });
});

describe("the letter", () => {
  it("blocks finishing while a fact is missing, redraws as one types, and is frozen after a question", async () => {
    const { user, road, fake } = showScreen("/request/r1/letter/answer", { requests: [decided()] });
    await heading("Answer to the asker");
    expect(screen.getByRole("button", { name: "Finish the letter" })).toBeDisabled();
    await expectAccessible();
    await user.type(screen.getByLabelText("Salutation"), "Dear Det. Hale");
    await waitFor(() => expect(screen.getByRole("button", { name: "Finish the letter" })).toBeEnabled(), { timeout: 3000 });
    await waitFor(() => expect(screen.getByRole("img", { name: "Page 1 of 1" })).toBeVisible(), { timeout: 3000 });
    await user.click(screen.getByRole("button", { name: "Finish the letter" }));
    const ask = await screen.findByRole("alertdialog");
    await user.click(within(ask).getByRole("button", { name: "Finish the letter" }));
    await waitFor(() => expect(fake.requests.get("r1")?.issued).toHaveLength(1));
    await waitFor(() => expect(road.now()).toBe("/request/r1/letters"));
  });
  it("keeps every line of its text a line of its own, and its lists lists", async () => {
    const lines = ["Det. R. Hale", "Riverbend Police", "12 Main Street"];
    const rest = [{ role: "text", text: "Dear Det. Hale:" }, { role: "item", text: "Titles" }, { role: "item", text: "Dates" }, { role: "signature", text: "Dana Ortiz" }, { role: "signature", text: "Director" }];
    show(<LetterText paragraphs={[...lines.map((text) => ({ role: "address", text })), ...rest]} />);
    for (const line of [...lines, "Dear Det. Hale:", "Dana Ortiz", "Director"]) expect(screen.getByText(line).tagName).toBe("P");
    expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Titles", "Dates"]);
    expect(screen.getByText("12 Main Street").parentElement?.textContent).not.toContain("Dear");
    await expectAccessible();
  });
  it("names words that may not leave", async () => {
    const { user } = showScreen("/request/r1/letter/answer", { requests: [decided()] });
    await heading("Answer to the asker");
    await user.type(screen.getByLabelText(/Anything more/), "a secret");
    expect((await screen.findAllByText(/No letter speaks of other cases/, {}, { timeout: 3000 })).length).toBeGreaterThan(0);
  });
  it("cannot be opened before the decision, and says so", async () => {
    showScreen("/request/r1/letter/answer", { requests: [paper()] });
    expect(await screen.findByText(/The part is not decided yet/)).toBeVisible();
  });
  it("asks after printing whether the paper came out right", async () => {
    const { user, fake } = showScreen("/request/r1/letters", { requests: [issued()] });
    await user.click(await screen.findByRole("button", { name: "Print" }));
    const ask = await screen.findByRole("alertdialog");
    expect(within(ask).getByText(/One page was sent/)).toBeVisible();
    await user.click(within(ask).getByRole("button", { name: /Yes, all pages/ }));
    await waitFor(() => expect(fake.requests.get("r1")?.issued[0]?.printed).toBe(true));
  });
  it("says that a cancelled print did not happen, and asks nothing", async () => {
    const { user, fake } = showScreen("/request/r1/letters", { requests: [issued()] });
    await screen.findByRole("button", { name: "Print" });
    fake.answerNext("print_letter", { outcome: "cancelled", message: "Printing was cancelled. Nothing was recorded as printed.", methods: [] });
    await user.click(screen.getByRole("button", { name: "Print" }));
    expect(await screen.findByText(/Printing was cancelled/)).toBeVisible();
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });
  it("saves a copy only with a reason", async () => {
    const { user, fake } = showScreen("/request/r1/letters", { requests: [issued()] });
    await user.click(await screen.findByRole("button", { name: "Save a copy" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "Choose where to save" })).toBeDisabled();
    await user.type(within(dialog).getByLabelText("Reason"), "For counsel");
    await user.click(within(dialog).getByRole("button", { name: "Choose where to save" }));
    await waitFor(() => expect(fake.calls.some((call) => call.name === "save_letter_copy")).toBe(true));
  });
});

describe("settings", () => {
  it.each(["library", "director", "counsel", "calendar", "look", "about"])("%s can be read and reached", async (tab) => {
    showScreen(`/settings/${tab}`);
    await heading("Settings");
    await screen.findByRole("tabpanel");
    await expectAccessible();
  });
  it("save the library and say what is missing", async () => {
    const { user, fake } = showScreen("/settings/library");
    const name = await screen.findByLabelText("Name of the library");
    await user.clear(name);
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    expect((await screen.findAllByText("The name of the library is missing.")).length).toBeGreaterThan(0);
    await user.type(name, "Hillside Library");
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "save_profile").at(-1)?.input).toMatchObject({ form: { name: "Hillside Library" } }));
  });
  it("say which dates a closed day moved that was added late, and keep what was refused", async () => {
    const { user, fake } = showScreen("/settings/calendar");
    expect(await screen.findByText("Thu 26 Nov 2026")).toBeVisible();
    expect(screen.queryByText("Dates that closed days moved")).toBeNull();
    screen.getAllByRole("spinbutton")[0]?.focus();
    await user.keyboard("12012026");
    await user.type(screen.getByLabelText("Reason"), "Water main repair");
    fake.failNext("add_closure", "invalid", "This day is closed already.", ["date"]);
    await user.click(screen.getByRole("button", { name: "Add this day" }));
    expect((await screen.findAllByText("This day is closed already.")).length).toBeGreaterThan(0);
    expect(screen.getByLabelText("Reason")).toHaveValue("Water main repair");
    await user.click(screen.getByRole("button", { name: "Add this day" }));
    const moved = await screen.findByRole("group", { name: "Dates that closed days moved" });
    expect(within(moved).getByText(/Fri 4 Dec 2026, now Mon 7 Dec 2026, because Water main repair/)).toBeVisible();
    expect(screen.getByText("Tue 1 Dec 2026")).toBeVisible();
    expect(screen.getByLabelText("Reason")).toHaveValue("");
    await expectAccessible();
  });
});
