import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const arrived = async () => {
  await heading("Policy");
  await screen.findByRole("tabpanel");
};

describe("the policy page", () => {
  it.each(["versions", "provisions", "statutes", "switches"])("%s can be read and reached", async (tab) => {
    showScreen(`/policy/${tab}`);
    await arrived();
    await expectAccessible();
  });
  it("compares another version, says what it means for open requests, and adopts it", async () => {
    const { user, fake } = showScreen("/policy");
    await arrived();
    await user.click(screen.getByRole("button", { name: "See what it changes" }));
    const changes = await screen.findByRole("list", { name: "What it changes" });
    expect(within(changes).getByText("clocks, K1: changed")).toBeVisible();
    expect(screen.getByText(/2026-041, part 1/)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Adopt this version" }));
    await waitFor(() => expect(fake.calls.some((call) => call.name === "adopt_policy")).toBe(true));
    await waitFor(() => expect(screen.queryByRole("list", { name: "What it changes" })).toBeNull());
  });
  it("keeps what it means in sight of a long list of changes, and shows all of them on demand", async () => {
    const { user, fake } = showScreen("/policy");
    await arrived();
    const changes = Array.from({ length: 30 }, (_, index) => `rule ${index + 1}: changed`);
    fake.answerNext("compare_policy", { folder: "", title: "Policy", library: "Sample Library", version: "next", same: false, changes, matters: [] });
    await user.click(screen.getByRole("button", { name: "See what it changes" }));
    const list = await screen.findByRole("list", { name: "What it changes" });
    expect(within(list).queryByText("rule 30: changed")).toBeNull();
    expect(screen.getByText("No open request would be answered otherwise.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Show all 30 changes" }));
    expect(within(list).getByText("rule 30: changed")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Show all/ })).toBeNull();
  });
  it("says when it cannot be read, and tries again", async () => {
    const { user, fake } = showScreen("/policy");
    await arrived();
    fake.failNext("compare_policy", "not_found", "This folder holds no policy.");
    await user.click(screen.getByRole("button", { name: "See what it changes" }));
    expect((await screen.findAllByText("This folder holds no policy.")).length).toBeGreaterThan(0);
    expect(screen.getByRole("button", { name: "See what it changes" })).toBeEnabled();
  });
});
