import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { expectAccessible, showScreen } from "../../testing/show";

describe("the file on paper", () => {
  it("is printed without what is counsel's own unless that is ticked, and how it ended is said", async () => {
    const { user, fake } = showScreen("/request/r1/timeline", { requests: [blank("r1", "2026-014", "Meeting room")] });
    await user.click(await screen.findByRole("button", { name: "Print the file" }));
    expect(await screen.findByText(/The file was sent to the printer/)).toBeVisible();
    await user.click(screen.getByRole("checkbox", { name: /^With what is counsel's own, and internal memos/ }));
    await user.click(screen.getByRole("button", { name: "Print the file" }));
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "print_binder").map((call) => call.input)).toEqual([{ request: "r1", with_counsel: false }, { request: "r1", with_counsel: true }]));
    await expectAccessible();
  });
});
