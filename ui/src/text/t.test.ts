import { describe, expect, it } from "vitest";
import { t } from "./t";

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
