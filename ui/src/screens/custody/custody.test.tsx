import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { DESIGNATION, NOBODY } from "../../bridge/fake/custody";
import { blank } from "../../bridge/fake/samples";
import { expectAccessible, goByNumber, heading, showApp, showScreen } from "../../testing/show";

const waiting = [{ entry: 4, what: "Absence: Mon 23 Nov 2026, 8:00 to Wed 25 Nov 2026, 18:00 (source: a message)", by: "entered by Lee Park, Mon 23 Nov 2026, 8:05", request: "" }];

const away = { entry: 1, span: "Mon 23 Nov 2026, 8:00 to Fri 27 Nov 2026, 18:00", source: "The Director (entered by Dana Ortiz)", state: "Away now", tone: "wait" as const, open: true };

const arrived = async () => {
  await heading("Absences and designations");
  await screen.findByRole("tabpanel");
};

describe("the custodian right now", () => {
  it("is on every screen, says why, and leads to what is on record", async () => {
    const { user } = showApp();
    await heading("Today");
    const strip = await screen.findByRole("complementary", { name: "Custodian right now" });
    expect(strip).toHaveTextContent("Dana Ortiz, Director");
    expect(strip).toHaveTextContent("is the legal custodian and is available");
    await goByNumber(user, "Settings");
    await heading("Settings");
    expect(screen.getByRole("complementary", { name: "Custodian right now" })).toBe(strip);
    await user.click(within(strip).getByRole("button", { name: "Why, and what to do" }));
    await arrived();
    await expectAccessible();
  });
  it("is a place of its own in the side bar, reached by its number", async () => {
    const { user } = showApp();
    await heading("Today");
    await goByNumber(user, "Absences and designations");
    await arrived();
    expect(screen.getByRole("button", { name: "Absences and designations" })).toHaveAttribute("aria-current", "page");
  });
  it("says nobody, and what to do until somebody can decide", async () => {
    showScreen("/custody", { custody: { custodian: NOBODY, away: true, uncovered: ["Wed 16 Dec 2026 to Mon 4 Jan 2027"] } });
    await arrived();
    const now = screen.getByRole("group", { name: "Custodian right now" });
    expect(within(now).getByText("Nobody")).toBeVisible();
    expect(within(now).getByText(/Nobody is designated for now/)).toBeVisible();
    const steps = within(now).getAllByRole("listitem").map((item) => item.textContent);
    expect(steps).toContain("Keep trying Dana Ortiz: 555-0150.");
    expect(steps).toContain("Wed 16 Dec 2026 to Mon 4 Jan 2027");
    await expectAccessible();
  });
});

