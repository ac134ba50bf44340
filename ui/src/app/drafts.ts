// Keystrokes are drafts: held here, sent to the vault 400 ms after the last key, and put back when the form is opened again,
// also after a lock. They are read once at unlock, so that a form never opens empty and fills itself a moment later.
import { useCallback, useState, useSyncExternalStore } from "react";
import { call } from "../bridge/call";
import type { Saving } from "../design/parts/SaveState";

const PAUSE = 400;
/** Longer than a copy of a large record takes. The curtain is drawn meanwhile. */
const LAST_WORDS = 60_000;
const texts = new Map<string, string>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
const failed = new Set<string>();
/** What is sent under one key goes one after the other: an older text never lands on a newer one, and what is dropped stays so. */
const turns = new Map<string, Promise<void>>();
/** The save of a key whose turn has not come: it sends what is typed by then. */
const next = new Map<string, Promise<void>>();
const listeners = new Set<() => void>();
let saving: Saving = { state: "idle" };
let lastSaved = "";
let office = { minutes: 0, heard: 0 };

/** Reads every draft of the open vault. */
export async function loadDrafts(): Promise<void> {
  forgetDrafts();
  for (const draft of await call("load_drafts", { prefix: "" })) texts.set(draft.key, draft.text);
}

/** Reads the drafts whose keys begin so: the program wrote one by itself, as a start for a form. */
export async function readAgain(prefix: string): Promise<void> {
  for (const draft of await call("load_drafts", { prefix })) texts.set(draft.key, draft.text);
}

/** Forgets what is held here; the vault keeps its own. */
export function forgetDrafts(): void {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  next.clear();
  failed.clear();
  texts.clear();
  saving = { state: "idle" };
}

/** The text kept under `key`. */
export function readDraft(key: string): string | undefined {
  return texts.get(key);
}

/** Keeps `text` under `key`; the vault has it 400 ms after the last call. */
export function keepDraft(key: string, text: string): void {
  if (texts.get(key) === text) return;
  texts.set(key, text);
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => void save(key), PAUSE),
  );
  if (saving.state !== "failed") publish({ state: "saving" });
}

/** Drops the draft under `key`: it became an entry, or is no longer wanted. */
export async function dropDraft(key: string): Promise<void> {
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  // What became an entry is safe, also where its draft could not be saved.
  failed.delete(key);
  if (!texts.delete(key)) return;
  // What is typed from here on is another draft, and is saved after this one is gone.
  next.delete(key);
  try {
    await inTurn(key, async () => void (await call("drop_draft", { key })));
  } finally {
    if (waiting.size === 0 && failed.size === 0 && saving.state !== "saved") publish({ state: "idle" });
  }
}

/** Sends everything that still waits, and waits for what is on its way. Called before locking and before closing. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...waiting.keys()].map((key) => save(key)));
  await Promise.all(turns.values());
}

/** The same, for somebody who wants to go: what another work of the program holds up is not waited for longer than this. */
export async function flushBeforeLocking(): Promise<void> {
  await Promise.race([flushDrafts(), new Promise((resolve) => setTimeout(resolve, LAST_WORDS))]);
}

/** A request went on as another one, and its drafts with it: they are read again. What was typed under `settled` is an entry now. */
export async function followDrafts(from: string, to: string, settled: string): Promise<void> {
  if (from === to) return;
  await loadDrafts();
  await dropDraft(settled.replace(from, to));
}

/** Tries again what could not be saved. */
export async function retryDrafts(): Promise<void> {
  await Promise.all([...failed].map((key) => save(key)));
}

/** Notes what the office clock says, as `2026-11-23T10:42`; the page has no clock of its own. */
export function noteClock(iso: string): void {
  const [, hour = "0", minute = "0"] = /T(\d{2}):(\d{2})/.exec(iso) ?? [];
  office = { minutes: Number(hour) * 60 + Number(minute), heard: performance.now() };
}

