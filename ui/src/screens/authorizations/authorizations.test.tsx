import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank, moment } from "../../bridge/fake/samples";
import { sampleAuthorization } from "../../bridge/fake/standing";
import { expectAccessible, goByNumber, heading, showApp, showScreen } from "../../testing/show";

const friends = () => ({ ...blank("r1", "2026-041", "Friends' list"), verbal: true });
const allowed = {
  ruling: {
    row: "sample",
    outcome: "A",
    label: "Authorize inside the library",
    chain: [],
    options: [],
    gates: [],
    allowed: [
      { code: "name", label: "Name" },
      { code: "postal", label: "Postal address" },
    ],
    withheld: [],
    remarks: [],
    clauses: [],
    reason: "",
  },
};
const expired = () =>
  sampleAuthorization(
    { request: "r8", number: "2025-112", purpose: "the autumn appeal", state: "Expired Sun 30 Nov 2025", tone: "done", soon: false },
    { no_use: "It expired on Sun 30 Nov 2025. Hand nothing over. A new request can continue it; the Director decides.", may_end: false },
  );

describe("the place of standing authorizations", () => {
  it("lists what, who, which data, how long, where it stands and how often it was used", async () => {
    const { user, road } = showScreen("/authorizations", { authorizations: [sampleAuthorization(), expired()] });
    await heading("Standing authorizations");
    const row = await screen.findByRole("row", { name: /the spring appeal/ });
    for (const words of ["Kim Ree, Friends of the Library", "Name, Postal address", "Tue 10 Nov 2026 to Mon 30 Nov 2026", "Ends in 7 days", "1"]) expect(within(row).getByText(words)).toBeVisible();
    expect(screen.getByRole("row", { name: /Expired Sun 30 Nov 2025/ })).toBeVisible();
    await expectAccessible();
    await user.click(within(row).getByRole("button", { name: "the spring appeal" }));
    expect(road.now()).toBe("/authorizations/r9/p1");
  });
  it("says what it is while there is none", async () => {
    showScreen("/authorizations");
    expect(await screen.findByText(/No authorization yet/)).toBeVisible();
    await expectAccessible();
  });
  it("stands in the side bar, and Today shows what ends soon", async () => {
    const { user } = showApp({ authorizations: [sampleAuthorization(), expired()] });
    await heading("Today");
    const soon = await screen.findByRole("group", { name: "Authorizations that end soon" });
    expect(within(soon).getByText("Ends in 7 days")).toBeVisible();
    expect(within(soon).queryByText(/Expired/)).toBeNull();
    await goByNumber(user, "Standing authorizations");
    await heading("Standing authorizations");
  });
});

