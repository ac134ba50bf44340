// The stand-in for retention: one request that may be disposed of, one that a hold keeps, one whose period runs.
import type { Commands } from "../commands";
import type { FailureCode, RetentionView } from "../types";

type Names = Extract<keyof Commands, "retention_view" | "confirm_period" | "dispose_requests" | "print_certificate">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** A schedule with one open rule, and three requests that have ended. */
export function retentionHandlers(refuse: Refuse): Handlers {
  const view: RetentionView = {
    may_dispose: true,
    rules: [{ id: "case-file", name: "File of a request", applies: "All requests", period: null, citation: "The City's schedule", standing: "Counsel must confirm. Open.", note: "The policy does not say how long case files are kept.", settled: null, open: true }],
    rows: [
      { id: "r7", reference: "2023-004", ended: "Mon 6 Nov 2023", until: { iso: "2025-11-06", words: "Thu 6 Nov 2025" }, ready: true, reasons: [] },
      { id: "r8", reference: "2023-005", ended: "Tue 7 Nov 2023", until: { iso: "2025-11-07", words: "Fri 7 Nov 2025" }, ready: false, reasons: ["A hold stands on it (a claim was announced)"] },
      { id: "r9", reference: "2026-001", ended: "Fri 6 Nov 2026", until: { iso: "2028-11-06", words: "Mon 6 Nov 2028" }, ready: false, reasons: ["Its retention runs until Mon 6 Nov 2028"] },
    ],
    disposals: [],
  };
  const shown = () => structuredClone(view);
  return {
    retention_view: shown,
    confirm_period: ({ form }) => {
      if (form.word.from.trim() === "") throw refuse("missing", "Say who settled it.", ["word_from"]);
      const [rule] = view.rules;
      if (rule) {
        rule.period = `${form.years} years, from the day on which it was closed or withdrawn`;
        rule.citation = form.citation;
        rule.settled = `${form.word.from}: ${form.word.what}`;
      }
      return shown();
    },
    dispose_requests: ({ form }) => {
      const chosen = view.rows.filter((row) => form.requests.includes(row.id));
      const typed = form.typed.split(/\s+/).filter((word) => word !== "");
      if (typed.toSorted().join() !== chosen.map((row) => row.reference).toSorted().join()) throw refuse("invalid", "The numbers that were typed do not name exactly the requests that were chosen.", ["typed"]);
      view.rows = view.rows.filter((row) => !chosen.includes(row));
      const number = view.disposals.length + 1;
      view.disposals = [
        { number, when: "Mon 23 Nov 2026, 9:30", by: "Dana Ortiz", rule: "File of a request, 2 years (City schedule, entry 14)", again: false, backups: "The last backup kept by this program that holds it expires on Sun 21 Feb 2027.", requests: chosen.map((row) => ({ reference: row.reference, code: "ABCDE FGHIJ 22345 67ABC", entries: 12, files: 2 })) },
        ...view.disposals,
      ];
      return { words: "The request is disposed of. Print the certificate and keep it.", disposal: number, retention: shown() };
    },
    print_certificate: () => ({ outcome: "printed", message: "The certificate was sent to the printer.", methods: [] }),
  };
}
