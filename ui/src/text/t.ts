// Words live in typed objects (`text/en/*.ts`, `as const`), not in a compiled catalogue: the placeholder names become part of the
// type, so a missing argument is a compile error, and the build needs no generator that could silently produce nothing.
import { words } from "./en";

type Words = typeof words;
/** The name of one message. */
export type Key = keyof Words;
type Holes<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type Arguments<K extends Key> = [Holes<Words[K]>] extends [never] ? [] : [values: Record<Holes<Words[K]>, string | number>];

/** The message `key` with its placeholders filled. */
export function t<K extends Key>(key: K, ...args: Arguments<K>): string {
  const values = args[0] as Record<string, string | number> | undefined;
  const text: string = words[key];
  return values ? text.replace(/\{(\w+)\}/g, (hole, name: string, at: number) => joined(String(values[name]), text.slice(at + hole.length))) : text;
}

/** What the program says may itself be a sentence: its full stop goes where the message goes on. A short word before it is an abbreviation. */
function joined(value: string, rest: string): string {
  const goesOn = /^[.,;:]/.test(rest) || (/^ \p{Ll}/u.test(rest) && /\p{L}{4,}\.$/u.test(value));
  return goesOn && /[^.]\.$/.test(value) ? value.slice(0, -1) : value;
}

type BaseOf<K> = K extends `${infer Base}.one` ? (`${Base}.other` extends Key ? Base : never) : never;
type CountBase = BaseOf<Key>;
type PlainOf<K extends Key> = K extends Key ? ([Holes<Words[K]>] extends [never] ? K : never) : never;
/** A message without placeholders, for tables. */
export type PlainKey = PlainOf<Key>;

/** The singular or plural form of a counted message: `key.one` or `key.other`, with `{count}` filled. */
export function tCount(key: CountBase, count: number): string {
  const text: string = words[`${key}.${count === 1 ? "one" : "other"}` as Key];
  return text.replace("{count}", count.toLocaleString("en-US"));
}