/** Notes the time of the last entry, as the program words it. */
export function noteSaved(at: string): void {
  lastSaved = at;
  if (saving.state === "idle" || saving.state === "saved") publish({ state: "saved", at });
}

/** Where the typed work stands. */
export function useSaving(): Saving {
  return useSyncExternalStore(subscribe, () => saving);
}

/**
 * A form whose fields survive leaving, locking and a crash. `initial` is what stands there when nothing was typed before.
 * `done` drops the draft after the form became an entry. While a form is on its way nothing can be typed into it, so that what is
 * shown is what was sent. A form of standing values stays open: there `sent` drops the draft of the values that were sent, and
 * what was typed meanwhile is a draft of its own.
 */
export function useDraftForm<T extends object>(key: string, initial: T, isOnItsWay = false): { values: T; set: <F extends keyof T>(field: F, value: T[F]) => void; replace: (values: T) => void; done: () => void; sent: (values: T) => void; touched: boolean } {
  const [held, setHeld] = useState<Held<T>>(() => open(key, initial));
  // Another key is another form, such as the next question: it opens with its own draft.
  let now = held.key === key ? held : open(key, initial);
  // What was saved comes back as the new beginning, mostly a moment after the form is done. From then on it stands still again.
  if (now.isDone && JSON.stringify(initial) !== JSON.stringify(now.values)) now = { key, values: initial, touched: false };
  if (now !== held) setHeld(now);
  const replace = useCallback(
    (values: T) => {
      if (isOnItsWay) return;
      keepDraft(key, JSON.stringify(values));
      setHeld({ key, values, touched: true });
    },
    [key, isOnItsWay],
  );
  const done = () => {
    void dropDraft(key);
    setHeld({ key, values: initial, touched: false, isDone: true });
  };
  return {
    values: now.values,
    touched: now.touched,
    replace,
    set: (field, value) => replace({ ...now.values, [field]: value }),
    done,
    sent: (values) => {
      if (JSON.stringify(open(key, initial).values) === JSON.stringify(values) || !texts.has(key)) done();
    },
  };
}

interface Held<T> {
  key: string;
  values: T;
  touched: boolean;
  /** It was sent off, and its new beginning did not come yet. */
  isDone?: boolean;
}

function open<T extends object>(key: string, initial: T): Held<T> {
  const text = texts.get(key);
  if (text === undefined) return { key, values: initial, touched: false };
  try {
    return { key, values: { ...initial, ...(JSON.parse(text) as Partial<T>) }, touched: true };
  } catch {
    return { key, values: initial, touched: false };
  }
}

function save(key: string): Promise<void> {
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  const before = next.get(key);
  if (before) return before;
  const turn = inTurn(key, () => {
    if (next.get(key) === turn) next.delete(key);
    return send(key);
  });
  next.set(key, turn);
  return turn;
}

/** Does one thing under a key after everything before it under the same key has ended, whichever way. */
function inTurn(key: string, act: () => Promise<void>): Promise<void> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(act);
  const ended = turn
    .catch(() => undefined)
    .then(() => {
      if (turns.get(key) === ended) turns.delete(key);
    });
  turns.set(key, ended);
  return turn;
}

async function send(key: string): Promise<void> {
  const text = texts.get(key);
  if (text === undefined) return;
  try {
    await call("save_draft", { key, text });
    failed.delete(key);
    if (failed.size > 0) return;
    if (waiting.size === 0 && next.size === 0) publish({ state: "saved", at: clock() });
    else if (saving.state === "failed") publish({ state: "saving" });
  } catch {
    // What was dropped meanwhile is not missed.
    if (!texts.has(key)) return;
    failed.add(key);
    publish({ state: "failed", since: lastSaved });
  }
}

function clock(): string {
  const minutes = (office.minutes + Math.floor((performance.now() - office.heard) / 60_000)) % (24 * 60);
  lastSaved = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  return lastSaved;
}

function publish(now: Saving) {
  saving = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
