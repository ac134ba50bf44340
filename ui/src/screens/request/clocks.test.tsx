import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { sampleClocks } from "../../bridge/fake/standing";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const records = () => ({ ...blank("r1", "2026-041", "Request for records"), verbal: true, more: { clocks: sampleClocks() } });

describe("the dates of a request", () => {
  it("show both limits and the red line side by side on the first sheet", async () => {
    showScreen("/request/r1", { requests: [records()] });
    await heading(/2026-041/);
    const limits = screen.getByRole("group", { name: "The limits, side by side" });
    for (const [name, day] of [["Working target", /Tue 8 Dec 2026/], ["Red line", /Fri 11 Dec 2026/], ["Never later than", /Mon 14 Dec 2026/]] as const) expect(within(within(limits).getByRole("group", { name })).getByText(day)).toBeVisible();
    await expectAccessible();
  });
  it("stand together by what they are about, and say what they wait for", async () => {
    showScreen("/request/r1/clocks", { requests: [records()] });
    await heading(/2026-041/);
    expect(screen.getByRole("heading", { name: "By our own practice" })).toBeVisible();
    expect(screen.getByText(/It starts with a decision that gives less/)).toBeVisible();
    await expectAccessible();
  });
  it("are extended only for a lawful reason, and the date before stays in sight", async () => {
    const { user, fake } = showScreen("/request/r1/clocks", { requests: [records()] });
    await heading(/2026-041/);
    expect(screen.queryByRole("button", { name: "Extend this date: Red line" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Extend this date: Working target" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/At most to Mon 14 Dec 2026/)).toBeVisible();
    await expectAccessible();
    await user.type(within(dialog).getByLabelText("What stands behind it in this case"), "Counsel reads it.");
    await user.click(within(dialog).getByRole("button", { name: "Record the extension" }));
    expect((await within(dialog).findAllByText(/not later than Tue 8 Dec 2026/)).length).toBeGreaterThan(0);
    const segments = within(dialog).getAllByRole("spinbutton");
    segments[0]?.focus();
    await user.keyboard("12112026");
    await user.click(within(dialog).getByRole("button", { name: "Record the extension" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(fake.calls.findLast((call) => call.name === "extend_clock")?.input).toMatchObject({ form: { clock: "target", reason: "public-or-not", until: "2026-12-11" } });
    expect(screen.getByText("Before it was moved: Tue 8 Dec 2026")).toBeVisible();
    expect(screen.getByText("Extended: Counsel reads it.")).toBeVisible();
  });
  it("are paused and counted again", async () => {
    const { user } = showScreen("/request/r1/clocks", { requests: [records()] });
    await heading(/2026-041/);
    await user.click(screen.getByRole("button", { name: "Pause the count: Service target" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("What is waited for"), "Asked which year.");
    await user.click(within(dialog).getByRole("button", { name: "Record the pause" }));
    expect((await screen.findAllByText("Paused. The days do not count now")).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "Take the count up again: Service target" }));
    const again = await screen.findByRole("dialog");
    await user.type(within(again).getByLabelText("What ended the wait"), "They answered.");
    await user.click(within(again).getByRole("button", { name: "Record that it counts again" }));
    await waitFor(() => expect(screen.queryByText("Paused. The days do not count now")).toBeNull());
  });
  it("can be printed, and cannot be moved on a closed request", async () => {
    const { user } = showScreen("/request/r1/clocks", { requests: [{ ...records(), closed: "done" }] });
    await heading(/2026-041/);
    expect(screen.queryByRole("button", { name: /Extend this date/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Print how we counted" }));
    expect(await screen.findByText(/was sent to the printer/)).toBeVisible();
  });
});
