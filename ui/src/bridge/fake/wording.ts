// The stand-in for the library's own words for its letters: a few letters of two passages, their versions, and two faults.
import type { Commands } from "../commands";
import type { FailureCode, OwnPiece, OwnTextFault, OwnTextRow, OwnTextVersion, OwnTextView } from "../types";
import { moment, NOW, PIXEL } from "./samples";

type Names = Extract<keyof Commands, "list_own_texts" | "own_text_view" | "edit_own_text" | "own_text_page" | "offer_own_text" | "publish_own_text" | "take_back_own_text" | "take_up_own_text">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;
type Words = Record<string, string>;

interface Published {
  number: number;
  from: string;
  reason: string;
  back: boolean;
  words: Words;
}
interface Held {
  code: string;
  title: string;
  audience: string;
  draft: Words | undefined;
  sample: string;
  offered: boolean;
  published: Published[];
}

const PASSAGES = [
  { id: "subject", title: "Subject", kind: "fixed", must: [], keeps: [], shipped: "Your request for library records" },
  { id: "opening", title: "Opening", kind: "fixed", must: ["that the request was received"], keeps: ["asked.date"], shipped: "We have your request of {{ asked.date }}. Our counsel has looked at it." },
  { id: "fee", title: "Fee", kind: "chosen", must: [], keeps: [], shipped: "The first 30 minutes are free. Call {{ contact.phone }} with questions." },
];
const SAMPLES = [
  { id: "plain", words: "A request that is answered in full" },
  { id: "fee", words: "A request with an estimate of the fee" },
];
const TODAY = NOW.slice(0, 10);
const OFFER: OwnTextVersion = { number: 100, is_offer: true, from: moment(TODAY).words, published: `Offered by Dana Ortiz, Director, ${moment(NOW).words}`, reason: "", state: "Waits for a second person", tone: "wait", may_take_back: true, may_take_up: false };

/** Letters whose words can be changed. */
export function wordingHandlers(refuse: Refuse): Handlers {
  const letter = (code: string, title: string, audience: string): Held => ({ code, title, audience, draft: undefined, sample: "plain", offered: false, published: [] });
  const all = [letter("L25", "Meeting-room contact information", "anyone who asks"), letter("L02", "Estimate of the fee", "the asker"), letter("L07", "Answer to a subpoena", "the court")];
  let last = 0;
  const find = (code: string): Held => {
    const held = all.find((each) => each.code === code);
    if (!held) throw refuse("not_found", "There is no such letter.");
    return held;
  };
  const publish = (held: Held, words: Words, from: string, reason: string) => {
    last += 1;
    held.published = [{ number: last, from, reason, back: false, words }, ...held.published];
  };
  publish(find("L02"), { subject: "What your request will cost" }, "2026-11-02", "The Board asked for plainer words.");
  return {
    list_own_texts: () => ({ rows: all.map(rowOf) }),
    own_text_view: ({ code }) => viewOf(find(code)),
    edit_own_text: ({ edit }) => {
      const held = find(edit.code);
      held.draft = { ...edit.words };
      held.sample = edit.sample;
      return viewOf(held);
    },
    own_text_page: () => PIXEL.buffer.slice(0),
    offer_own_text: ({ form }) => {
      const held = find(form.code);
      held.offered = true;
      return viewOf(held);
    },
    publish_own_text: ({ form }) => {
      const held = find(form.code);
      if (form.from < TODAY) throw refuse("invalid", "New words hold from today on at the earliest.", ["from"]);
      if (form.reason.trim() === "") throw refuse("missing", "Nobody else has seen these words.", ["reason"]);
      publish(held, held.draft ?? {}, form.from, form.reason);
      held.draft = undefined;
      held.offered = false;
      return viewOf(held);
    },
    take_back_own_text: ({ form }) => {
      const held = find(form.code);
      if (form.reason.trim() === "") throw refuse("missing", "This field is empty.", ["reason"]);
      if (form.number > last) held.offered = false;
      held.published = held.published.map((each) => (each.number === form.number ? { ...each, back: true } : each));
      return viewOf(held);
    },
    take_up_own_text: ({ code, number }) => {
      const held = find(code);
      held.draft = held.published.find((each) => each.number === number)?.words ?? {};
      return viewOf(held);
    },
  };
}

