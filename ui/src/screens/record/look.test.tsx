import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const begun = (others_could_look: string | null) => ({ ...blank("r1", "2026-041", "Subpoena"), part: { second_look: "First look Mon 23 Nov 2026, 10:42", others_could_look } });

describe("a second look by whoever began it", () => {
  it("asks why nobody else looks where somebody could, and records it", async () => {
    const { user, fake } = showScreen("/request/r1/record/second_look/p1", { requests: [begun("Ben Ames")] });
    await heading("Look at it a second time");
    expect(screen.getByText(/Ben Ames could look now/)).toBeVisible();
    await expectAccessible();
    await user.type(screen.getByLabelText("What you found"), "The same");
    await user.type(screen.getByLabelText("Why nobody else looks"), "Ben is ill");
    await user.click(screen.getByRole("button", { name: "Record the second look" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "take_second_look")?.input).toMatchObject({ part: "p1", found: "The same", alone: "Ben is ill" }));
  });
  it("asks nothing more where nobody else is there", async () => {
    showScreen("/request/r1/record/second_look/p1", { requests: [begun(null)] });
    await heading("Look at it a second time");
    expect(screen.queryByLabelText("Why nobody else looks")).toBeNull();
  });
});
