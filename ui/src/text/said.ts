// Lines that the program composed of several pieces, taken apart where the page words one of the pieces itself. What does not have the
// expected form stays as it was said; said.test.ts holds the forms against the program's own source.
import { t } from "./t";

/** What blocks an outcome, and who can lift it. */
export interface Blocked {
  why: string;
  lifts: string;
}

/** "Why. How. (who)" as a reason and a plain word on who lifts it; nobody can where the facts themselves would have to change. */
export function blockedWords(line: string): Blocked {
  const [, why, who] = /^(.*\S) \(([^()]+)\)$/s.exec(line) ?? [];
  if (why === undefined || who === undefined) return { why: line, lifts: "" };
  return { why, lifts: who.startsWith("nobody") ? t("decide.nobody") : t("decide.lifts", { who }) };
}

/** "What is missing. Where to fill it in: where" as what and where. What is missing may be a sentence, or several. */
export function lackWords(line: string): string {
  const [, what, where] = /^(.*\S) is missing\. Where to fill it in: (.*)$/s.exec(line) ?? [];
  return what === undefined || where === undefined ? line : t("letter.lacks", { what, where });
}

/** "Name: value" with the colon left at the name; the name is empty where a line has none. */
export function namedWords(line: string): { name: string; value: string } {
  const [, name = "", value = line] = /^([^:]+:) (.+)$/s.exec(line) ?? [];
  return { name, value };
}

/** The reason of a custodian without the name that stands before it on the page already. */
export function whyWords(who: string, why: string): string {
  return why.startsWith(`${who}, `) ? why.slice(who.length + 2) : why;
}
