// Sealed matters of the in-memory back end.
import type { Refused } from "../call";
import type { CommandName, InputOf, ReplyOf } from "../commands";
import type { FailureCode, RequestView, SealedView, TryRow } from "../types";
import type { Kept } from "./road";
import { moment, NOW } from "./samples";
import { viewOf } from "./road";

type Named = "seal_matter" | "read_in" | "record_gag_term" | "agree_unsealing" | "unseal_matter" | "log_sealed_try" | "confirm_sealed_try";
type Handlers = { [N in Named & CommandName]: (input: InputOf<N>) => ReplyOf<N> };
type Act = (input: { request: string }, title: string, change: (request: Kept) => void) => RequestView;
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Refused;

/** A sample seal, as the Director sees it. */
export function sampleSeal(): SealedView {
  return {
    banner: "Sealed. Only the people listed under Who may know see this matter.",
    stands: true,
    because: "A paper speaks of secrecy.",
    continues: null,
    knows: [
      { name: "Dana Ortiz", why: "Legal custodian", since: moment(NOW), sees: true },
      { name: "Mia Chen", why: "Received it or sealed it", since: moment(NOW), sees: true },
    ],
    terms: [],
    review: null,
    colleagues: [{ code: "p3", label: "Lee Park, Deputy Director" }],
    no_reading_in: null,
    seconds: [{ name: "Mia Chen", agreed: "Agreed today at 10:12. Counsel's letter." }],
    may_agree: false,
    writings: [{ code: "f1", label: "confirmed.pdf: Counsel's writing" }],
    keeps_sealed: [],
    lifted: null,
    tries: { now: "No try counts now.", rows: [], to_confirm: [], director_here: true, numbers: ["555-0150"], means: [{ code: "telephone", label: "Telephone" }] },
  };
}

/** Sealing, who was told, the terms, and lifting. */
export function sealHandlers(kept: Map<string, Kept>, act: Act, refusal: Refuse): Handlers {
  const sealOf = (request: Kept): SealedView => {
    if (!request.seal) throw refusal("already_done", "This matter is not sealed.");
    return request.seal;
  };
  return {
    seal_matter: (input) => {
      if (input.because.trim() === "") throw refusal("missing", "This field is empty.", ["because"]);
      const old = kept.get(input.request);
      if (!old) throw refusal("not_found", "There is nothing under this reference.");
      const request: Kept = { ...old, id: `s-${old.id}`, number: "K7QD-4MXP", seal: { ...sampleSeal(), because: input.because, continues: `It began as request ${old.number}.` } };
      kept.set(request.id, request);
      act(input, "Withdrawn", (left) => void (left.closed = "not pursued under this number"));
      return viewOf(request);
    },
    log_sealed_try: (input) => {
      if (input.form.number.trim() === "") throw refusal("missing", "This field is empty.", ["number"]);
      return act(input, "Director tried", (request) => {
        const seal = sealOf(request);
        const row: TryRow = { entry: seal.tries.rows.length + 1, at: moment(input.form.at || NOW), how: `Telephone: ${input.form.number}`, result: input.form.result || "Mia Chen", state: "Counts now", tone: "wait" };
        seal.tries = { ...seal.tries, rows: [row, ...seal.tries.rows] };
      });
    },
    confirm_sealed_try: (input) => {
      if (!input.right && input.note.trim() === "") throw refusal("missing", "An entry that was not so needs a word.", ["note"]);
      return act(input, "A try was looked at", (request) => {
        const seal = sealOf(request);
        seal.tries = { ...seal.tries, to_confirm: seal.tries.to_confirm.filter((row) => row.entry !== input.entry) };
      });
    },
    read_in: (input) => {
      if (input.form.why.trim() === "") throw refusal("missing", "This field is empty.", ["why"]);
      return act(input, "Told somebody", (request) => {
        const seal = sealOf(request);
        const inside = seal.colleagues.find((person) => person.code === input.form.person);
        seal.knows = [...seal.knows, { name: inside?.label ?? input.form.name, why: input.form.why, since: moment(input.form.told_at), sees: inside !== undefined }];
      });
    },
    record_gag_term: (input) => {
      if (input.form.review_on === "") throw refusal("missing", "A silence without a day of review would never end.", ["review_on"]);
      return act(input, "Recorded the terms of the silence", (request) => {
        const seal = sealOf(request);
        seal.terms = [{ words: input.form.words, dates: `looked at again ${moment(input.form.review_on).words}`, current: true }, ...seal.terms.map((term) => ({ ...term, current: false }))];
      });
    },
    agree_unsealing: (input) => {
      if (input.words.trim() === "") throw refusal("missing", "This field is empty.", ["words"]);
      return act(input, "Agreed that the seal is lifted", (request) => {
        request.seal = { ...sealOf(request), may_agree: false };
      });
    },
    unseal_matter: (input) => {
      if (input.form.second_person === "") throw refusal("invalid", "The second person must be somebody else who knows of this matter already.", ["second_person"]);
      return act(input, "Lifted the seal", (request) => {
        request.seal = { ...sealOf(request), stands: false, banner: "The seal was lifted.", lifted: `Lifted ${moment(NOW).words}. Second person: ${input.form.second_person}.` };
      });
    },
  };
}
