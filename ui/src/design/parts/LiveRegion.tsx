import { useSyncExternalStore } from "react";

let message = "";
const listeners = new Set<() => void>();

/** Says `text` once to a screen reader, without moving the focus. */
export function announce(text: string): void {
  // A repeated sentence would not be read again, so the text alternates by an invisible mark.
  message = text === message ? `${text}\u200b` : text;
  for (const listener of listeners) listener();
}

/** The one polite region of the window. */
export function LiveRegion() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => message,
  );
  return (
    <div className="unseen" role="status" aria-live="polite">
      {text}
    </div>
  );
}
