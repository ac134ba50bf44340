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
  it("has beside it the holidays that are left to the office", async () => {
    const { fake, user } = showScreen("/settings/calendar");
    const box = await screen.findByRole("switch", { name: "Count Founders' Day as a business day" }, { timeout: 10_000 });
    expect(box).not.toBeChecked();
    await user.click(box);
    await waitFor(() => expect(screen.getByRole("switch", { name: "Count Founders' Day as a business day" })).toBeChecked());
    expect(fake.calls.find((call) => call.name === "count_holiday")?.input).toEqual({ holiday: "Founders' Day", as_business_day: true });
    fake.failNext("count_holiday", "director_only", "Only the Director in person may do this.", []);
    await user.click(screen.getByRole("switch", { name: /Founders/ }));
    expect((await screen.findAllByText(/Only the Director in person/)).length).toBeGreaterThan(0);
    expect(screen.getByRole("switch", { name: /Founders/ })).toBeChecked();
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

describe("what was saved", () => {
  it("stands in the form, and the next change goes on from it", async () => {
    const { fake, user } = showScreen("/settings/director");
    const name = await screen.findByLabelText("Name", {}, { timeout: 10_000 });
    await user.clear(name);
    await user.type(name, "Zoe Miller");
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await waitFor(() => expect(fake.drafts.has("settings/director")).toBe(false));
    expect(screen.getByLabelText("Name")).toHaveValue("Zoe Miller");
    await user.type(screen.getByLabelText("Title"), " of the library");
    expect(screen.getByLabelText("Name")).toHaveValue("Zoe Miller");
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "save_director")?.input).toMatchObject({ form: { name: "Zoe Miller" } }));
  });
  it("takes nothing with it that was typed while it was on its way", async () => {
    const { fake, user } = showScreen("/settings/director");
    const name = await screen.findByLabelText("Name", {}, { timeout: 10_000 });
    await user.clear(name);
    await user.type(name, "Zoe Miller");
    const release = fake.hold("save_director");
    await user.click(screen.getByRole("button", { name: "Save the change" }));
    await user.type(screen.getByLabelText("Title"), " at large");
    release();
    await waitFor(() => expect(fake.calls.findLast((call) => call.name === "save_director")?.input).toMatchObject({ form: { name: "Zoe Miller", title: "Director" } }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Save the change" })).not.toHaveAttribute("data-pending"));
    expect(screen.getByLabelText("Title")).toHaveValue("Director at large");
    expect(screen.getByRole("button", { name: "Save the change" })).toBeEnabled();
    await waitFor(() => expect(fake.drafts.get("settings/director")).toContain("at large"), { timeout: 2000 });
  });
});
