// @vitest-environment node
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { blockedWords, lackWords, namedWords, whyWords } from "./said";
import { t } from "./t";

const source = (path: string) => readFileSync(fileURLToPath(new URL(`../../../src-tauri/crates/${path}`, import.meta.url)), "utf8");

describe("lines of the program", () => {
  it("on what blocks an outcome end in plain words on who can lift it", () => {
    expect(blockedWords("Counsel has not advised it. Ask. (counsel)")).toEqual({ why: "Counsel has not advised it. Ask.", lifts: "Who can lift it: counsel." });
    expect(blockedWords("Never here (Papers). Change it. (nobody, as the facts stand)")).toEqual({ why: "Never here (Papers). Change it.", lifts: t("decide.nobody") });
    expect(blockedWords("A stop stands.")).toEqual({ why: "A stop stands.", lifts: "" });
  });
  it("on what a letter lacks have no full stop in the middle", () => {
    expect(lackWords("Facts only: nothing counsel said. is missing. Where to fill it in: The letter, in this part.")).toBe("Facts only: nothing counsel said. Fill it in: The letter, in this part.");
    expect(lackWords("The day the paper came is missing. Where to fill it in: The request, under Received.")).toBe("The day the paper came. Fill it in: The request, under Received.");
    expect(lackWords("The pages could not be set.")).toBe("The pages could not be set.");
  });
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
  it("still have the forms that are read here", () => {
    expect(source("usecases/src/letter/draft.rs")).toContain('"{} is missing. Where to fill it in: {}"');
    expect(source("usecases/src/request_view.rs")).toContain('"{} {} ({})", blocker.why, blocker.how, blocker.who_lifts');
    expect(source("domain/src/custodian.rs")).toContain('"{}, {title}, is the legal custodian and is available."');
    expect(source("policy/src/options.rs")).toContain('"nobody, as the facts stand"');
  });
});

describe("a sentence of the program inside one of ours", () => {
  it("loses its full stop where ours goes on", () => {
    expect(t("question.changed", { answer: "We treat it as not signed." })).toMatch(/^Recorded before: We treat it as not signed\. If/);
    expect(t("decide.lifts", { who: "Counsel." })).toBe("Who can lift it: Counsel.");
    expect(t("guide.part", { number: "See the list.", serial: 1, of: 2 })).toBe("See the list, part 1 of 2");
    expect(t("authorizations.span", { from: "the day it was signed.", until: "Mon" })).toBe("the day it was signed to Mon");
  });
  it("keeps it at the end, and an abbreviation keeps its own", () => {
    expect(t("authorization.missing", { what: "The last day." })).toBe("Still missing: The last day.");
    expect(t("authorizations.span", { from: "8 a.m.", until: "9 p.m." })).toBe("8 a.m. to 9 p.m.");
    expect(t("outside.line", { dated: "Mon", signer: "Jo Park Jr." })).toBe("Written outside, dated Mon, signed by Jo Park Jr.");
  });
});