function inForce(held: Held): Published | undefined {
  return held.published.find((each) => !each.back);
}

function rowOf(held: Held): OwnTextRow {
  const [state, tone] = held.offered ? (["Waits for a second look", "wait"] as const) : inForce(held) ? (["Own words", "done"] as const) : (["The program's words", "open"] as const);
  return { code: held.code, title: held.title, audience: held.audience, state, tone };
}

function viewOf(held: Held): OwnTextView {
  const standing = inForce(held)?.words ?? {};
  const now = held.draft ?? standing;
  const passages = PASSAGES.map((passage) => {
    const words = now[passage.id] ?? passage.shipped;
    return { ...passage, words, pieces: piecesOf(passage.shipped, words) };
  });
  const faults: OwnTextFault[] = passages.flatMap(({ id, words, keeps }) => [
    ...(words.trim() === "" ? [{ passage: id, words: "Some words must stand here." }] : []),
    ...keeps.filter((name) => !words.includes(`{{ ${name} }}`)).map((name) => ({ passage: id, words: `The placeholder {{ ${name} }} must stay.` })),
  ]);
  const isChanged = JSON.stringify(now) !== JSON.stringify(standing);
  return {
    code: held.code,
    title: held.title,
    audience: held.audience,
    language: "en-US",
    in_force: inForce(held) ? "Your own words are in force." : "The program's words are in force.",
    offered: held.offered ? "Dana Ortiz, Director, offered these words on Mon 23 Nov 2026." : null,
    waits_for: held.offered ? "They wait for a second person." : isChanged ? "No letter uses these words before they are published." : "",
    may_offer: isChanged && faults.length === 0 && !held.offered,
    may_publish: isChanged && faults.length === 0,
    needs_reason: true,
    publish_help: "Two people see new words before they are used. Alone, the Director says why one was enough.",
    passages,
    facts: [
      { name: "asked.date", what: "The day of the request" },
      { name: "contact.phone", what: "The telephone number of the library" },
    ],
    faults,
    is_changed: isChanged,
    samples: SAMPLES,
    sample: held.sample,
    pages: faults.length > 0 ? 0 : 1,
    preview: JSON.stringify([now, held.sample]),
    paragraphs: faults.length > 0 ? [] : passages.map(({ id, words }) => ({ role: id === "subject" ? "heading" : "body", text: words.replace("{{ asked.date }}", "2 November 2026").replace("{{ contact.phone }}", "(555) 010-0199") })),
    versions: [...(held.offered ? [OFFER] : []), ...held.published.map((each): OwnTextVersion => ({ number: each.number, is_offer: false, from: moment(each.from).words, published: `Published by Dana Ortiz, Director, ${moment(NOW).words}`, reason: each.reason, state: each.back ? "Taken back" : each === inForce(held) ? "In force" : "Replaced", tone: each.back ? "stop" : each === inForce(held) ? "done" : "open", may_take_back: !each.back, may_take_up: true }))],
    first_day: TODAY,
  };
}

/** What begins and ends alike is the same; all between is other words. */
function piecesOf(before: string, after: string): OwnPiece[] {
  const [old, fresh] = [before.split(/(?<= )/), after.split(/(?<= )/)];
  let start = 0;
  while (start < Math.min(old.length, fresh.length) && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const pieces = [
    { text: old.slice(0, start).join(""), how: "same" },
    { text: old.slice(start, old.length - end).join(""), how: "removed" },
    { text: fresh.slice(start, fresh.length - end).join(""), how: "added" },
    { text: old.slice(old.length - end).join(""), how: "same" },
  ];
  return pieces.filter((piece) => piece.text !== "");
}
