// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { words } from "./en";
import { t, tCount } from "./t";

const entries = Object.entries(words) as [string, string][];
const BANNED = /\b(please|submit|oops|sorry|invalid|error occurred|ok|click here|user-friendly|simply|just|successfully)\b|!/i;

describe("the words", () => {
  it("are there", () => {
    expect(entries.length).toBeGreaterThan(300);
  });
  it("have one place each: a key in two files would silently lose one of its sentences", () => {
    const folder = fileURLToPath(new URL("en", import.meta.url));
    const keys = readdirSync(folder).flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^ {2}"?([\w.-]+)"?: /gm)].map((found) => found[1]));
    expect(keys.length).toBe(entries.length);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
  it("avoid what the house avoids", () => {
    expect(entries.filter(([, text]) => BANNED.test(text))).toEqual([]);
  });
  it("stay short: at most 22 words a sentence", () => {
    const long = entries.filter(([, text]) => text.split(/[.;:] |, and /).some((sentence) => sentence.split(/\s+/).length > 22));
    expect(long).toEqual([]);
  });
  it("are never written in capitals and never empty", () => {
    expect(entries.filter(([, text]) => text.trim() === "" || /\b[A-Z]{4,}\b/.test(text.replace(/JPEG/g, "")))).toEqual([]);
  });
  it("are all used", () => {
    const root = fileURLToPath(new URL("..", import.meta.url));
    const code = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes("text/en") && !entry.name.endsWith(".test.ts"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
    const dynamic = [/^setup\.(kind|library|director|counsel|closures|place|passphrase)(\.lead)?$/, /^more\./, /^clock\.(limit|return|life|practice|after|authorization|(extend|pause|resume)(\.named)?)$/];
    const unused = entries.filter(([key]) => !code.includes(`"${key}"`) && !code.includes(`"${key.replace(/\.(one|other)$/, "")}"`) && !dynamic.some((pattern) => pattern.test(key)));
    expect(unused.map(([key]) => key)).toEqual([]);
  });
  it("fill their placeholders", () => {
    expect(t("saved.at", { time: "10:42" })).toBe("All changes saved 10:42");
    expect(tCount("list.total", 1)).toBe("1 request");
    expect(tCount("list.total", 1204)).toBe("1,204 requests");
  });
});
