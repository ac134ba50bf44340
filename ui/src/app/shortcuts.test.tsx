import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../bridge/fake/samples";
import { showApp } from "../testing/show";
import { readShortcut, SHORTCUTS } from "./shortcuts";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => readShortcut({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe("shortcuts", () => {
  it("never act on a bare letter or digit", () => {
    for (const key of "abcdefghijklmnopqrstuvwxyz0123456789/+-".split("")) expect(press(key)).toBeUndefined();
  });
  it("know every line of the sheet", () => {
    const reached = new Set([press("k", { ctrlKey: true }), press("n", { ctrlKey: true }), press("3", { ctrlKey: true }), press("f", { ctrlKey: true }), press("Enter", { ctrlKey: true }), press("ArrowLeft", { altKey: true }), press("ArrowRight", { altKey: true }), press("F6"), press("F1"), press("s", { ctrlKey: true }), press("p", { ctrlKey: true }), press("l", { ctrlKey: true }), press("+", { ctrlKey: true }), press("-", { ctrlKey: true }), press("0", { ctrlKey: true }), press("/", { ctrlKey: true })].map((each) => each?.does));
    expect(SHORTCUTS.filter((shortcut) => !reached.has(shortcut.does))).toEqual([]);
  });
  it("open the sheet of keys, and Escape closes it", async () => {
    const { user } = showApp();
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}/{/Control}");
    expect(await screen.findByRole("dialog", { name: "Keys" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });
  it("go to the places and back", async () => {
    const { user } = showApp();
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}2{/Control}");
    expect(await screen.findByRole("heading", { name: "Requests" })).toBeVisible();
    await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(await screen.findByRole("heading", { name: "Today" })).toBeVisible();
  });
  it("change the text size and keep it", async () => {
    const { user, fake } = showApp();
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}+{/Control}");
    expect(document.documentElement.style.getPropertyValue("--text-scale")).toBe("1.1");
    expect(fake.calls.filter((call) => call.name === "set_preference").at(-1)?.input).toEqual({ name: "text_size", value: "110" });
  });
  it("find a request in the palette and open its page, where a Stop still stands first", async () => {
    const stopped = { ...blank("r1", "2026-041", "Subpoena"), answers: { signed: { choices: ["judge"], note: "", earlier: [] } } };
    const { user } = showApp({ requests: [stopped] });
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("041");
    await screen.findByRole("menuitem", { name: /2026-041/ });
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("heading", { name: /2026-041/ })).toBeVisible();
    expect(screen.getAllByText("Stopped: waiting for counsel").length).toBeGreaterThan(0);
  });
  it("press the main button with Ctrl Enter, also with the focus on an answer that was just chosen", async () => {
    const { user } = showApp();
    await screen.findByRole("heading", { name: "Today" });
    await user.keyboard("{Control>}n{/Control}");
    const first = (await screen.findByRole("radiogroup")).getAttribute("aria-labelledby");
    const question = () => document.getElementById(first ?? "")?.textContent;
    const asked = question();
    await user.click(screen.getAllByRole("radio")[1]?.closest("label") ?? document.body);
    expect(screen.getAllByRole("radio")[1]).toHaveFocus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(question()).not.toBe(asked));
  });
});
