// The stand-in for authorizations, fees, sessions, statements and moved dates: consistent views for screens and tests, no measure of the rules.
import type { Commands } from "../commands";
import type { AuthorizationDetail, ClockView, FailureCode, RequestView } from "../types";
import type { Kept } from "./road";
import { moment, NOW } from "./samples";

type Names = Extract<keyof Commands, "list_authorizations" | "open_authorization" | "prepare_authorization" | "use_authorization" | "end_authorization" | "continue_authorization" | "estimate_fee" | "preview_fee" | "record_vendor_session" | "record_statement" | "extend_clock" | "pause_clock" | "resume_clock" | "print_count" | "print_binder">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;
type Act = (input: { request: string }, title: string, change: (request: Kept) => void) => RequestView;

/** An authorization of a friends' group, in force and ending soon. */
export function sampleAuthorization(change: Partial<AuthorizationDetail["row"]> = {}, more: Partial<AuthorizationDetail> = {}): AuthorizationDetail {
  return {
    row: { request: "r9", part: "p1", number: "2026-031", kind: "Friends' list", purpose: "the spring appeal", recipients: ["Kim Ree, Friends of the Library"], fields: ["Name", "Postal address"], from: moment("2026-11-10"), until: moment("2026-11-30"), state: "Ends in 7 days", tone: "wait", soon: true, uses: 1, ...change },
    lines: [
      { code: "Purpose", label: "the spring appeal" },
      { code: "Data", label: "Name, Postal address" },
      { code: "Last day", label: "Mon 30 Nov 2026" },
    ],
    grounds: [{ label: "Section 9", text: "The Director may allow a use of contact details for a stated purpose.", version: "2025-12-18", standing: "policy" }],
    signed: "Signed by Dana Ortiz, Director on Tue 10 Nov 2026",
    uses: [{ at: moment("2026-11-12T10:00"), by: "Dana Ortiz", recipient: "Kim Ree, Friends of the Library", fields: ["Name", "Postal address"], records: 412, how: "By secure transfer." }],
    no_use: null,
    fields: [
      { code: "name", label: "Name" },
      { code: "postal", label: "Postal address" },
    ],
    recipients: ["Kim Ree, Friends of the Library"],
    may_end: true,
    may_continue: true,
    linked: [],
    ...more,
  };
}

/** A limit that can be extended, and a target of our own that can be paused. */
export function sampleClocks(): ClockView[] {
  const clock = (code: string, name: string, iso: string, group: ClockView["group"]): ClockView => ({
    code,
    name,
    group,
    due: { date: moment(iso), distance: "in 9 working days", what: name, tone: "open" },
    waiting_for: null,
    met: false,
    original: null,
    moved: [],
    rule: "The 10th business day; the first day is not counted.",
    basis: "Sample statute",
    confidence: "verified",
    derivation: [{ day: "Mon 23 Nov 2026", counts: false, why: "day of receipt, not counted" }],
    extend: [],
    pause: [],
    paused: false,
  });
  return [
    { ...clock("target", "Working target", "2026-12-08", "limit"), extend: [{ code: "public-or-not", label: "It is being decided whether the record is public", basis: "Sample statute. Law. Read in a public text.", latest: "Mon 14 Dec 2026" }] },
    clock("line", "Red line", "2026-12-11", "limit"),
    clock("outside", "Never later than", "2026-12-14", "limit"),
    { ...clock("service", "Service target", "2026-12-08", "practice"), pause: [{ code: "asker-answers", label: "The library waits for the asker's answer", basis: "Our practice.", latest: null }] },
    { ...clock("complaint", "A complaint can be made until", "2026-12-08", "after"), due: null, waiting_for: "It starts with a decision that gives less than was asked.", derivation: [] },
  ];
}

