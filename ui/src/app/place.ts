// Where the person stands: the path, the field and the caret. It is kept as a draft, so that after a lock the same spot opens.
// The location lives in memory only; no record number ever lands in an address or a history file.
import { memoryLocation } from "wouter/memory-location";
import { keepDraft, readDraft } from "./drafts";

const KEY = "place";

interface Place {
  path: string;
  field: string;
  start: number;
  end: number;
}

/** The window's own back and forward. */
export interface Road {
  hook: ReturnType<typeof memoryLocation>["hook"];
  go: (path: string) => void;
  back: () => void;
  forward: () => void;
  now: () => string;
}

/** A road that starts at `path`. */
export function makeRoad(path: string): Road {
  const past: string[] = [];
  const ahead: string[] = [];
  let now = path;
  const { hook, navigate } = memoryLocation({ path });
  const show = (next: string) => {
    now = next;
    navigate(next);
    keepPlace(next);
  };
  return {
    hook: () => {
      const [location] = hook();
      return [location, go];
    },
    go,
    back: () => {
      const next = past.pop();
      if (next === undefined) return;
      ahead.push(now);
      show(next);
    },
    forward: () => {
      const next = ahead.pop();
      if (next === undefined) return;
      past.push(now);
      show(next);
    },
    now: () => now,
  };
  function go(next: string) {
    if (next === now) return;
    past.push(now);
    ahead.length = 0;
    show(next);
  }
}

/** The path to open after unlock, and a function that puts the caret back once the fields are there. */
export function lastPlace(): { path: string; restore: () => void } | undefined {
  const place = read();
  if (!place) return undefined;
  return { path: place.path, restore: () => restoreCaret(place) };
}

/** Notes the field and the caret; called as the person types and moves. */
export function noteCaret(path: string): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.type === "password" || !field.id) return;
  keepDraft(KEY, JSON.stringify({ path, field: field.id, start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 } satisfies Place));
}

function keepPlace(path: string) {
  keepDraft(KEY, JSON.stringify({ path, field: "", start: 0, end: 0 } satisfies Place));
}

function read(): Place | undefined {
  try {
    const place = JSON.parse(readDraft(KEY) ?? "") as Partial<Place>;
    return typeof place.path === "string" && place.path.startsWith("/") ? { path: place.path, field: place.field ?? "", start: place.start ?? 0, end: place.end ?? 0 } : undefined;
  } catch {
    return undefined;
  }
}

function restoreCaret(place: Place) {
  if (!place.field) return;
  let tries = 30;
  const attempt = () => {
    const field = document.getElementById(place.field);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.focus();
      try {
        field.setSelectionRange(place.start, place.end);
      } catch {
        // Some input types have no caret; the focus is enough.
      }
    } else if (tries-- > 0) setTimeout(attempt, 50);
  };
  attempt();
}
