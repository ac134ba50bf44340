// Lines that the program composed of two pieces, taken apart where the page sets them apart. What does not have the expected form
// stays as it was said; said.test.ts holds the form against the program's own source.

/** "Name: value" with the colon left at the name; the name is empty where a line has none. */
export function namedWords(line: string): { name: string; value: string } {
  const [, name = "", value = line] = /^([^:]+:) (.+)$/s.exec(line) ?? [];
  return { name, value };
}

/** The reason of a custodian without the name that stands before it on the page already. */
export function whyWords(who: string, why: string): string {
  return why.startsWith(`${who}, `) ? why.slice(who.length + 2) : why;
}
