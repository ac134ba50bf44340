// The keyboard map. Global keys need Ctrl or Alt (or are function keys); bare keys act only inside a focused list or group.
import { useEffect } from "react";
import type { PlainKey } from "../text/t";

/** What a global key does. */
export type Shortcut = "palette" | "new" | "place" | "find" | "go" | "back" | "forward" | "pane" | "why" | "save" | "print" | "lock" | "bigger" | "smaller" | "normal" | "sheet";

/** The table as the sheet of keys shows it. */
export const SHORTCUTS: readonly { does: Shortcut; keys: string; words: PlainKey }[] = [
  { does: "palette", keys: "Ctrl K", words: "keys.palette" },
  { does: "new", keys: "Ctrl N", words: "keys.new" },
  { does: "place", keys: "Ctrl 1…9", words: "keys.place" },
  { does: "find", keys: "Ctrl F", words: "keys.find" },
  { does: "go", keys: "Ctrl Enter", words: "keys.go" },
  { does: "back", keys: "Alt ←", words: "keys.back" },
  { does: "forward", keys: "Alt →", words: "keys.forward" },
  { does: "pane", keys: "F6", words: "keys.pane" },
  { does: "why", keys: "F1", words: "keys.why" },
  { does: "save", keys: "Ctrl S", words: "keys.save" },
  { does: "print", keys: "Ctrl P", words: "keys.print" },
  { does: "lock", keys: "Ctrl L", words: "keys.lock" },
  { does: "bigger", keys: "Ctrl +", words: "keys.bigger" },
  { does: "smaller", keys: "Ctrl −", words: "keys.smaller" },
  { does: "normal", keys: "Ctrl 0", words: "keys.normal" },
  { does: "sheet", keys: "Ctrl /", words: "keys.sheet" },
];

/** Which shortcut a key press is, if any. `place` carries the number that was pressed. */
export function readShortcut(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): { does: Shortcut; number?: number; reverse?: boolean } | undefined {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (!command && !altKey) {
    if (key === "F6") return { does: "pane", reverse: shiftKey };
    if (key === "F1") return { does: "why" };
    return undefined;
  }
  if (altKey && !command) {
    if (key === "ArrowLeft") return { does: "back" };
    if (key === "ArrowRight") return { does: "forward" };
    return undefined;
  }
  if (!command || altKey) return undefined;
  if (/^[1-9]$/.test(key)) return { does: "place", number: Number(key) };
  const does = COMMAND_KEYS[key.toLowerCase()];
  return does ? { does } : undefined;
}

/**
 * Acts on shortcuts while the component is on screen. A handler answers false to let the key through.
 *
 * The cards of an answer and every focused button keep Enter for themselves, with Ctrl as well; so that one is caught on its
 * way down, before they hear of it. Every other key is left to whatever has the focus first.
 */
export function useShortcuts(handlers: Partial<Record<Shortcut, (press: { number?: number; reverse?: boolean }) => boolean | void>>): void {
  useEffect(() => {
    const act = (event: KeyboardEvent, onItsWayDown: boolean) => {
      const press = readShortcut(event);
      const handler = press ? handlers[press.does] : undefined;
      if (!press || !handler || event.defaultPrevented || onItsWayDown !== (press.does === "go")) return;
      if (handler(press) === false) return;
      event.preventDefault();
      if (onItsWayDown) event.stopPropagation();
    };
    const down = (event: KeyboardEvent) => act(event, true);
    const up = (event: KeyboardEvent) => act(event, false);
    window.addEventListener("keydown", down, true);
    window.addEventListener("keydown", up);
    return () => {
      window.removeEventListener("keydown", down, true);
      window.removeEventListener("keydown", up);
    };
  });
}

/** Moves the focus to the next pane of the window, or the one before. */
export function focusNextPane(reverse: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null || pane.getClientRects().length > 0);
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + (reverse ? -1 : 1) + panes.length) % panes.length];
  next?.focus();
}

const COMMAND_KEYS: Record<string, Shortcut> = {
  k: "palette",
  n: "new",
  f: "find",
  enter: "go",
  s: "save",
  p: "print",
  l: "lock",
  "+": "bigger",
  "=": "bigger",
  "-": "smaller",
  "0": "normal",
  "/": "sheet",
};
