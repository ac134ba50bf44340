import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showScreen } from "../../testing/show";

describe("who can open the record", () => {
  it("is listed with what each can read, and a fingerprint to compare", async () => {
    showScreen("/settings/people");
    await heading("Settings");
    expect(await screen.findByText("Dana Ortiz, Director (you)")).toBeVisible();
    expect(screen.getAllByText("AB2C DE3F GH4I JK5L MN6O PQ7R")[0]).toBeVisible();
    expect(screen.queryByRole("button", { name: /End the access of The recovery sheet/ })).toBeNull();
    await expectAccessible();
  });
  it("says where the keys do not follow the post", async () => {
    showScreen("/settings/people", { keys: { to_settle: ["Nora Vale is the Director and has no passphrase of the Director's own yet."] } });
    expect(await screen.findByText(/Nora Vale is the Director and has no passphrase/)).toBeVisible();
    await expectAccessible();
  });
  it("grows by somebody of the office, with six drawn words that are shown once", async () => {
    const { user, fake } = showScreen("/settings/people");
    await user.click(await screen.findByRole("button", { name: /Person/ }));
    await user.click(await screen.findByRole("option", { name: "Lee Park, Deputy Director" }));
    await user.click(screen.getByRole("button", { name: "Draw six words" }));
    expect(await screen.findByText("violet otter mends seven clocks daily")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Let them sign in" }));
    expect(await screen.findByText("Lee Park, Deputy Director")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "give_access")?.input).toEqual({ form: { person: "p-lee", counsel: false, until: "2026-12-04" }, passphrase: "violet otter mends seven clocks daily" });
    await waitFor(() => expect(screen.queryByText("violet otter mends seven clocks daily")).toBeNull());
    expect([...fake.drafts.values()].some((text) => text.includes("otter"))).toBe(false);
    await user.click(screen.getByRole("button", { name: "Change the last day of Lee Park, Deputy Director" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Set the last day" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "set_last_day")?.input).toEqual({ slot: "u2", until: "2026-12-04" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "End the access of Lee Park, Deputy Director" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "End the access" }));
    expect(await screen.findByText("Access ended")).toBeVisible();
  });
  it("changes one's own passphrase when both new ones are the same", async () => {
    const { user, fake } = showScreen("/settings/people");
    await user.type(await screen.findByLabelText("Passphrase now"), "the passphrase of now");
    await user.type(screen.getByLabelText("New passphrase"), "granite heron folds boats");
    await user.type(screen.getByLabelText("The new one once more"), "granite heron");
    expect(screen.getByText("The two are not the same.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Change it" })).toBeDisabled();
    await user.type(screen.getByLabelText("The new one once more"), " folds boats");
    await user.click(screen.getByRole("button", { name: "Change it" }));
    await waitFor(() => expect(screen.getByLabelText("Passphrase now")).toHaveValue(""));
    expect(fake.calls.some((call) => call.name === "change_passphrase")).toBe(true);
  });
  it("puts a new sheet in force only when two groups were typed back", async () => {
    const { user } = showScreen("/settings/people");
    await user.click(await screen.findByRole("button", { name: "Make a new sheet" }));
    expect(await screen.findByText("PX3D-Z")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have written them down" }));
    expect(screen.queryByText("PX3D-Z")).toBeNull();
    await user.type(screen.getByLabelText("Group 3"), "AAAA-A");
    await user.type(screen.getByLabelText("Group 6"), "5yef-s");
    await user.click(screen.getByRole("button", { name: "Put the new sheet in force" }));
    expect(await screen.findByText(/These groups are not those of the sheet/)).toBeVisible();
    await user.clear(screen.getByLabelText("Group 3"));
    await user.type(screen.getByLabelText("Group 3"), "px3d-z");
    await user.click(screen.getByRole("button", { name: "Put the new sheet in force" }));
    expect(await screen.findByRole("button", { name: "Make a new sheet" })).toBeVisible();
  });
  it("takes the sheet from the safe once a year, and says when that was", async () => {
    const { user, fake } = showScreen("/settings/people");
    expect(await screen.findByText(/Last typed back 400 days ago/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Type it back from the paper" }));
    const fields = within(screen.getByRole("group", { name: "Recovery sheet, eight groups" })).getAllByRole("textbox");
    expect(screen.getByRole("button", { name: "Check the sheet" })).toBeDisabled();
    for (const field of fields) await user.type(field, "AAAA-A");
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    expect(await screen.findByText("This sheet does not open the record.")).toBeVisible();
    await user.clear(fields[0] as Element);
    await user.type(fields[0] as Element, "7kq2-m");
    await user.click(screen.getByRole("button", { name: "Check the sheet" }));
    expect(await screen.findByText(/Last typed back today/)).toBeVisible();
    expect([...fake.drafts.values()].some((text) => text.toLowerCase().includes("7kq2"))).toBe(false);
  });
  it("prints a sheet only while it is shown", async () => {
    const { user } = showScreen("/settings/people");
    expect(await screen.findByRole("button", { name: "Make a new sheet" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Print it" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Make a new sheet" }));
    await user.click(await screen.findByRole("button", { name: "Print it" }));
    expect(await screen.findByText("The sheet was sent to the printer.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "I have written them down" }));
    expect(screen.queryByRole("button", { name: "Print it" })).toBeNull();
    await expectAccessible();
  });
});
