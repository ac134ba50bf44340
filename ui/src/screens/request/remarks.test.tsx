import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { viewOf } from "../../bridge/fake/road";
import { blank } from "../../bridge/fake/samples";
import type { RemarkView } from "../../bridge/types";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const BESIDE: RemarkView = { code: "beside", says: "What goes beyond the paper is a question of its own.", own_part: { kind: "A question without a paper", there: null, open: true } };
const SAYS: RemarkView = { code: "says", says: "Counsel is told that somebody is to testify.", own_part: null };

/** A request whose part has remarks. */
function remarked(...remarks: RemarkView[]) {
  const kept = blank("r1", "2026-041", "Subpoena");
  const ruling = viewOf(kept).parts[0]?.ruling;
  return { ...kept, part: { ruling: ruling ? { ...ruling, remarks } : null } };
}

describe("what comes with a part", () => {
  it("is read on the page of the request, and its own part is added from there with what it comes from", async () => {
    const { user, fake } = showScreen("/request/r1", { requests: [remarked(BESIDE, SAYS)] });
    expect(await screen.findByText(SAYS.says)).toBeVisible();
    expect(screen.getByText(BESIDE.says)).toBeVisible();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: /Add it as a part of its own: A question without a paper/ }));
    const dialog = await screen.findByRole("dialog", { name: "A part of its own: A question without a paper" });
    expect(within(dialog).getByText(BESIDE.says)).toBeVisible();
    expect(within(dialog).queryByRole("checkbox", { name: /came in another form/ })).toBeNull();
    await user.type(within(dialog).getByLabelText("In short"), "All sign-up sheets");
    await expectAccessible();
    await user.click(within(dialog).getByRole("button", { name: "Record this part" }));
    await waitFor(() => expect(fake.calls.find((call) => call.name === "add_own_part")?.input).toMatchObject({ part: "p1", remark: "beside", form: { what: "All sign-up sheets" } }));
  });
  it("is read where the part is decided", async () => {
    showScreen("/request/r1/guide/p1/decide", { requests: [remarked(SAYS)] });
    await heading("What do you decide?");
    expect(await screen.findByText(SAYS.says)).toBeVisible();
    expect(screen.getByRole("heading", { name: "What comes with it" })).toBeVisible();
  });
  it("is not offered twice, and not where somebody else has to ask", async () => {
    const there = { ...BESIDE, own_part: { kind: "A question without a paper", there: 2, open: true } };
    const elsewhere = { ...BESIDE, code: "elsewhere", own_part: { kind: "A report to the police", there: null, open: false } };
    showScreen("/request/r1", { requests: [remarked(there, elsewhere)] });
    expect(await screen.findByText("Part 2 is handled so: A question without a paper")).toBeVisible();
    expect(screen.getByText(/where somebody else asks, start a new request/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Add it as a part of its own/ })).toBeNull();
  });
});
