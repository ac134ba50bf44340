import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { makeFake } from "../../bridge/fake/fake";
import { blank } from "../../bridge/fake/samples";
import type { LetterView } from "../../bridge/types";
import { heading, showScreen } from "../../testing/show";

describe("what is still open in a letter", () => {
  it("is said once and without a full stop in the middle of the sentence", async () => {
    const request = { ...blank("r1", "2026-041", "Subpoena"), outcome: "hold", reason: "Counsel looks at it." };
    const view: LetterView = await makeFake({ requests: [request] }).invoke("letter_view", { request: "r1", code: "answer" });
    const gap = { what: "What was said and done. Facts only, nothing counsel said.", fill_in: "The letter, in this part." };
    const { fake } = showScreen("/request/r1", { requests: [request] });
    await heading(/2026-041/);
    fake.answerNext("letter_view", { ...view, blocked_by: [], unresolved: [gap, gap] });
    screen.getByRole("tab", { name: "Letters" }).click();
    (await screen.findByRole("button", { name: "Make: Answer to the asker" })).click();
    await heading("Answer to the asker");
    expect(screen.getAllByText("What was said and done. Facts only, nothing counsel said. Fill it in: The letter, in this part.")).toHaveLength(1);
    expect(screen.queryByText(/said\. is missing/)).toBeNull();
  });
});
