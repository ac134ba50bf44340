import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { sampleSeal } from "../../bridge/fake/sealed";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const sealed = () => ({ ...blank("r7", "K7QD-4MXP", "Subpoena"), seal: sampleSeal() });

describe("a sealed matter", () => {
  it("is marked in the list, and its row says nothing else about it", async () => {
    showScreen("/requests", { requests: [blank("r1", "2026-041", "Subpoena"), sealed()] });
    const row = await screen.findByRole("row", { name: /K7QD-4MXP/ });
    expect(row).toHaveTextContent("Sealed matter");
    expect(row).not.toHaveTextContent("Subpoena");
    expect(row).not.toHaveTextContent("Law enforcement");
  });
  it("says so above its page, and the window's title says nothing", async () => {
    showScreen("/request/r7", { requests: [sealed()] });
    await heading("K7QD-4MXP");
    expect(screen.getByText(/Only the people listed under Who may know/)).toBeInTheDocument();
    expect(document.title).toBe("Custodian Console");
    expect(screen.queryByRole("button", { name: "Seal this matter" })).toBeNull();
    await expectAccessible();
  });
  it("lists who knows, takes in who was told, and the terms with a day of review", async () => {
    const { user, fake } = showScreen("/request/r7/seal", { requests: [sealed()] });
    const knows = await screen.findByRole("group", { name: "Who knows" });
    expect(knows).toHaveTextContent("Mia Chen");
    await user.click(within(knows).getByRole("button", { name: "Somebody was told" }));
    await heading("Somebody was told");
    await user.click(screen.getByRole("radio", { name: /Somebody else/ }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "R. Patel");
    await user.click(screen.getByRole("button", { name: "Record who was told" }));
    expect(await screen.findByRole("textbox", { name: /Why this person/ })).toHaveAccessibleDescription(/empty/);
    await user.type(screen.getByRole("textbox", { name: /Why this person/ }), "Advises");
    await user.type(screen.getByRole("textbox", { name: /Lawyer who said/ }), "R. Patel");
    await user.click(screen.getByRole("button", { name: "Record who was told" }));
    await waitFor(() => expect(screen.getByRole("group", { name: "Who knows" })).toHaveTextContent("R. Patel"));
    expect(fake.calls.some((call) => call.name === "read_in")).toBe(true);
    await user.click(screen.getByRole("button", { name: "Record the terms" }));
    await heading("What orders silence");
    await user.type(screen.getByRole("textbox", { name: /words of the paper/ }), "You shall not disclose");
    await user.click(screen.getByRole("button", { name: "Record the terms" }));
    expect((await screen.findAllByText(/never end/)).length).toBeGreaterThan(0);
  });
  it("keeps its own tries to reach the Director, and the Director looks at them there", async () => {
    const waiting = { entry: 1, what: "Tried without an answer: today, Telephone: 555-0150", by: "entered by Mia Chen", request: "" };
    const seal = { ...sampleSeal(), tries: { ...sampleSeal().tries, to_confirm: [waiting] } };
    const { user, fake } = showScreen("/request/r7/seal", { requests: [{ ...sealed(), seal }] });
    const tries = await screen.findByRole("group", { name: "Tries" });
    await user.click(within(tries).getByRole("button", { name: "Record the try" }));
    await heading("Try to reach the Director");
    expect(screen.getByText(/counts for this matter alone/)).toBeInTheDocument();
    await expectAccessible();
    await user.clear(screen.getByRole("combobox", { name: /Number, address/ }));
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Record the try" }));
    expect(await screen.findByRole("combobox", { name: /Number, address/ })).toHaveAccessibleDescription(/empty/);
    await user.type(screen.getByRole("combobox", { name: /Number, address/ }), "555-0150");
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Record the try" }));
    await waitFor(() => expect(screen.getByRole("group", { name: "Tries" })).toHaveTextContent("Telephone: 555-0150"));
    expect(fake.calls.find((call) => call.name === "log_director_try")).toBeUndefined();
    await user.click(screen.getByRole("button", { name: /^It was so:/ }));
    await waitFor(() => expect(screen.queryByRole("group", { name: "For the Director to look at" })).toBeNull());
    expect(fake.calls.find((call) => call.name === "confirm_sealed_try")?.input).toMatchObject({ request: "r7", entry: 1, right: true });
  });
  it("is agreed to by the second person, under their own sign-in", async () => {
    const asked = { ...sealed(), seal: { ...sampleSeal(), may_agree: true } };
    const { user, fake } = showScreen("/request/r7/seal", { requests: [asked] });
    expect(screen.queryByRole("button", { name: "Lift the seal" })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Agree as the second person" }));
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "I agree" }));
    expect(await screen.findByRole("textbox", { name: /What you saw/ })).toHaveAccessibleDescription(/empty/);
    await user.type(screen.getByRole("textbox", { name: /What you saw/ }), "Counsel's letter of today");
    await user.click(screen.getByRole("button", { name: "I agree" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "I agree" })).toBeNull());
    expect(fake.calls.find((call) => call.name === "agree_unsealing" && call.input)).toBeTruthy();
    expect(await screen.findByRole("button", { name: "Lift the seal" })).toBeInTheDocument();
  });
  it("shows how the second person agreed, and asks for words only where they cannot sign in", async () => {
    const seconds = [{ name: "Mia Chen", agreed: "Agreed today at 10:12. Counsel's letter." }, { name: "R. Patel", agreed: null }];
    const { user } = showScreen("/request/r7/record/unseal", { requests: [{ ...sealed(), seal: { ...sampleSeal(), seconds } }] });
    await heading("Lift the seal");
    expect(screen.queryByRole("textbox", { name: /How and when/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: /The second person/ }));
    await user.click(await screen.findByRole("option", { name: "Mia Chen" }));
    expect(screen.getByText("Agreed today at 10:12. Counsel's letter.")).toBeInTheDocument();
    expect(screen.queryByRole("textbox", { name: /How and when/ })).toBeNull();
    await user.click(screen.getByRole("button", { name: /The second person/ }));
    await user.click(await screen.findByRole("option", { name: "R. Patel" }));
    expect(screen.getByRole("textbox", { name: /How and when/ })).toBeInTheDocument();
  });
  it("is unsealed with counsel's writing and a second person who knows", async () => {
    const { user } = showScreen("/request/r7/record/unseal", { requests: [sealed()] });
    await heading("Lift the seal");
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Lift the seal" }));
    expect((await screen.findAllByText(/must be somebody else/)).length).toBeGreaterThan(0);
  });
});

describe("an ordinary request", () => {
  it("goes on under seal by an act of its own, and the page follows it", async () => {
    const { user } = showScreen("/request/r1", { requests: [blank("r1", "2026-041", "Subpoena")] });
    await heading("2026-041 Subpoena");
    await user.click(screen.getByRole("button", { name: "Seal this matter" }));
    await heading("Seal this matter");
    await user.type(screen.getByRole("textbox", { name: /speaks of secrecy/ }), "The cover letter forbids telling");
    await user.click(screen.getByRole("button", { name: "Seal it" }));
    await waitFor(() => expect(screen.queryByRole("heading", { name: "Seal this matter" })).toBeNull());
    expect(screen.queryByText("2026-041 Subpoena")).toBeNull();
    expect(screen.getAllByText(/K7QD-4MXP/).length).toBeGreaterThan(0);
  });
});
