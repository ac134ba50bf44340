import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showApp } from "../../testing/show";

describe("the recovery sheet at an unlocking after the set-up broke off", () => {
  it("is typed back whole, or replaced by one that is written down now", async () => {
    const { user, fake } = showApp({ phase: "prove_recovery" });
    fake.answerNext("prove_recovery", { notices: [], prove_recovery: [1, 2, 3, 4, 5, 6, 7, 8], duty: null });
    await heading("Type the whole recovery sheet back");
    expect(screen.getByLabelText("Group 8")).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Make a new sheet" }));
    expect(await screen.findByText("PX3D-Z")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have written them down" }));
    await heading("Type two groups back");
    await user.type(screen.getByLabelText("Group 3"), "px3d-z");
    await user.type(screen.getByLabelText("Group 6"), "AAAA-A");
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    expect(await screen.findByText(/These groups are not those of the sheet/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show the sheet again" }));
    expect(await screen.findByText("5YEF-S")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have written them down" }));
    await user.clear(await screen.findByLabelText("Group 6"));
    await user.type(screen.getByLabelText("Group 6"), "5yef-s");
    fake.answerNext("prove_recovery", { notices: [], prove_recovery: null, duty: null });
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    await heading("Today");
    expect(fake.calls.filter((call) => call.name === "renew_sheet")).toHaveLength(2);
  });
});
