import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../bridge/fake/samples";
import { heading, showScreen } from "../testing/show";

describe("the focus after an act", () => {
  it("stays with the list from which a row was taken", async () => {
    const { user } = showScreen("/settings/calendar");
    await user.click(await screen.findByRole("button", { name: "Remove Thu 24 Dec 2026" }, { timeout: 10_000 }));
    expect(await screen.findByText("No closed days yet")).toBeVisible();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("group", { name: "Other closed days" })));
  });
  it("goes to the heading where a dialog and its opener are gone", async () => {
    const kept = { ...blank("r1", "2026-041", "Subpoena"), closed: "done" };
    const { user } = showScreen("/request/r1", { requests: [kept] });
    await user.click(await screen.findByRole("button", { name: "Open the request again" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Reason"), "A second letter came");
    await user.click(within(dialog).getByRole("button", { name: "Open the request again" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const title = await heading(/2026-041/);
    await waitFor(() => expect(document.activeElement).toBe(title));
  });
});
