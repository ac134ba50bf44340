// @vitest-environment node
import { describe, expect, it } from "vitest";
// @ts-expect-error a plain script without types
import { findBroken } from "./house-rules.mjs";

const reasons = (path: string, text: string): string[] => findBroken(path, text).map((found: { reason: string }) => found.reason);

describe("the house rules", () => {
  it("refuse a raw colour outside the tokens", () => {
    expect(reasons("screens/a.module.css", "a { color: #fff; }")).toHaveLength(1);
    expect(reasons("screens/a.module.css", "a { color: rgb(1 2 3); }")).toHaveLength(1);
    expect(reasons("screens/a.module.css", "a { color: var(--text); } /* #fff */")).toEqual([]);
    expect(reasons("design/tokens.css", ":root { --a: #fff; }")).toEqual([]);
  });
  it("refuse words outside text/", () => {
    expect(reasons("screens/a.tsx", "export const A = () => <p>Hello there</p>;")).toHaveLength(1);
    expect(reasons("screens/a.tsx", 'export const A = () => <p aria-label="Hello" />;')).toHaveLength(1);
    expect(reasons("screens/a.tsx", "export const A = () => <p>{t('a')}, </p>;")).toEqual([]);
  });
  it("refuse the program outside the bridge", () => {
    expect(reasons("app/a.ts", 'import { invoke } from "@tauri-apps/api/core";')).toHaveLength(1);
    expect(reasons("bridge/a.ts", 'import { invoke } from "@tauri-apps/api/core";')).toEqual([]);
  });
  it("refuse what the content policy would block", () => {
    expect(reasons("app/a.tsx", "export const A = () => <p style={{ top: 0 }} />;")).toHaveLength(1);
    expect(reasons("app/a.tsx", "export const A = () => <p dangerouslySetInnerHTML={{ __html: x }} />;")).toHaveLength(1);
    expect(reasons("app/a.ts", "node.innerHTML = text;")).toHaveLength(1);
    expect(reasons("app/a.ts", "fetch(address);")).toHaveLength(1);
    expect(reasons("index.html", '<p style="top:0"></p>')).toHaveLength(1);
  });
});
