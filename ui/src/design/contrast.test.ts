// @vitest-environment node
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(fileURLToPath(new URL("tokens.css", import.meta.url)), "utf8");

type Tokens = Record<string, [light: string, dark: string]>;

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(selector);
  const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  const found: Tokens = {};
  for (const [, name = "", light = "", dark = ""] of block.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);/g)) found[name] = [light, dark];
  return found;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["bg", "surface", "sunken", "hover", "accent-soft"] as const;
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ["text", [...GROUNDS, "stop-soft", "wait-soft", "ok-soft"]],
  ["muted", GROUNDS],
  ["accent", ["bg", "surface", "sunken", "accent-soft", "hover"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["stop", ["bg", "surface", "sunken", "stop-soft"]],
  ["on-stop", ["stop"]],
  ["wait", ["bg", "surface", "sunken", "wait-soft"]],
  ["ok", ["bg", "surface", "sunken", "ok-soft"]],
];
const EDGES: readonly (readonly [string, readonly string[]])[] = [
  ["control", ["bg", "surface"]],
  ["focus", ["bg", "surface", "sunken"]],
  ["accent", ["bg", "surface"]],
];

describe.each([
  ["ordinary", tokensOf(":root {")],
  ["high contrast", { ...tokensOf(":root {"), ...tokensOf(':root[data-contrast="high"]') }],
])("%s colours", (_, tokens) => {
  it("name every token the checks need", () => {
    for (const [name, grounds] of [...TEXT, ...EDGES]) for (const each of [name, ...grounds]) expect(tokens[each], each).toBeDefined();
  });
  it.each([
    ["light", 0],
    ["dark", 1],
  ] as const)("can be read in %s", (_theme, side) => {
    const weak = TEXT.flatMap(([name, grounds]) => grounds.map((ground) => [name, ground, contrast(tokens[name]?.[side] ?? "", tokens[ground]?.[side] ?? "")] as const)).filter(([, , ratio]) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  });
  it.each([
    ["light", 0],
    ["dark", 1],
  ] as const)("show every edge in %s", (_theme, side) => {
    const weak = EDGES.flatMap(([name, grounds]) => grounds.map((ground) => [name, ground, contrast(tokens[name]?.[side] ?? "", tokens[ground]?.[side] ?? "")] as const)).filter(([, , ratio]) => !(ratio >= 3));
    expect(weak).toEqual([]);
  });
});