describe("one authorization", () => {
  it("records a use, with what is in it and who gets it", async () => {
    const { user, fake } = showScreen("/authorizations/r9/p1", { authorizations: [sampleAuthorization()] });
    await heading("the spring appeal");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Record a use" }));
    const dialog = await screen.findByRole("dialog");
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Record the use" }));
    expect((await within(dialog).findAllByText("The use names no data.")).length).toBeGreaterThan(0);
    await user.click(within(dialog).getByRole("checkbox", { name: "Name" }));
    await user.type(within(dialog).getByLabelText("How many records"), "398");
    await user.type(within(dialog).getByLabelText("How it is handed over or shown"), "By secure transfer.");
    await user.click(within(dialog).getByRole("button", { name: "Record the use" }));
    expect(await screen.findByText(/398 records: Kim Ree/)).toBeVisible();
    expect(fake.calls.find((call) => call.name === "use_authorization" && (call.input as { form: { records: string } }).form.records === "398")?.input).toMatchObject({ request: "r9", part: "p1", form: { fields: ["name"], recipient: "Kim Ree, Friends of the Library" } });
  });
  it("that expired says why no use can be recorded, and offers none", async () => {
    showScreen("/authorizations/r8/p1", { authorizations: [expired()] });
    await heading("the autumn appeal");
    expect(screen.getByText(/It expired on Sun 30 Nov 2025. Hand nothing over/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Record a use" })).toBeNull();
    expect(screen.queryByRole("button", { name: "End it" })).toBeNull();
    expect(screen.getByRole("button", { name: "Continue it" })).toBeVisible();
    await expectAccessible();
  });
  it("is ended with a reason, and nothing more can be handed over", async () => {
    const { user } = showScreen("/authorizations/r9/p1", { authorizations: [sampleAuthorization()] });
    await heading("the spring appeal");
    await user.click(screen.getByRole("button", { name: "End it" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByRole("button", { name: "End the authorization" })).toBeDisabled();
    await user.type(within(dialog).getByLabelText("Reason"), "The appeal is called off.");
    await user.click(within(dialog).getByRole("button", { name: "End the authorization" }));
    expect(await screen.findByText(/The appeal is called off. Hand nothing over/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Record a use" })).toBeNull();
  });
  it("is continued by a new request, whose form begins with the draft that the program wrote", async () => {
    const { user, fake, road } = showScreen("/authorizations/r9/p1", { authorizations: [sampleAuthorization()] });
    await heading("the spring appeal");
    await user.click(screen.getByRole("button", { name: "Continue it" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(await within(dialog).findByRole("button", { name: /How it arrived/ }));
    await user.click(await screen.findByRole("option", { name: "By mail" }));
    await user.type(within(dialog).getByLabelText("The exact words of who asks for it"), "May we have the list again?");
    fake.drafts.set("request/r42/p1/authorization", JSON.stringify({ purpose: "the spring appeal", renews: "2026-031" }));
    await user.click(within(dialog).getByRole("button", { name: "Start the request" }));
    await waitFor(() => expect(road.now()).toMatch(/^\/request\/r42/));
    fake.requests.get("r42")!.part = allowed;
    road.go("/request/r42/record/authorization/p1");
    await heading("The authorization");
    expect(screen.getByLabelText("What the data is used for")).toHaveValue("the spring appeal");
    expect(screen.getByLabelText(/Continues the authorization of/)).toHaveValue("2026-031");
  });
});

describe("the form of an authorization", () => {
  it("offers only the kinds that the rule allows", async () => {
    const { user, fake } = showScreen("/request/r1/record/authorization/p1", { requests: [{ ...friends(), part: allowed }] });
    await heading("The authorization");
    expect(screen.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent)).toEqual(["Name", "Postal address"]);
    await expectAccessible();
    await user.type(screen.getByLabelText("What the data is used for"), "the spring appeal");
    await user.click(screen.getByRole("checkbox", { name: "Name" }));
    await user.type(screen.getByLabelText("Name, and the body they answer for"), "Kim Ree");
    await user.click(screen.getByRole("button", { name: "Add a recipient" }));
    expect(screen.getByRole("group", { name: "Recipient 2" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Remove Recipient 2" }));
    await user.click(screen.getByRole("button", { name: "Record the authorization" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "prepare_authorization")?.input).toMatchObject({ part: "p1", form: { purpose: "the spring appeal", fields: ["name"], recipients: [{ name: "Kim Ree" }] } }));
    expect(fake.drafts.has("request/r1/p1/authorization")).toBe(false);
  });
  it("sends no kind that a draft holds and the rule does not offer any more", async () => {
    const form = { purpose: "x", fields: ["name", "mobile"], selection: "", recipients: [], from: "", until: "", destroy_by: "", conditions: "", renews: "" };
    const part = { ...allowed, authorization: { form, missing: ["the last day"], state: "Not signed", tone: "open" as const, signed: false } };
    const { user, fake } = showScreen("/request/r1/record/authorization/p1", { requests: [{ ...friends(), part }] });
    await heading("The authorization");
    expect(screen.getByText("Still missing: the last day")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Record the authorization" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "prepare_authorization")?.input).toMatchObject({ form: { fields: ["name"] } }));
  });
  it("says so where the rule opens nothing, and where it is signed", async () => {
    showScreen("/request/r1/record/authorization/p1", { requests: [{ ...friends(), part: { ruling: { ...allowed.ruling, allowed: [] } } }] });
    expect(await screen.findByText(/no data can be authorized/)).toBeVisible();
    await expectAccessible();
  });
});

describe("the fee", () => {
  it("is worded by the program as one types, and refused at its field", async () => {
    const { user, fake } = showScreen("/request/r1/record/fee/p1", { requests: [friends()] });
    await heading("The work and its fee");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Record the estimate" }));
    expect((await screen.findAllByText("The minutes are missing.")).length).toBeGreaterThan(0);
    await user.type(screen.getByLabelText("Minutes of work"), "45");
    expect(await screen.findByText("In all: $6.00.")).toBeVisible();
    await user.type(screen.getByLabelText("Actual cost of an hour"), "24");
    await user.click(screen.getByRole("button", { name: "Record the estimate" }));
    await waitFor(() => expect(fake.requests.get("r1")?.more.fee?.form).toMatchObject({ minutes: "45", free_minutes: "30", hour: "24" }));
  });
});

describe("a firm's session", () => {
  it("is opened, stands on the request as open, and is closed with what was done", async () => {
    const { user, road, fake } = showScreen("/request/r1/record/vendor_session/p1", { requests: [friends()] });
    await heading("The firm's session");
    await expectAccessible();
    for (const [label, text] of [["The firm's ticket", "T-81"], ["The firm's person", "P. Lane"], ["System that is opened", "catalog"], ["Who watches", "Jo Park"]] as const) await user.type(screen.getByLabelText(label), text);
    await user.click(screen.getByRole("button", { name: "Record that it is open" }));
    await waitFor(() => expect(fake.requests.get("r1")?.more.sessions?.[0]?.open).toBe(true));
    road.go("/request/r1");
    await heading(/2026-041/);
    expect(screen.getByText(/This request cannot end before it is closed/)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Close the session" }));
    await heading("The firm's session");
    expect(screen.getByText("T-81")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Record that it is closed" }));
    expect((await screen.findAllByText("What was done is missing.")).length).toBeGreaterThan(0);
    await user.type(screen.getByLabelText("What was done and seen"), "Index rebuilt. No copy left.");
    await user.click(screen.getByRole("button", { name: "Record that it is closed" }));
    await waitFor(() => expect(fake.requests.get("r1")?.more.sessions?.[0]?.open).toBe(false));
  });
});

describe("a statement in writing", () => {
  const owed = () => ({ ...blank("r1", "2026-041", "Danger to life is claimed"), verbal: true, more: { owed: ["The officer's written statement, by Tue 24 Nov 2026"] } });
  it("is said to be owed, does not hold the closing, and is recorded with who signed and what it says", async () => {
    const { user, fake } = showScreen("/request/r1", { requests: [owed()] });
    await heading(/2026-041/);
    expect(screen.getByText(/Still owed: The officer's written statement, by Tue 24 Nov 2026\. If that day passes without it, tell counsel/)).toBeVisible();
    expect(screen.getByText(/Closing does not wait for it/)).toBeVisible();
    expect(screen.getByText("The officer's written statement, by Tue 24 Nov 2026")).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Record a statement" }));
    await heading("The statement in writing");
    await expectAccessible();
    await user.type(screen.getByLabelText("What it says"), "A child was missing and no judge answered.");
    await user.click(screen.getByRole("button", { name: "Record the statement" }));
    expect((await screen.findAllByText("This field is empty.")).length).toBeGreaterThan(0);
    expect(screen.getByLabelText("What it says")).toHaveValue("A child was missing and no judge answered.");
    await user.type(screen.getByLabelText("Who signed it"), "Sgt R. Hale, Police Department");
    await user.click(screen.getByRole("button", { name: "Record the statement" }));
    await waitFor(() => expect(fake.requests.get("r1")?.more.statements).toHaveLength(1));
    expect(fake.calls.find((call) => call.name === "record_statement")?.input).toMatchObject({ form: { received_at: "2026-11-23T10:42", copy: "" } });
  });
  it("is owed no more once it is recorded, and stays on the page", async () => {
    const { fake, road } = showScreen("/request/r1", { requests: [{ ...owed(), more: { owed: [], statements: ["Received Mon 23 Nov 2026, 10:42, signed by Sgt R. Hale. A child was missing."] } }] });
    await heading(/2026-041/);
    expect(screen.getByText(/signed by Sgt R. Hale/)).toBeVisible();
    expect(screen.queryByText(/tell counsel/)).toBeNull();
    expect(screen.queryByText(/Closing does not wait/)).toBeNull();
    expect([fake.calls.some((call) => call.name === "record_statement"), road.now()]).toEqual([false, "/request/r1"]);
  });
  it("names the copy that was attached", async () => {
    const file = { id: "f1", name: "statement.pdf", what: "Signed statement", media: "PDF document", size: "471 KB", hash: "9f2c1a", at: moment("2026-11-23T10:40"), privileged: false, redactable: false, copy: null };
    showScreen("/request/r1/record/statement/p1", { requests: [{ ...owed(), files: [file] }] });
    await heading("The statement in writing");
    expect(screen.getByRole("button", { name: /The copy of it/ })).toBeVisible();
    await expectAccessible();
  });
});

describe("who is asking, as the type wants it", () => {
  it("a person shows a photo identification and what gives them standing", async () => {
    const { user, fake } = showScreen("/request/r1/record/identity/p1", { requests: [{ ...friends(), part: { identity: "person" } }] });
    await heading("Check who they are");
    expect(screen.queryByLabelText(/Badge number/)).toBeNull();
    expect(screen.queryByRole("checkbox", { name: /called/ })).toBeNull();
    await expectAccessible();
    await user.type(screen.getByLabelText("Name on the identification"), "Pat Reed");
    await user.type(screen.getByLabelText("What shows that they may ask"), "Responsible party on the card");
    await user.click(screen.getByRole("checkbox", { name: /I saw a photo identification/ }));
    await user.click(screen.getByRole("button", { name: "Record the check" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "check_identity")?.input).toMatchObject({ form: { name: "Pat Reed", standing: "Responsible party on the card", photo_id_seen: true, badge_seen: false } }));
  });
  it("a firm is called back at its published number", async () => {
    const { user } = showScreen("/request/r1/record/identity/p1", { requests: [{ ...friends(), part: { identity: "firm" } }] });
    await heading("Check who they are");
    expect(screen.getByLabelText("Firm")).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: /photo/ })).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: /I called the firm's own office/ }));
    expect(screen.getByText("Such as the contract or the firm's public page")).toBeVisible();
    await expectAccessible();
  });
  it("a warrant's paper asks for the last day for carrying it out, others do not", async () => {
    showScreen("/request/r1/record/instrument/p1", { requests: [{ ...friends(), part: { last_day_printed: true } }] });
    await heading("The paper");
    expect(screen.getByText("Last day for carrying it out")).toBeVisible();
    await expectAccessible();
  });
});

describe("a try to reach the Director", () => {
  it("leads to where all tries are logged", async () => {
    const { user, road } = showScreen("/request/r1/record/director_try/p1", { requests: [friends()] });
    await heading("Try to reach the Director");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Open Absences and designations" }));
    expect(road.now()).toBe("/custody/tries");
  });
});