/** Answers for these commands. */
export function standingHandlers(all: AuthorizationDetail[], act: Act, refuse: Refuse, begin: (words: string) => RequestView): Handlers {
  const find = (request: string, part: string): AuthorizationDetail => {
    const found = all.find((each) => each.row.request === request && each.row.part === part);
    if (!found) throw refuse("not_found", "There is nothing here, or nothing you may see.");
    return found;
  };
  const clocks = (input: { request: string }, title: string, code: string, change: (clock: ClockView) => ClockView) =>
    act(input, title, (request) => {
      request.more = { ...request.more, clocks: (request.more.clocks ?? []).map((clock) => (clock.code === code ? change(clock) : clock)) };
    });
  return {
    list_authorizations: () => ({ rows: all.map((each) => each.row), soon: all.filter((each) => each.row.soon).length }),
    open_authorization: ({ request, part }) => find(request, part),
    prepare_authorization: (input) => {
      if (input.form.fields.includes("mobile")) throw refuse("wider_than_allowed", "The rule does not allow: Mobile number given by opting in.", ["fields"]);
      return act(input, "Wrote the authorization", (request) => {
        const missing = input.form.until === "" ? ["the last day"] : [];
        request.part = { ...request.part, authorization: { form: input.form, missing, state: "Not signed", tone: "open", signed: false } };
      });
    },
    use_authorization: ({ request, part, form }) => {
      const found = find(request, part);
      if (found.no_use) throw refuse("gate_not_met", found.no_use);
      if (form.fields.length === 0) throw refuse("missing", "The use names no data.", ["fields"]);
      found.uses.unshift({ at: moment(NOW), by: "Dana Ortiz", recipient: form.recipient, fields: form.fields, records: Number(form.records), how: form.how });
      found.row.uses += 1;
      return found;
    },
    end_authorization: ({ request, part, reason }) => {
      const found = find(request, part);
      found.row = { ...found.row, state: "Ended Mon 23 Nov 2026", tone: "done", soon: false };
      found.no_use = `It was ended on Mon 23 Nov 2026: ${reason} Hand nothing over.`;
      found.may_end = false;
      return found;
    },
    continue_authorization: ({ request, part, form }) => {
      find(request, part);
      if (form.words.trim() === "") throw refuse("missing", "This field is empty.", ["words"]);
      return begin(form.words);
    },
    estimate_fee: (input) => {
      if (input.form.minutes.trim() === "") throw refuse("missing", "The minutes are missing.", ["minutes"]);
      return act(input, "Estimated the work", (request) => {
        request.more = { ...request.more, fee: { form: input.form, lines: [`${input.form.minutes} minutes of work, of which 30 minutes are free.`], state: "Estimate not sent", tone: "wait" } };
      });
    },
    preview_fee: ({ form }) => {
      if (!/^\d+$/.test(form.minutes.trim())) throw refuse("invalid", "That is not a whole number.", ["minutes"]);
      return [`${form.minutes} minutes of work, of which 30 minutes are free.`, "In all: $6.00."];
    },
    record_vendor_session: (input) => {
      if (input.form.closed_at !== "" && input.form.done.trim() === "") throw refuse("missing", "What was done is missing.", ["done"]);
      return act(input, "Recorded a session", (request) => {
        const open = input.form.closed_at === "";
        const words = `Ticket ${input.form.ticket}: ${input.form.person} on ${input.form.system}${open ? ". It is still open" : ""}`;
        const others = (request.more.sessions ?? []).filter((session) => session.form.ticket !== input.form.ticket);
        request.more = { ...request.more, sessions: [{ open, words, form: input.form }, ...others] };
      });
    },
    record_statement: (input) => {
      if (input.form.signer.trim() === "") throw refuse("missing", "This field is empty.", ["signer"]);
      return act(input, "Recorded a statement", (request) => {
        const words = `Received ${moment(input.form.received_at).words}, signed by ${input.form.signer}. ${input.form.says}`;
        request.more = { ...request.more, owed: [], statements: [words, ...(request.more.statements ?? [])] };
      });
    },
    extend_clock: (input) => {
      if (input.form.until <= "2026-12-08") throw refuse("invalid", "That is not later than Tue 8 Dec 2026, the date as it stands.", ["until"]);
      return clocks(input, "Extended a date", input.form.clock, (clock) => ({ ...clock, original: clock.due?.date ?? null, due: clock.due ? { ...clock.due, date: moment(input.form.until) } : null, moved: [`Extended: ${input.form.note}`] }));
    },
    pause_clock: (input) => clocks(input, "Paused a count", input.form.clock, (clock) => ({ ...clock, paused: true, moved: [`Paused: ${input.form.note}`] })),
    resume_clock: (input) => clocks(input, "Took a count up again", input.form.clock, (clock) => ({ ...clock, paused: false })),
    print_binder: () => ({ outcome: "printed", message: "The file was sent to the printer. Keep it with the papers of this request.", methods: [] }),
    print_count: () => ({ outcome: "printed", message: "The count of the dates was sent to the printer.", methods: [] }),
  };
}
