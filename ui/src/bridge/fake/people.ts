// The stand-in for people and keys: consistent lists for screens and tests. It makes no key and keeps no secret.
import type { Commands } from "../commands";
import type { AccessRow, FailureCode, PeopleView } from "../types";
import { moment, NOW } from "./samples";

type Names = Extract<keyof Commands, "people_view" | "offer_passphrase" | "give_access" | "end_access" | "set_last_day" | "change_passphrase" | "draw_sheet" | "renew_sheet" | "print_sheet" | "prove_sheet">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

const row = (slot: string, who: string, more: Partial<AccessRow> = {}): AccessRow => ({ slot, who, role: "Stands in: holds the keys named here", reads: "Requests, sealed matters only where read in", since: moment(NOW), until: null, until_day: "", fingerprint: "AB2C DE3F GH4I JK5L MN6O PQ7R", state: "Can sign in", tone: "open", me: false, can_end: true, ...more });

/** The Director, the sheet, and one employee without a key. */
export function peopleHandlers(refuse: Refuse, beginning: Partial<PeopleView> = {}): Handlers {
  const view: PeopleView = {
    can_manage: true,
    can_change_passphrase: true,
    to_settle: [],
    rows: [row("u1", "Dana Ortiz, Director", { role: "Director: holds every key, and says who can open the record", reads: "Everything", me: true, can_end: false }), row("r1", "The recovery sheet", { role: "For the day on which nobody else can open it", reads: "Everything", can_end: false })],
    without_access: [{ code: "p-lee", label: "Lee Park, Deputy Director", until: "2026-12-04" }],
    sheet_proved: moment(NOW),
    sheet_age: "400 days ago",
    ...beginning,
  };
  const shown = () => structuredClone(view);
  return {
    people_view: shown,
    offer_passphrase: () => "violet otter mends seven clocks daily",
    give_access: ({ form, passphrase }) => {
      const person = view.without_access.find((one) => one.code === form.person);
      if (!person) throw refuse("not_found", "There is nobody by this reference.", ["person"]);
      if (passphrase.length < 14) throw refuse("invalid", "The passphrase is too short.", ["passphrase"]);
      view.rows.push(row("u2", person.label, { reads: form.counsel ? "Requests, what counsel said, sealed matters only where read in" : "Requests, sealed matters only where read in", until: form.until || null, until_day: form.until }));
      view.without_access = view.without_access.filter((one) => one !== person);
      return shown();
    },
    end_access: ({ slot }) => {
      view.rows = view.rows.map((one) => (one.slot === slot ? { ...one, state: "Access ended", tone: "done", can_end: false } : one));
      return shown();
    },
    set_last_day: ({ slot, until }) => {
      if (until !== "" && until < NOW.slice(0, 10)) throw refuse("invalid", "This day is over.", ["until"]);
      view.rows = view.rows.map((one) => (one.slot === slot ? { ...one, until: until || null, until_day: until } : one));
      return shown();
    },
    change_passphrase: ({ current }) => {
      if (current !== "the passphrase of now") throw refuse("wrong_secret", "That passphrase does not open this vault.", ["current"]);
      return null;
    },
    draw_sheet: () => ({ groups: ["7KQ2-M", "94TR-B", "PX3D-Z", "2WLC-V", "8HNA-J", "5YEF-S", "GU6P-4", "R3MD-K"], ask: [3, 6] }),
    print_sheet: () => ({ outcome: "printed", message: "The sheet was sent to the printer.", methods: [] }),
    prove_sheet: ({ groups }) => {
      if (groups[0]?.toUpperCase() !== "7KQ2-M") throw refuse("wrong_secret", "This sheet does not open the record.", ["groups"]);
      view.sheet_age = "today";
      return shown();
    },
    renew_sheet: ({ groups }) => {
      if (groups.some((group) => !["PX3D-Z", "5YEF-S"].includes(group.text.trim().toUpperCase()))) throw refuse("wrong_secret", "These groups are not those of the sheet.");
      return shown();
    },
  };
}
