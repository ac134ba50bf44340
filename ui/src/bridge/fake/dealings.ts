// Authorizations, fees, firms' sessions and moved dates of the in-memory back end.
import type { Refused } from "../call";
import type { CommandName, InputOf, ReplyOf } from "../commands";
import type { AuthorizationDetail, FailureCode, RequestView } from "../types";
import type { Kept } from "./road";
import { moment, NOW } from "./samples";

type Named = "list_authorizations" | "open_authorization" | "prepare_authorization" | "use_authorization" | "end_authorization" | "continue_authorization" | "extend_clock" | "pause_clock" | "resume_clock" | "print_count" | "estimate_fee" | "preview_fee" | "record_vendor_session";
type Handlers = { [N in Named & CommandName]: (input: InputOf<N>) => ReplyOf<N> };
type Act = (input: { request: string }, title: string, change: (request: Kept) => void) => RequestView;
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Refused;

/** A sample authorization that is in force. */
export function sampleAuthorization(): AuthorizationDetail {
  return {
    row: { request: "r1", part: "p1", number: "2026-041", kind: "List for the Foundation", purpose: "One appeal by letter", recipients: ["Friends office"], fields: ["Name", "Postal address"], from: moment("2026-11-02"), until: moment("2026-12-18"), state: "In force, ends in 25 days", tone: "open", soon: false, uses: 0 },
    lines: [
      { code: "Purpose", label: "One appeal by letter" },
      { code: "Recipients", label: "Friends office" },
    ],
    signed: "Signed by Dana Ortiz, Director, Mon 2 Nov 2026, 9:00",
    uses: [],
    no_use: null,
    fields: [
      { code: "name", label: "Name" },
      { code: "address", label: "Postal address" },
    ],
    recipients: ["Friends office"],
    may_end: true,
    may_continue: true,
    linked: [],
  };
}

/** Handlers over one sample authorization. */
export function dealingHandlers(act: Act, refusal: Refuse): Handlers {
  let one = sampleAuthorization();
  return {
    list_authorizations: () => ({ rows: [structuredClone(one.row)], soon: 0 }),
    open_authorization: () => structuredClone(one),
    prepare_authorization: (input) => act(input, "Wrote an authorization", () => undefined),
    use_authorization: ({ form }) => {
      if (form.fields.length === 0) throw refusal("missing", "The use names no data.", ["fields"]);
      one = { ...one, row: { ...one.row, uses: one.row.uses + 1 }, uses: [{ at: moment(NOW), by: "Dana Ortiz, Director", recipient: form.recipient, fields: form.fields, records: Number(form.records), how: form.how }, ...one.uses] };
      return structuredClone(one);
    },
    end_authorization: ({ reason }) => {
      if (reason === "") throw refusal("missing", "The reason is missing.", ["reason"]);
      one = { ...one, no_use: "It was ended today. Start a new request that continues it.", may_end: false, row: { ...one.row, state: "Ended", tone: "done" } };
      return structuredClone(one);
    },
    continue_authorization: (input) => act(input, "Continued an authorization", () => undefined),
    extend_clock: (input) => act(input, "Extended a date", () => undefined),
    pause_clock: (input) => act(input, "Paused a count", () => undefined),
    resume_clock: (input) => act(input, "Took a count up again", () => undefined),
    print_count: () => ({ outcome: "printed", message: "The count was sent to the printer.", methods: [] }),
    estimate_fee: (input) => act(input, "Estimated the work", () => undefined),
    preview_fee: ({ form }) => (form.minutes === "" ? [] : [`${form.minutes} minutes, of which ${form.free_minutes} are free`]),
    record_vendor_session: (input) => act(input, "Recorded a session", () => undefined),
  };
}
