import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../bridge/fake/samples";
import { showApp, showScreen } from "../testing/show";

const request = blank("r1", "2026-041", "Subpoena");

describe("drafts", () => {
  it("keep what is typed within half a second", async () => {
    const { fake, user } = showScreen("/request/r1/record/requester", { requests: [request] });
    await user.type(await screen.findByRole("textbox", { name: /^Name(?! in)/ }), "Hale");
    await waitFor(() => expect([...fake.drafts.values()].some((text) => text.includes("Hale"))).toBe(true), { timeout: 1500 });
  });
  it("are put back after a lock, at the same place with the same caret", async () => {
    const typed = { name: "Det. Hale", name_in_latin: "", organisation: "", office: "", address: [], phone: "", email: "", reference: "" };
    const { fake, user } = showApp({ phase: "locked", requests: [request] });
    fake.drafts.set("request/r1/requester", JSON.stringify(typed));
    fake.drafts.set("place", JSON.stringify({ path: "/request/r1/record/requester", field: "request/r1/requester/name", start: 3, end: 3 }));
    await user.type(await screen.findByLabelText(/Passphrase/), "correct horse{Enter}");
    const name = await screen.findByDisplayValue("Det. Hale");
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect((name as HTMLInputElement).selectionStart).toBe(3);
  });
  it("are saved before the curtain, and nothing is visible behind it", async () => {
    const { fake, user } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}2{/Control}");
    await screen.findByText("2026-041");
    act(() => fake.tell({ kind: "locking", because: "idle" }));
    expect(await screen.findByRole("heading", { name: /Locking/ })).toBeVisible();
    expect(screen.queryByText("2026-041")).toBeNull();
  });
  it("are waited for behind the curtain while other work of the program, such as a backup, keeps them waiting", async () => {
    const { fake, user } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}2{/Control}");
    await user.click(await screen.findByText("2026-041"));
    await user.click(await screen.findByRole("button", { name: "Who asked" }));
    const release = fake.hold("save_draft");
    await user.type(await screen.findByRole("textbox", { name: /^Name(?! in)/ }), "H");
    await user.keyboard("{Control>}l{/Control}");
    expect(await screen.findByRole("heading", { name: /Locking/ })).toBeVisible();
    expect(fake.calls.some((call) => call.name === "lock_now")).toBe(false);
    release();
    await waitFor(() => expect(fake.calls.some((call) => call.name === "lock_now")).toBe(true), { timeout: 2000 });
    expect([...fake.drafts.values()].some((text) => text.includes("H"))).toBe(true);
  });
  it("say so in red when they cannot be saved, and keep the text on screen", async () => {
    const { fake, user } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}2{/Control}");
    await user.click(await screen.findByText("2026-041"));
    await user.click(await screen.findByRole("button", { name: "Who asked" }));
    const field = await screen.findByRole("textbox", { name: /^Name(?! in)/ });
    // The place is a draft too and is saved on its own time: only the save of this form fails.
    fake.failNext("save_draft", "not_saved", "The disk is full.", [], ({ key }) => key === "request/r1/requester");
    await user.type(field, "H");
    await waitFor(() => expect(screen.getByText(/^Not saved/)).toBeVisible(), { timeout: 1500 });
    expect(field).toHaveValue("H");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText(/^Not saved/)).toBeNull());
    expect(fake.drafts.get("request/r1/requester")).toContain('"name":"H"');
  });
  it("are not missed once the form became an entry", async () => {
    const { fake, user } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}2{/Control}");
    await user.click(await screen.findByText("2026-041"));
    await user.click(await screen.findByRole("button", { name: "Who asked" }));
    const field = await screen.findByRole("textbox", { name: /^Name(?! in)/ });
    fake.failNext("save_draft", "not_saved", "The disk is full.", [], ({ key }) => key === "request/r1/requester");
    await user.type(field, "H");
    expect(await screen.findByText(/^Not saved/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Record who asked" }));
    await waitFor(() => expect(screen.queryByText(/^Not saved/)).toBeNull());
    expect(fake.calls.some((call) => call.name === "describe_requester")).toBe(true);
  });
});
