import { act, renderHook, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../bridge/fake/samples";
import { showApp, showScreen } from "../testing/show";
import { dropDraft, flushDrafts, keepDraft, useDraftForm } from "./drafts";

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
  it("take nothing more while the form is on its way, so that what is shown is what was sent", async () => {
    const { fake, user } = showScreen("/request/r1/record/requester", { requests: [request] });
    const field = await screen.findByRole("textbox", { name: /^Name(?! in)/ });
    await user.clear(field);
    await user.type(field, "Hale");
    const release = fake.hold("describe_requester");
    await user.click(screen.getByRole("button", { name: "Record who asked" }));
    await waitFor(() => expect(fake.calls.some((call) => call.name === "describe_requester")).toBe(true));
    await user.type(field, ", R.");
    expect(field).toHaveValue("Hale");
    release();
    await waitFor(() => expect(screen.queryByRole("button", { name: "Record who asked" })).toBeNull());
    await act(() => flushDrafts());
    expect(fake.drafts.get("request/r1/requester")).toBeUndefined();
  });
  it("are sent one after the other under one key, and of those that wait only the newest", async () => {
    const { fake } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    const sent = () => fake.calls.flatMap((one) => (one.name === "save_draft" && (one.input as { key: string }).key === "r" ? [(one.input as { text: string }).text] : []));
    // The first is held up by a backup; those after it are not.
    const release = fake.hold("save_draft");
    keepDraft("r", "one");
    const first = flushDrafts();
    await waitFor(() => expect(sent()).toEqual(["one"]));
    keepDraft("r", "one two");
    const second = flushDrafts();
    keepDraft("r", "one two three");
    const third = flushDrafts();
    await Promise.resolve();
    expect(sent()).toEqual(["one"]);
    release();
    await Promise.all([first, second, third]);
    expect(sent()).toEqual(["one", "one two three"]);
    expect(fake.drafts.get("r")).toBe("one two three");
  });
  it("do not come back once they are dropped, and what is typed after that is kept", async () => {
    const { fake } = showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    const release = fake.hold("save_draft");
    keepDraft("r", "one");
    const first = flushDrafts();
    await waitFor(() => expect(fake.calls.some((one) => one.name === "save_draft")).toBe(true));
    const dropped = dropDraft("r");
    await Promise.resolve();
    expect(fake.calls.some((one) => one.name === "drop_draft")).toBe(false);
    release();
    await Promise.all([first, dropped]);
    expect(fake.drafts.has("r")).toBe(false);
    keepDraft("r", "another");
    await flushDrafts();
    expect(fake.drafts.get("r")).toBe("another");
  });
  it("begin anew with what was saved, and stand still from then on", async () => {
    showApp({ requests: [request] });
    await screen.findByRole("heading", { name: "Today" });
    const { result, rerender } = renderHook(({ at }) => useDraftForm("form", { at, words: "" }), { initialProps: { at: "9:00" } });
    rerender({ at: "9:01" });
    expect(result.current.values.at).toBe("9:00");
    act(() => result.current.set("words", "typed"));
    act(() => result.current.done());
    expect(result.current.values).toEqual({ at: "9:01", words: "" });
    rerender({ at: "9:02" });
    expect(result.current.values.at).toBe("9:02");
    rerender({ at: "9:03" });
    expect(result.current.values.at).toBe("9:02");
    expect(result.current.touched).toBe(false);
  });
});
