// The stand-in for what goes with a letter: one part, who asked, and the files of the request.
import type { Commands } from "../commands";
import type { EnclosingView, FailureCode } from "../types";
import type { Kept } from "./road";

type Names = Extract<keyof Commands, "enclosing_view" | "choose_enclosures">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** What goes with letters, by request and letter. */
export function enclosingHandlers(find: (id: string) => Kept, refuse: Refuse): Handlers {
  const recorded = new Map<string, EnclosingView>();
  const fresh = (request: string): EnclosingView => ({
    to: "J. Marsh, County Attorney",
    method: "in_hand",
    recipients: ["J. Marsh, County Attorney", "County Attorney"].map((name) => ({ code: name, label: name })),
    methods: [
      { code: "in_hand", label: "In hand, with a receipt" },
      { code: "certified_mail", label: "Certified mail" },
    ],
    planned: "Planned for this release: in hand, to J. Marsh, 126 South Kellogg.",
    released: ["Part 1: Items checked out, June 2026 to date"],
    parts: [{ code: "p1", label: "Part 1: loans" }],
    files: find(request)
      .files.filter((file) => !file.privileged)
      .map((file) => ({ id: file.id, name: file.name, kind: file.copy ? "Redacted copy, PDF document, 2 pages" : "As it came, PDF document", sha256: `${file.hash}${"0".repeat(58)}`, part: "p1", part_is_fixed: Boolean(file.copy), place: null, state: file.copy && file.copy.tone !== "done" ? `“${file.name}” may not go out: nobody has looked at it a second time.` : "It may go out", tone: file.copy && file.copy.tone !== "done" ? "wait" : "done" })),
    recorded: null,
    obstacles: [],
  });
  const key = (input: { request: string; code: string }) => `${input.request}/${input.code}`;
  return {
    enclosing_view: (input) => structuredClone(recorded.get(key(input)) ?? fresh(input.request)),
    choose_enclosures: (input) => {
      const { to, method, files } = input.form;
      if (!fresh(input.request).recipients.some((known) => known.code === to)) throw refuse("wider_than_allowed", `“${to}” did not ask.`, ["to"]);
      const view = fresh(input.request);
      const rows = view.files.map((row) => ({ ...row, place: files.findIndex((file) => file.file === row.id) + 1 || null }));
      const obstacles = rows.filter((row) => row.place !== null && row.tone !== "done").map((row) => ({ message: row.state, help: "Nothing went out. Open it under the files of the request and look at it a second time." }));
      recorded.set(key(input), { ...view, to, method, files: rows, recorded: "Recorded by Dana Ortiz, Mon 23 Nov 2026, 10:42", obstacles });
      return structuredClone(recorded.get(key(input)) ?? null);
    },
  };
}
