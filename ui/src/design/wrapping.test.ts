// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const sheets = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".css"))
  .map((entry) => ({ path: relative(root, join(entry.parentPath, entry.name)), text: readFileSync(join(entry.parentPath, entry.name), "utf8") }));

/** Selectors whose rule holds this declaration. */
function selectorsOf(text: string, declaration: RegExp): string[] {
  return [...text.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, , body]) => declaration.test(body ?? "")).map(([, selector]) => (selector ?? "").replace(/\s+/g, " ").trim());
}

describe("words", () => {
  // `anywhere` lets a column become as narrow as one letter: "Quillfea / ther". Only running text and long codes may ask for it.
  const RUNNING = ["screens/backup/Backup.module.css .code", "screens/letter/Letter.module.css .words", "screens/request/FileSheet.module.css .says > p", "screens/request/RequestPage.module.css .words", "screens/settings/Settings.module.css .notice", "screens/setup/Setup.module.css .path"];
  it("of a list, a table or a chip are never broken in their middle to make a column narrow", () => {
    const broken = sheets.flatMap(({ path, text }) => selectorsOf(text, /overflow-wrap:\s*anywhere|word-break:\s*break-(all|word)/).map((selector) => `${path} ${selector}`));
    expect(broken.toSorted()).toEqual(RUNNING);
  });
  it("of the authorizations have a column only while there is room for whole words", () => {
    const text = sheets.find(({ path }) => path.endsWith("Authorizations.module.css"))?.text ?? "";
    expect(selectorsOf(text, /overflow-wrap:\s*break-word/)).toEqual([".table th, .table td"]);
    expect(text).toMatch(/@container list \(width < \d+rem\)/);
  });
});
