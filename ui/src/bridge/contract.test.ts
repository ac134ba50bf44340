// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

describe("the page and the program", () => {
  it("name the same commands", () => {
    const page = [...read("commands.ts").matchAll(/^ {2}(\w+): (?:Command|Act|Setting|Custody)</gm)].map(([, name]) => name);
    const program = [...read("../../../src-tauri/src/commands/list.rs").matchAll(/^\s+\w+::(\w+),$/gm)].map(([, name]) => name).filter((name) => name !== "watch");
    expect(page.length).toBeGreaterThan(60);
    expect(page.toSorted()).toEqual(program.toSorted());
  });
  it("share every generated type through one door", () => {
    const generated = readdirSync(fileURLToPath(new URL("generated", import.meta.url))).map((file) => file.replace(/\.ts$/, ""));
    const door = read("types.ts");
    expect(generated.filter((name) => !door.includes(`"./generated/${name}"`))).toEqual([]);
  });
});

describe("the page itself", () => {
  it("brings the rule that React Aria would otherwise write as an inline style", () => {
    const page = read("../../index.html");
    const id = "react-aria-pressable-style";
    expect(page).toContain(`id="${id}"`);
    expect(existsSync(fileURLToPath(new URL("../../public/pressable.css", import.meta.url)))).toBe(true);
    // The id is internal to the library: an update that renames it must be noticed here.
    expect(read("../../node_modules/react-aria/dist/private/interactions/usePress.mjs")).toContain(`'${id}'`);
  });
  it("names no registry host in the lock file", () => {
    expect(read("../../package-lock.json")).not.toContain('"resolved"');
  });
});
