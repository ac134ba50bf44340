// The stand-in for absences and designations: consistent lists for screens and tests, no measure of the rules.
import type { Commands } from "../commands";
import type { CustodianView, CustodyView, DesignationRow, FailureCode } from "../types";
import { moment, NOW } from "./samples";

type Names = Extract<keyof Commands, "custody_view" | "record_absence" | "withdraw_absence" | "director_back" | "log_director_try" | "confirm_entry" | "save_director_route" | "designate" | "print_designations" | "announce_designation" | "revoke_designation" | "record_employee" | "record_vacancy" | "appoint_director" | "correct_clock">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** The Director, who is there. */
export const DIRECTOR: CustodianView = { who: "Dana Ortiz, Director", capacity: "", why: "Dana Ortiz, Director, is the legal custodian and is available.", next: [], nobody: false };

/** Nobody, with what to do. */
export const NOBODY: CustodianView = {
  who: "Nobody",
  capacity: "",
  why: "The Director is recorded as absent from Mon 23 Nov 2026, 8:00 to Fri 27 Nov 2026, 18:00. Nobody is designated for now.",
  next: ["Keep trying Dana Ortiz: 555-0150.", "Take in what arrives and write down what happens: that needs nobody's leave.", "Call counsel: 555-0142; after hours 555-0199."],
  nobody: true,
};

/** A designation in force. */
export const DESIGNATION: DesignationRow = { person: "p-lee", who: "Lee Park, Deputy Director", order: 1, span: "Fri 20 Nov 2026 to Fri 4 Dec 2026", scope: "Every type of request", paper: "Signed on Fri 20 Nov 2026, not yet announced", state: "In force", tone: "open", live: true, slot: "", unannounced: true };

/** The Director is away, nobody is designated, and somebody entered it alone. */
export const nobodyThere = (): Partial<CustodyView> => ({
  custodian: NOBODY,
  away: true,
  uncovered: ["Mon 23 Nov 2026 to Fri 27 Nov 2026"],
  absences: [{ entry: 1, span: "Mon 23 Nov 2026, 8:00 to Fri 27 Nov 2026, 18:00", source: "A message (entered by Lee Park, Mon 23 Nov 2026, 8:05)", state: "Away now", tone: "wait", open: true }],
  to_confirm: [{ entry: 1, what: "Absence: Mon 23 Nov 2026, 8:00 to Fri 27 Nov 2026, 18:00 (source: a message)", by: "entered by Lee Park, Mon 23 Nov 2026, 8:05", request: "" }],
});

/** Absences and designations of a library that has recorded none. */
export function blankCustody(): CustodyView {
  return {
    custodian: DIRECTOR,
    director_here: true,
    away: false,
    director: "Dana Ortiz",
    clock: null,
    vacant: null,
    appointed: null,
    vacancy_reading: { text: "What earlier designations are worth is open.", standing: "Open question; counsel must confirm", confidence: "Open; counsel must confirm" },
    people: [{ id: "p-lee", name: "Lee Park", title: "Deputy Director", employee: true }],
    absences: [],
    tries: [],
    tries_now: "No try counts now. Two tries by two means, an hour of opening time apart, are needed.",
    designations: [],
    uncovered: [],
    to_confirm: [],
    route: { numbers: ["555-0150", "555-0151"], board: "", open_days: ["mon", "tue", "wed", "thu", "fri"], opens: "09:00", closes: "17:00" },
    types: [
      { code: "paper", label: "Paper from a court" },
      { code: "question", label: "Question from an officer" },
    ],
    means: [
      { code: "telephone", label: "Telephone" },
      { code: "email", label: "E-mail" },
    ],
    weekdays: [
      { code: "mon", label: "Monday" },
      { code: "sat", label: "Saturday" },
    ],
    next_order: 1,
  };
}

