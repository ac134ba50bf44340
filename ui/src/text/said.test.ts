// @vitest-environment node
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { namedWords, whyWords } from "./said";

const source = (path: string) => readFileSync(fileURLToPath(new URL(`../../../src-tauri/crates/${path}`, import.meta.url)), "utf8");

describe("lines of the program", () => {
  it("on how to reach counsel are a name and what is dialled", () => {
    expect(namedWords("Telephone: (515) 555-0190")).toEqual({ name: "Telephone:", value: "(515) 555-0190" });
    expect(namedWords("After hours: 555-0191, then: the clerk")).toEqual({ name: "After hours:", value: "555-0191, then: the clerk" });
    expect(namedWords("Ask the clerk")).toEqual({ name: "", value: "Ask the clerk" });
  });
  it("on why somebody is the custodian do not say the name twice", () => {
    expect(whyWords("Jo Park, Director", "Jo Park, Director, is the legal custodian and is available.")).toBe("is the legal custodian and is available.");
    expect(whyWords("Lee Park, Deputy", "The Director is away.")).toBe("The Director is away.");
    expect(whyWords("Lee Park", "Lee Parker, Director, is away.")).toBe("Lee Parker, Director, is away.");
  });
  it("still have the form that is read here", () => {
    expect(source("domain/src/custodian.rs")).toContain('"{}, {title}, is the legal custodian and is available."');
  });
});
