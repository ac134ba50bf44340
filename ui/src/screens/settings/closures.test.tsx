import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { heading, showApp, showScreen } from "../../testing/show";

describe("a closed day that is being typed", () => {
  it("is a draft like any other form", async () => {
    const { fake, user } = showScreen("/settings/calendar");
    await user.type(await screen.findByLabelText("Reason", {}, { timeout: 10_000 }), "Water main");
    await waitFor(() => expect(fake.drafts.get("settings/closure")).toContain("Water main"), { timeout: 2000 });
  });
  it("is there again after a lock, and gone once it was added", async () => {
    const { fake, user } = showApp({ phase: "locked" });
    fake.drafts.set("settings/closure", JSON.stringify({ date: "2026-12-01", reason: "Water main" }));
    fake.drafts.set("place", JSON.stringify({ path: "/settings/calendar", field: "setup/reason", start: 5, end: 5 }));
    await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
    await heading("Settings");
    const reason = await screen.findByDisplayValue("Water main");
    await waitFor(() => expect(document.activeElement).toBe(reason));
    await user.click(screen.getByRole("button", { name: "Add this day" }));
    expect(await screen.findByText("Tue 1 Dec 2026")).toBeVisible();
    expect(screen.getByLabelText("Reason")).toHaveValue("");
    await waitFor(() => expect(fake.drafts.has("settings/closure")).toBe(false));
  });
  it("stays typed when it is refused", async () => {
    const { fake, user } = showApp({ phase: "locked" });
    fake.drafts.set("settings/closure", JSON.stringify({ date: "2026-12-01", reason: "Water main" }));
    fake.drafts.set("place", JSON.stringify({ path: "/settings/calendar", field: "", start: 0, end: 0 }));
    await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
    await screen.findByDisplayValue("Water main");
    fake.failNext("add_closure", "invalid", "This day is there already.", ["date"]);
    await user.click(screen.getByRole("button", { name: "Add this day" }));
    expect((await screen.findAllByText("This day is there already.")).length).toBeGreaterThan(0);
    expect(screen.getByLabelText("Reason")).toHaveValue("Water main");
    expect(fake.drafts.has("settings/closure")).toBe(true);
  });
});
