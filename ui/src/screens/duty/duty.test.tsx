import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showApp } from "../../testing/show";

const OWED = { words: ["What I learn here I keep to myself.", "It stays when my work ends."], source: "Confidentiality policy, version 7: A1", last: null };

async function unlock(user: { type: (field: Element, text: string) => Promise<void> }) {
  await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
}

describe("the duty of confidence", () => {
  it("stands before everything else, in the words of the policy", async () => {
    const { user, fake } = showApp({ phase: "locked", duty: OWED });
    await unlock(user);
    await heading("Your duty of confidence");
    expect(screen.getByText("What I learn here I keep to myself.")).toBeVisible();
    expect(screen.getByText("Confidentiality policy, version 7: A1")).toBeVisible();
    expect(fake.calls.some((call) => ["load_drafts", "desk_view", "list_requests"].includes(call.name))).toBe(false);
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "I accept this duty" }));
    await heading("Today");
  });
  it("does not open when it could not be recorded", async () => {
    const { user, fake } = showApp({ phase: "locked", duty: OWED });
    fake.failNext("accept_duty", "not_saved", "This was not saved: the disk is full.");
    await unlock(user);
    await user.click(await screen.findByRole("button", { name: "I accept this duty" }));
    expect(await screen.findByText("This was not saved: the disk is full.")).toBeVisible();
    await heading("Your duty of confidence");
  });
  it("says when it was last accepted, and lets one lock instead", async () => {
    const { user, fake } = showApp({ phase: "locked", duty: { ...OWED, last: { iso: "2025-11-20T09:00", words: "Thu 20 Nov 2025, 9:00" } } });
    await unlock(user);
    expect(await screen.findByText(/You accepted this last on Thu 20 Nov 2025, 9:00/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Lock without accepting" }));
    expect(fake.calls.some((call) => call.name === "lock_now")).toBe(true);
  });
});
