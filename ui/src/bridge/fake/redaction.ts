// The stand-in for redacted copies: boxes in words, a copy that lies ready, and a second look.
import type { Commands } from "../commands";
import type { CopyRow, FailureCode, FileView, RequestView } from "../types";
import type { Kept } from "./road";
import { moment, NOW, PIXEL } from "./samples";

type Names = Extract<keyof Commands, "redaction_view" | "place_boxes" | "make_copy" | "copy_view" | "copy_page" | "keep_copy" | "look_at_copy">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** Copies of the files of a request. */
export function redactionHandlers(find: (id: string) => Kept, act: (input: { request: string }, title: string, change: (request: Kept) => void) => RequestView, refuse: Refuse): Handlers {
  let ready = "";
  let covered: string[] = [];
  const seen = (page: number): FileView => ({ pages: 2, page, about: "This page has no text layer: it may be a scan. What it says can only be seen.", missing: null, lines: [] });
  return {
    redaction_view: ({ request, file }) => {
      const held = find(request).files.find((each) => each.id === file);
      if (!held?.redactable) throw refuse("invalid", "This is a redacted copy already.");
      return {
        name: held.name,
        parts: [{ code: "p1", label: "Part 1: loans" }],
        reasons: [
          { code: "name", label: "Name" },
          { code: "other", label: "Something else, said in words" },
        ],
        label: "Where it fits, the library's own provisions are written into a box, never your words.",
      };
    },
    place_boxes: ({ boxes }) => boxes.map((box) => ({ place: `page ${box.page + 1}, from ${box.x} ${box.y}, ${box.w} by ${box.h}`, problem: box.reason === "" ? "It has no reason." : null })),
    make_copy: ({ form }) => {
      if (form.boxes.length === 0) throw refuse("missing", "No box is drawn yet.", ["boxes"]);
      const wrong = form.boxes.findIndex((box) => box.reason === "");
      if (wrong >= 0) throw refuse("missing", `Box ${wrong + 1}: it has no reason.`, [`boxes/${wrong}`]);
      ready = "c0ffee";
      covered = form.boxes.map((box) => `Page ${box.page + 1}: ${box.reason}`);
      return { sha256: ready, about: "2 pages, each one picture with its boxes burnt in.", missing: null };
    },
    copy_view: (input) => seen(input.page),
    copy_page: () => PIXEL.buffer.slice(0),
    keep_copy: (input) => {
      if (input.sha256 !== ready) throw refuse("not_found", "This copy is not on the desk any more.");
      return act(input, "Redacted copy kept", (request) => {
        const of = request.files.find((each) => each.id === input.file)?.name ?? "";
        const copy: CopyRow = { of, sha256: ready, made: "Dana Ortiz, Mon 23 Nov 2026, 10:42", part: 1, boxes: covered, state: "Waits for a second look", tone: "wait", looks: [], may_look: true, pause_until: moment("2026-11-23T10:52") };
        request.files.push({ id: `f${request.files.length + 1}`, name: "redacted-copy-1.pdf", what: "Redacted copy", media: "PDF document", size: "90 KB", hash: ready, at: moment(NOW), privileged: false, redactable: false, copy });
      });
    },
    look_at_copy: (input) => {
      if (input.form.found.trim() === "") throw refuse("missing", "This field is empty.", ["found"]);
      return act(input, "Second look at a copy", (request) => {
        const file = request.files.find((each) => each.id === input.copy);
        if (!file?.copy) return;
        file.copy = { ...file.copy, state: input.form.may_go ? "Looked at a second time: it may go out" : "Looked at a second time: it may not go out", tone: input.form.may_go ? "done" : "stop", looks: [input.form.found], may_look: input.form.may_go, pause_until: null };
      });
    },
  };
}