describe("each list with its form", () => {
  it.each(["absences", "tries", "designations", "people", "reach", "vacancy"])("%s can be read and reached", async (tab) => {
    showScreen(`/custody/${tab}`, { custody: { designations: [DESIGNATION], to_confirm: waiting, vacant: tab === "vacancy" ? "Vacant from Mon 23 Nov 2026, 9:00 (source: a letter)" : null } });
    await arrived();
    await expectAccessible();
  });
  it("is reached with the keyboard alone, from tab to tab", async () => {
    const { user, road } = showScreen("/custody");
    await arrived();
    screen.getByRole("tab", { name: "Absences" }).focus();
    await user.keyboard("{ArrowRight}{ArrowRight}");
    expect(road.now()).toBe("/custody/designations");
    expect(await screen.findByRole("tab", { name: "Designations", selected: true })).toHaveFocus();
  });
  it("says when it cannot be read, and tries again", async () => {
    const { user, road, fake } = showScreen("/settings");
    await heading("Settings");
    fake.failNext("custody_view", "vault_damaged", "Entry 41 is damaged.");
    act(() => road.go("/custody"));
    expect(await screen.findByText(/Entry 41 is damaged\. Nothing was changed/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect((await screen.findAllByRole("tab", { name: "Absences" })).length).toBeGreaterThan(0);
  });
});

describe("absences", () => {
  it("need an end, and are listed once recorded", async () => {
    const { user, fake } = showScreen("/custody");
    await arrived();
    expect(screen.queryByRole("button", { name: "I am back" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Record the absence" }));
    expect((await screen.findAllByText("An absence needs an end.")).length).toBeGreaterThan(0);
    const until = screen.getAllByRole("group", { name: /Away until/ })[0]!;
    await user.click(within(until).getByRole("spinbutton", { name: /month/ }));
    await user.keyboard("11272026");
    await user.type(screen.getByLabelText(/How it is known/), "My own calendar");
    await user.click(screen.getByRole("button", { name: "Record the absence" }));
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "record_absence").at(-1)?.input).toMatchObject({ form: { source: "My own calendar", answering: false } }));
    expect(await screen.findByText("Away now")).toBeVisible();
    expect(screen.getByText("Nobody")).toBeVisible();
  });
  it("are taken back with a reason", async () => {
    const { user } = showScreen("/custody", { custody: { away: true, custodian: NOBODY, absences: [away] } });
    await arrived();
    await user.click(screen.getByRole("button", { name: /Take back the absence/ }));
    const ask = await screen.findByRole("dialog");
    await user.click(within(ask).getByRole("button", { name: "Take this absence back" }));
    expect((await within(ask).findAllByText("This field is empty.")).length).toBeGreaterThan(0);
    await user.type(within(ask).getByLabelText("Reason"), "The trip is off");
    await user.click(within(ask).getByRole("button", { name: "Take this absence back" }));
    expect(await screen.findByText("Taken back")).toBeVisible();
  });
  it("end when the Director says so", async () => {
    const { user, fake } = showScreen("/custody", { custody: { away: true, custodian: NOBODY, absences: [away] } });
    await arrived();
    await user.click(screen.getByRole("button", { name: "I am back" }));
    expect(await screen.findByText("Dana Ortiz, Director")).toBeVisible();
    expect(fake.calls.some((call) => call.name === "director_back")).toBe(true);
  });
});

describe("tries", () => {
  it("offer the listed numbers and say what they amount to", async () => {
    const { user, fake } = showScreen("/custody/tries");
    await arrived();
    expect(screen.getByText(/Two tries by two means/)).toBeVisible();
    expect(screen.getByRole("combobox", { name: /Number, address or place/ })).toHaveValue("555-0150");
    await user.click(screen.getByRole("button", { name: "Record the try" }));
    expect(await screen.findByText("Counts now")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "log_director_try")?.input).toMatchObject({ form: { means: "telephone", number: "555-0150", answered: false } });
  });
});

describe("designations", () => {
  it("are recorded for an employee, announced, and revoked after a question", async () => {
    const { user, fake } = showScreen("/custody/designations");
    await arrived();
    expect(screen.getByText(/No designee yet/)).toBeVisible();
    await user.type(screen.getByLabelText(/Place in the order of call/), "1");
    await user.click(screen.getByRole("checkbox", { name: "Question from an officer" }));
    await user.click(screen.getByRole("button", { name: "Record the designation" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "designate")?.input).toMatchObject({ form: { person: "p-lee", order: "1", types: ["question"] } }));
    await user.click(await screen.findByRole("button", { name: "It was announced today: Lee Park, Deputy Director" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "announce_designation")?.input).toMatchObject({ person: "p-lee" }));
    await user.click(await screen.findByRole("button", { name: "Revoke the designation of Lee Park, Deputy Director" }));
    const ask = await screen.findByRole("dialog");
    expect(within(ask).getByText(/waits for the Director/)).toBeVisible();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.calls.some((call) => call.name === "revoke_designation")).toBe(false);
    await user.click(screen.getByRole("button", { name: "Revoke the designation of Lee Park, Deputy Director" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Revoke now" }));
    expect(await screen.findByText("Revoked")).toBeVisible();
  });
  it("are printed for the Director's signature, and how it ended is said", async () => {
    const { user, fake } = showScreen("/custody/designations", { custody: { designations: [DESIGNATION] } });
    await arrived();
    await user.click(screen.getByRole("button", { name: "Print it" }));
    expect(await screen.findByText(/sent to the printer. Compare the fingerprints/)).toBeVisible();
    expect(fake.calls.filter((call) => call.name === "print_designations")).toHaveLength(1);
  });
  it("for second looks alone have no place in the order of call and are not announced", async () => {
    const { user, fake } = showScreen("/custody/designations");
    await arrived();
    await user.click(screen.getByRole("checkbox", { name: /^For second looks alone/ }));
    expect(screen.queryByLabelText(/Place in the order of call/)).toBeNull();
    expect(screen.queryByRole("group", { name: /Announced to the public on/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Record the designation" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "designate")?.input).toMatchObject({ form: { person: "p-lee", looks_only: true } }));
    expect(await screen.findByText(/Second looks alone/)).toBeVisible();
    expect(screen.queryByText(/Call no/)).toBeNull();
    expect(screen.queryByRole("button", { name: /It was announced today/ })).toBeNull();
    await expectAccessible();
  });
  it.each([
    ["with it", false, ["revoke_designation", "end_access"]],
    ["without it", true, ["revoke_designation"]],
  ])("end %s: the access to the record", async (_, stays, acts) => {
    const { user, fake } = showScreen("/custody/designations", { custody: { designations: [{ ...DESIGNATION, slot: "u2" }] } });
    await arrived();
    await user.click(await screen.findByRole("button", { name: "Revoke the designation of Lee Park, Deputy Director" }));
    const ask = await screen.findByRole("dialog");
    if (stays) await user.click(within(ask).getByRole("checkbox", { name: /End their access/ }));
    await user.click(within(ask).getByRole("button", { name: "Revoke now" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.calls.map((call) => call.name).filter((name) => ["revoke_designation", "end_access"].includes(name))).toEqual(acts);
  });
  it("refuse somebody who is no employee, in the form", async () => {
    const { user } = showScreen("/custody/designations", { custody: { people: [] } });
    await arrived();
    await user.type(screen.getByLabelText("Name"), "Kit Volunteer");
    await user.type(screen.getByLabelText("Title"), "Volunteer");
    await user.click(screen.getByRole("button", { name: "Record the designation" }));
    expect((await screen.findAllByText("Kit Volunteer is not a library employee.")).length).toBeGreaterThan(0);
    expect(screen.getByLabelText("Name")).toHaveValue("Kit Volunteer");
  });
  it("are the Director's alone", async () => {
    showScreen("/custody/designations", { custody: { director_here: false, designations: [DESIGNATION] } });
    await arrived();
    expect(screen.getByText("Only the Director can do this")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Revoke/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "Record the designation" })).toBeNull();
  });
});

describe("what others entered", () => {
  const two = [...waiting, { ...waiting[0]!, entry: 5, what: "Tried without an answer: Telephone: 555-0150" }];
  it("waits on Today and in the side bar", async () => {
    const { user } = showApp({ custody: { to_confirm: two } });
    await heading("Today");
    expect(await screen.findByText("2 entries about your absence wait for your look")).toBeVisible();
    expect(screen.getByRole("button", { name: /Absences and designations ?2/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Look at them" }));
    await arrived();
  });
  it("is confirmed, or answered with a word", async () => {
    const { user, fake } = showScreen("/custody", { custody: { to_confirm: two } });
    await arrived();
    await user.click(screen.getByRole("button", { name: /It was so: Tried without an answer/ }));
    await waitFor(() => expect(screen.queryByText(/Tried without an answer/)).toBeNull());
    await user.click(screen.getByRole("button", { name: /It was not so: Absence/ }));
    const ask = await screen.findByRole("dialog");
    await user.click(within(ask).getByRole("button", { name: "Record my word" }));
    expect((await within(ask).findAllByText("An entry that was not so needs a word.")).length).toBeGreaterThan(0);
    await user.type(within(ask).getByLabelText("What was so instead"), "I was at my desk");
    await user.click(within(ask).getByRole("button", { name: "Record my word" }));
    await waitFor(() => expect(screen.queryByText("For the Director to look at")).toBeNull());
    expect(fake.calls.filter((call) => call.name === "confirm_entry").at(-1)?.input).toEqual({ entry: 4, right: false, note: "I was at my desk" });
  });
});

describe("people, numbers and a vacant post", () => {
  it("record that somebody left, after a question", async () => {
    const { user, fake } = showScreen("/custody/people");
    await arrived();
    await user.click(screen.getByRole("button", { name: "Record that Lee Park left" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "They left" }));
    expect(await screen.findByText("Left the library")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "record_employee")?.input).toMatchObject({ form: { person: "p-lee", employee: false } });
  });
  it("save the numbers, one on each line", async () => {
    const { user, fake } = showScreen("/custody/reach");
    await arrived();
    const numbers = screen.getByLabelText(/Numbers of the Director/);
    await user.clear(numbers);
    await user.type(numbers, "555-0177{Enter}555-0178");
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "save_director_route")?.input).toMatchObject({ form: { numbers: ["555-0177", "555-0178"], opens: "09:00" } }));
  });
  it("say that the clock ran ahead, with how it came about", async () => {
    const { user, fake } = showScreen("/custody", { custody: { clock: "The latest entry says 2031, and the clock of this computer shows 2026." } });
    await arrived();
    await user.click(screen.getByRole("button", { name: "The clock ran ahead" }));
    const ask = await screen.findByRole("dialog");
    await user.type(within(ask).getByLabelText("How it came about"), "The battery was empty");
    await user.click(within(ask).getByRole("button", { name: "Record it" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "correct_clock")?.input).toMatchObject({ reason: "The battery was empty" }));
    await waitFor(() => expect(screen.queryByText("An entry claims a later moment than now")).toBeNull());
  });
  it("show what the policy leaves open with its mark, and ask who signed the board's paper", async () => {
    const { user } = showScreen("/custody/vacancy");
    await arrived();
    expect(screen.getByText("What earlier designations are worth is open.")).toBeVisible();
    expect(screen.getByText("Open question; counsel must confirm. Open; counsel must confirm")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Record the vacancy" }));
    expect((await screen.findAllByText(/It is not said who signed the board's paper/))[0]).toBeVisible();
  });
  it("record the vacancy by a paper of the board", async () => {
    const { user, fake } = showScreen("/custody/vacancy");
    await arrived();
    await user.type(screen.getByLabelText(/Which paper of the board says so/), "No. 13");
    await user.type(screen.getByLabelText(/Who signed it for the board/), "R. Moss");
    await user.click(screen.getByRole("button", { name: "Record the vacancy" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "record_vacancy")?.input).toMatchObject({ form: { source: "No. 13", signed_by: "R. Moss" } }));
  });
  it("record the board's paper that fills the post", async () => {
    const { user, fake } = showScreen("/custody/vacancy", { custody: { vacant: "Vacant from Mon 23 Nov 2026, 9:00" } });
    await arrived();
    await user.type(screen.getByLabelText("Name"), "I. Bell");
    await user.type(screen.getByLabelText(/Which paper it is/), "No. 14");
    await user.type(screen.getByLabelText(/Who signed it for the board/), "R. Moss");
    await user.click(screen.getByRole("button", { name: "Record the appointment" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "appoint_director")?.input).toMatchObject({ form: { person: "", name: "I. Bell", acting: true, paper: "No. 14", signed_by: "R. Moss" } }));
  });
});

describe("whose case it is", () => {
  const paper = () => blank("r1", "2026-041", "Subpoena");
  it("is taken and given back with a reason", async () => {
    const request = { ...paper(), custody: { ...paper().custody, director_here: false, can_take: true } };
    const { user, fake } = showScreen("/request/r1", { requests: [request] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "Take this case" }));
    expect(await screen.findByText("You have taken this case")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Give it back" }));
    const ask = await screen.findByRole("dialog");
    await user.type(within(ask).getByLabelText("Reason"), "Off from noon");
    await user.click(within(ask).getByRole("button", { name: "Give it back" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "release_case")?.input).toMatchObject({ reason: "Off from noon" }));
  });
  it("a waiting decision is approved again by the Director, with the word on conflict", async () => {
    const request = { ...paper(), consulted: true, advice: "comply", outcome: "release", waits: "Part 1 was decided by Lee Park before the Director came back, and nothing was printed yet.", custody: { ...paper().custody, can_approve: true } };
    const { user, fake } = showScreen("/request/r1", { requests: [request] });
    await heading(/2026-041/);
    expect(screen.getByText(/before the Director came back/)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Approve part 1 again" }));
    const ask = await screen.findByRole("dialog");
    expect(within(ask).getByRole("button", { name: "Approve it again" })).toBeDisabled();
    await user.click(within(ask).getByRole("checkbox", { name: /Neither I nor my family/ }));
    await user.click(within(ask).getByRole("button", { name: "Approve it again" }));
    await waitFor(() => expect(screen.queryByText(/before the Director came back/)).toBeNull());
    expect(fake.calls.find((call) => call.name === "approve_again")?.input).toEqual({ request: "r1", part: "p1", no_conflict: true });
  });
  it("a designee who decides sees which fact makes the Director unavailable", async () => {
    const standing = { who: "Lee Park, Deputy Director", capacity: "Standing in for the Director, as designated on Fri 20 Nov 2026", why: "The Director is recorded as absent from Mon 23 Nov 2026, 8:00.", next: [], nobody: false };
    const request = { ...paper(), custody: { ...paper().custody, director_here: false, custodian: standing } };
    showScreen("/request/r1/guide/p1/decide", { requests: [request] });
    expect(await screen.findByText(/Lee Park, Deputy Director: Standing in for the Director.*recorded as absent/)).toBeVisible();
  });
  it("counsel's word on who decides is recorded for a recused Director", async () => {
    const request = { ...paper(), custody: { ...paper().custody, custodian: NOBODY, stand_ins: [{ code: "p-lee", label: "Lee Park" }] } };
    const { user, fake } = showScreen("/request/r1", { requests: [request] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "Record whom counsel named" }));
    await heading("Who decides, by counsel's word");
    await expectAccessible();
    await user.type(screen.getByLabelText("Who at counsel said it"), "R. Patel");
    await user.type(screen.getByLabelText("How"), "Telephone");
    await user.click(screen.getByRole("button", { name: "Record counsel's word" }));
    await heading(/2026-041/);
    expect(fake.calls.find((call) => call.name === "name_stand_in")?.input).toMatchObject({ form: { person: "p-lee", lawyer: "R. Patel" } });
  });
});
