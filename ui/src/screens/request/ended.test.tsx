import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { viewOf } from "../../bridge/fake/road";
import { blank } from "../../bridge/fake/samples";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const request = (closed = "") => ({ ...blank("r1", "2026-041", "Subpoena"), answers: { signed: { choices: ["judge"], note: "", earlier: [] } }, consulted: true, advice: "comply", outcome: "release", reason: "Allowed.", closed });

describe("a request that has ended", () => {
  it("leaves nothing open on its checklist: what was not done was not needed", async () => {
    showScreen("/request/r1", { requests: [request("done")] });
    const list = await screen.findByRole("list", { name: "Checklist" });
    expect(within(list).queryByText(/Not started|In progress|Cannot start yet|Stop/)).toBeNull();
    const sent = within(list).getByText("Record how it was sent").closest("li") ?? list;
    expect(within(sent).getByText("Not needed")).toBeVisible();
    expect(within(within(list).getByText("Close the request").closest("li") ?? list).getByText("Done")).toBeVisible();
    await expectAccessible();
  });
  it("says of an open one what is still to do", async () => {
    showScreen("/request/r1", { requests: [request()] });
    const list = await screen.findByRole("list", { name: "Checklist" });
    expect(within(list).queryByText("Not needed")).toBeNull();
    expect(within(list).getAllByText("Not started").length).toBeGreaterThan(0);
  });
  it("leaves nothing open in the list of steps either", async () => {
    showScreen("/request/r1/guide/p1/signed", { requests: [request("done")] });
    await heading("Who signed the paper?");
    const steps = screen.getByRole("list", { name: "Steps" });
    expect(within(steps).queryByText(/Not started|In progress|Cannot start yet/)).toBeNull();
    expect(within(steps).getAllByText(/Not needed/).length).toBeGreaterThan(0);
  });
});

describe("the line under the title", () => {
  it("names the parts where their outcomes differ, so that two do not read as a contradiction", async () => {
    const [part] = viewOf(request()).parts;
    if (!part?.decision) throw new Error("the sample is decided");
    const other = { ...part, id: "p2", serial: 2, decision: { ...part.decision, outcome: "deny", label: "Give nothing" } };
    showScreen("/request/r1", { requests: [{ ...request("done"), more: { outcome: "Give what counsel allowed; Give nothing", parts: [{ ...part, serial: 1 }, other] } }] });
    const title = await heading(/2026-041/);
    expect(within(title.closest("header") ?? title).getByText("Part 1: Give what counsel allowed; Part 2: Give nothing")).toBeVisible();
  });
  it("says what became of the request in the words of its decision, with what it is joined to", async () => {
    const decision = viewOf(request()).parts[0]?.decision;
    const label = "Taken by officers: a search is not obstructed";
    showScreen("/request/r1", { requests: [{ ...request("done"), more: { outcome: "Release" }, part: { decision: decision ? { ...decision, label } : null } }] });
    const title = await heading(/2026-041/);
    expect(within(title.closest("header") ?? title).getByText(label)).toBeVisible();
    expect(screen.queryByText("Release")).toBeNull();
  });
});

describe("a note on the timeline", () => {
  it("is a draft until it is added", async () => {
    const { fake, user } = showScreen("/request/r1/timeline", { requests: [request()] });
    await user.type(await screen.findByLabelText("Add a note"), "Called back");
    await waitFor(() => expect(fake.drafts.get("request/r1/note")).toContain("Called back"), { timeout: 2000 });
    await user.click(screen.getByRole("button", { name: "Add the note" }));
    await waitFor(() => expect(fake.drafts.has("request/r1/note")).toBe(false));
    expect(screen.getByLabelText("Add a note")).toHaveValue("");
  });
});