/** Answers for the commands of this place. */
export function custodyHandlers(view: CustodyView, refuse: Refuse): Handlers {
  let entry = 0;
  const shown = () => structuredClone(view);
  const away = (on: boolean) => {
    view.away = on;
    view.custodian = on ? NOBODY : DIRECTOR;
  };
  return {
    custody_view: shown,
    record_absence: ({ form }) => {
      if (form.until === "") throw refuse("missing", "An absence needs an end.", ["until"]);
      entry += 1;
      view.absences.unshift({ entry, span: `${moment(form.from).words} to ${moment(form.until).words}`, source: `${form.source || "The Director"} (entered by Dana Ortiz)`, state: "Away now", tone: "wait", open: true });
      away(!form.answering);
      return shown();
    },
    withdraw_absence: ({ entry: number, reason }) => {
      if (reason.trim() === "") throw refuse("missing", "This field is empty.", ["reason"]);
      view.absences = view.absences.map((row) => (row.entry === number ? { ...row, state: "Taken back", tone: "done", open: false } : row));
      away(false);
      return shown();
    },
    director_back: () => {
      view.absences = view.absences.map((row) => ({ ...row, state: "Ended", tone: "done", open: false }));
      away(false);
      return shown();
    },
    log_director_try: ({ form }) => {
      if (form.number.trim() === "") throw refuse("missing", "This field is empty.", ["number"]);
      entry += 1;
      view.tries.unshift({ entry, at: moment(form.at || NOW), how: `Telephone: ${form.number}`, result: form.result || "Dana Ortiz", state: form.answered ? "Answered" : "Counts now", tone: form.answered ? "done" : "wait" });
      return shown();
    },
    confirm_entry: ({ entry: number, right, note }) => {
      if (!right && note.trim() === "") throw refuse("missing", "An entry that was not so needs a word.", ["note"]);
      view.to_confirm = view.to_confirm.filter((row) => row.entry !== number);
      return shown();
    },
    save_director_route: ({ form }) => {
      if (form.open_days.length === 0) throw refuse("invalid", "The library is open on no day.", ["open_days"]);
      view.route = form;
      return shown();
    },
    print_designations: () => ({ outcome: "printed", message: "The paper was sent to the printer. Compare the fingerprints, and sign it.", methods: [] }),
    designate: ({ form }) => {
      if (form.person === "" && !form.employee) throw refuse("invalid", `${form.name} is not a library employee.`, ["person"]);
      const person = view.people.find((each) => each.id === form.person);
      view.designations.push({ person: form.person || "p-new", who: person ? `${person.name}, ${person.title}` : `${form.name}, ${form.title}`, order: form.looks_only ? 0 : view.next_order, span: `${form.from} to ${form.until || "revoked"}`, scope: `${form.looks_only ? "Second looks alone. " : ""}Every type of request`, paper: `Signed on ${form.signed_on}${form.looks_only ? "" : ", not yet announced"}`, state: "In force", tone: "open", live: true, slot: "", unannounced: !form.looks_only });
      view.next_order += 1;
      return shown();
    },
    announce_designation: ({ person }) => {
      view.designations = view.designations.map((row) => (row.person === person ? { ...row, unannounced: false } : row));
      return shown();
    },
    revoke_designation: ({ person }) => {
      view.designations = view.designations.map((row) => (row.person === person ? { ...row, state: "Revoked", tone: "done", live: false } : row));
      return shown();
    },
    record_employee: ({ form }) => {
      const known = view.people.find((each) => each.id === form.person);
      if (known) known.employee = form.employee;
      else view.people.push({ id: `p-${view.people.length}`, name: form.name, title: form.title, employee: form.employee });
      return shown();
    },
    record_vacancy: ({ form }) => {
      if (form.signed_by.trim() === "") throw refuse("missing", "It is not said who signed the board's paper.", ["signed_by"]);
      view.vacant = `Vacant from ${moment(form.from).words} (${form.source}, signed by ${form.signed_by})`;
      return shown();
    },
    correct_clock: () => {
      view.clock = null;
      return shown();
    },
    appoint_director: ({ form }) => {
      view.vacant = null;
      view.director = form.name;
      return shown();
    },
  };
}
