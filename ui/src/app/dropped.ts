// Files dropped on the window. They arrive in Rust; the page only highlights and gets tickets.
import { useEffect, useState } from "react";
import type { Notice, Offer } from "../bridge/commands";

type Drop = Extract<Notice, { kind: "files_over" | "files_gone" | "files_dropped" }>;
const listeners = new Set<(drop: Drop) => void>();
let last: readonly Offer[] = [];

/** Passes a notice about dragged files on to the screen that takes them. */
export function hearDrop(notice: Drop): void {
  if (notice.kind === "files_dropped") last = notice.files;
  for (const listener of listeners) listener(notice);
}

/** The files dropped last, once: a drop on a page without a form opens the form, which then takes them. */
export function takeDropped(): readonly Offer[] {
  const files = last;
  last = [];
  return files;
}

/** Takes dropped files while the screen stands. Answers whether files hover over the window now. */
export function useDrop(take: (files: readonly Offer[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listener = (drop: Drop) => {
      setOver(drop.kind === "files_over");
      if (drop.kind === "files_dropped" && drop.files.length > 0) take(drop.files);
    };
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, [take]);
  return over;
}
