// Sample data for tests and for looking at screens. Nothing here is real, and none of it is in the product.
import type { Clause, DataKind, Moment, PolicyPage, SettingsView } from "../types";
import type { Kept } from "./road";

/** The moment at which the samples stand still. */
export const NOW = "2026-11-23T10:42";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment with its words, as the program words them. */
export function moment(iso: string): Moment {
  const [day = "", time] = iso.split("T");
  const date = new Date(`${day}T00:00:00Z`);
  const words = `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return { iso, words: time ? `${words}, ${time.replace(/^0/, "")}` : words };
}

/** A sample clause. */
export function clause(label: string, text: string): Clause {
  return { label: `Confidentiality policy, ${label}`, text, version: "version 7, 12 Mar 2026", standing: "Policy" };
}

/** Sample kinds of information. */
export const DATA_KINDS: DataKind[] = [
  { code: "loans", name: "What was borrowed", treatment: "Confidential", public: false },
  { code: "contact", name: "Address and telephone", treatment: "Confidential", public: false },
  { code: "room", name: "Meeting-room bookings", treatment: "Public", public: true },
];

/** An empty request. */
export function blank(id: string, number: string, kind: string): Kept {
  return {
    id,
    number,
    kind,
    from: "Law enforcement",
    received: "2026-11-23T09:10",
    channel: "In person",
    words: "Produce all records of materials borrowed by the person named in the attachment during October 2026.",
    verbal: false,
    answers: {},
    requester: { name: "", name_in_latin: "", organisation: "", office: "", address: [], phone: "", email: "", reference: "" },
    paper: null,
    identity: [],
    visits: [],
    preservation: [],
    tries: [],
    consulted: false,
    advice: "",
    adviceWords: "",
    outcome: "",
    reason: "",
    issued: [],
    outside: [],
    deliveries: [],
    files: [],
    timeline: [{ at: moment("2026-11-23T09:10"), who: "Dana Ortiz, Director", title: "Taken in", note: null, kind: "Receipt" }],
    closed: "",
    more: {},
    part: {},
    custody: { custodian: { who: "Dana Ortiz, Director", capacity: "", why: "Dana Ortiz, Director, is the legal custodian and is available.", next: [], nobody: false }, director_here: true, owner: null, can_take: false, can_release: false, can_approve: false, stand_ins: [] },
    waits: null,
    seal: null,
  };
}

/** Settings as a library would have them. */
export function settings(): SettingsView {
  return {
    profile: { name: "Riverbend Public Library", office: "Office of the Director", address: ["515 Willow Avenue", "Riverbend 50010"], phone: "555-0100", email: "office@riverbend.example", website: "", hours: "Monday to Friday 9:00 to 17:00", window_envelope: true },
    has_logo: false,
    letter_style: { return_address: [], under_signature: [], type_size: "usual" },
    director: { name: "Dana Ortiz", title: "Director" },
    counsel: { department: "Office of counsel", lawyer: "R. Patel", phone: "555-0142", email: "", hours: "Monday to Friday 8:00 to 17:00", after_hours: "555-0199" },
    closures: [{ code: "2026-12-24", label: "Half day" }],
    moved: [],
    holidays: [
      { code: "2026-11-26", label: "Thanksgiving" },
      { code: "2026-12-25", label: "Christmas" },
    ],
    holidays_left_open: [{ name: "Founders' Day", as_business_day: false }],
    preferences: [
      { code: "theme", label: "system" },
      { code: "text_size", label: "100" },
      { code: "density", label: "comfortable" },
      { code: "motion", label: "system" },
      { code: "lock_minutes", label: "10" },
      { code: "backup_daily", label: "on" },
      { code: "backup_keep", label: "14" },
      { code: "backup_warn_days", label: "7" },
    ],
    policy: { title: "Confidentiality policy", library: "Riverbend Public Library", version: "version 7", history: ["Adopted 12 Mar 2026"] },
    vault: [
      { code: "Entries", label: "1,204" },
      { code: "Place", label: "/home/dana/Custodian" },
    ],
    notices: ["Public Sans and Source Serif 4 under the SIL Open Font License."],
  };
}

/** A one-page picture, drawn small: a PNG of one grey pixel. */
export const PIXEL = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsqMlHwAAAABJRU5ErkJggg=="), (letter) => letter.charCodeAt(0));

/** A sample policy page. */
export function policyPage(): PolicyPage {
  return {
    policy: { title: "Confidentiality policy", library: "Sample Library", version: "version 7, 12 Mar 2026", history: ["Thu 12 Mar 2026: Revised"] },
    versions: [{ version: "version 7, 12 Mar 2026", id: "p1", adopted: "Mon 6 Apr 2026, 9:00", by: "Dana Ortiz, Director", requests: 3, in_force: true }],
    newer_inside: "revised 3/19/2026",
    may_change: true,
    switches: [{ id: "parents", name: "A law that gives parents access", on: false, since: "", source: "Off until counsel confirms.", standing: "Open question; counsel must confirm" }],
    provisions: [
      { code: "A1", text: "Records that show who a user is are not revealed.", standing: "Policy", carried: ["Rows: X X-1", "Gates: G-1"] },
      { code: "A2", text: "Counsel is asked about every paper.", standing: "Policy", carried: [] },
    ],
    statutes: [{ label: "Code 1.2", text: "Some records are confidential.", standing: "Law", confidence: "Read in an old copy; confirm that it still reads so", verified: "Thu 1 Aug 2024", stale: true }],
  };
}
