// Chooses a stand-in by the address, for looking at screens: `?phase=locked`, `?theme=dark`, `?text=200`, `?place=/requests`, `?nobody`.
import type { BackEnd } from "../call";
import type { AppStatus } from "../types";
import { DESIGNATION, nobodyThere } from "./custody";
import { makeFake } from "./fake";
import { CHECK } from "./road";
import { blank, moment, NOW } from "./samples";
import { sampleAuthorization, sampleClocks } from "./standing";

/** A back end as the address asks for it. */
export function backEndFromAddress(): BackEnd {
  const asked = new URLSearchParams(location.search);
  const many = Number(asked.get("many") ?? 0);
  const stopped = { ...blank("r1", "2026-041", "Subpoena"), answers: { signed: { choices: ["judge"], note: "", earlier: ["unsure"] } }, requester: { ...blank("", "", "").requester, name: "Det. R. Hale", organisation: "Riverbend Police Department" }, identity: ["Det. R. Hale, badge 4471, called back"] };
  const open = { ...blank("r2", "2026-042", "Question from an officer"), verbal: true, channel: "By phone", more: { stops: [CHECK] } };
  const [target, ...others] = sampleClocks();
  const moved = target ? [{ ...target, original: moment("2026-12-07"), moved: ["A closed day was added on Mon 23 Nov 2026: Water main repair, Tue 1 Dec 2026"] }, ...others] : [];
  const records = { ...blank("r5", "2026-043", "Request for records"), verbal: true, more: { clocks: moved, sessions: [{ open: true, words: "Ticket T-81: P. Lane on the catalog. It is still open", form: { ticket: "T-81", person: "P. Lane", system: "The catalog", supervisor: "Jo Park", opened_at: "2026-11-23T09:00", closed_at: "", done: "" } }] } };
  const past = sampleAuthorization({ request: "r8", number: "2025-112", purpose: "the autumn appeal", state: "Expired Sun 30 Nov 2025", tone: "done", soon: false, until: moment("2025-11-30"), from: moment("2025-11-01") }, { no_use: "It expired on Sun 30 Nov 2025. Hand nothing over. A new request can continue it; the Director decides.", may_end: false });
  const decided = { ...stopped, id: "r3", number: "2026-039", answers: { signed: { choices: ["judge"], note: "", earlier: [] }, library: { choices: ["yes"], note: "", earlier: [] }, person: { choices: ["yes"], note: "", earlier: [] } }, consulted: true, advice: "comply-in-scope", adviceWords: "Give the titles borrowed in October, nothing else.", preservation: ["Loans of October"], timeline: [...stopped.timeline, { at: moment(NOW), who: "Dana Ortiz, Director", title: "Recorded counsel's advice", note: "Comply within a stated scope", kind: "Counsel" }] };
  const issued = { ...decided, id: "r4", number: "2026-037", kind: "Meeting-room contact", from: "Public", outcome: "release", reason: "Meeting-room bookings are public.", issued: [{ id: "l1", at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: ["Printed Mon 23 Nov 2026, 10:40"], printed: true, delivered: false, corrected: false, cut_off: null, manifest: null }] };
  const ended = { ...issued, id: "r6", number: "2026-035", closed: "done" };
  const rest = Array.from({ length: many }, (_, index) => ({ ...blank(`m${index}`, `2026-${String(100 + index)}`, index % 3 === 0 ? "Question from an officer" : "Subpoena"), verbal: index % 3 === 0 }));
  const fake = makeFake({
    phase: (asked.get("phase") as AppStatus["phase"] | null) ?? "open",
    practice: asked.has("practice"),
    requests: asked.has("empty") ? [] : [stopped, open, decided, issued, records, ended, ...rest],
    preferences: { theme: asked.get("theme") ?? "system", text_size: asked.get("text") ?? "100", density: asked.get("density") ?? "comfortable" },
    custody: asked.has("nobody") ? nobodyThere() : { designations: [DESIGNATION] },
    authorizations: asked.has("empty") ? [] : [sampleAuthorization(), past],
    notReady: asked.has("notready") ? ["Counsel's telephone number is missing"] : [],
  });
  const place = asked.get("place");
  if (place) fake.drafts.set("place", JSON.stringify({ path: place, field: "", start: 0, end: 0 }));
  return fake;
}
