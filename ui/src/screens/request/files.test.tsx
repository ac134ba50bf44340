import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank, moment, NOW } from "../../bridge/fake/samples";
import { expectAccessible, heading, showScreen } from "../../testing/show";

const file = { id: "f1", name: "subpoena.pdf", what: "Scan of the paper", media: "PDF document", size: "471 KB", hash: "9f2c1a", at: moment(NOW), privileged: false, redactable: true, copy: null };
const request = (media = file.media) => ({ ...blank("r1", "2026-041", "Subpoena"), files: [{ ...file, media }] });

describe("looking at a kept file", () => {
  it("shows page after page with what it says, by keyboard alone", async () => {
    const { user, fake } = showScreen("/request/r1/attachments", { requests: [request()] });
    await heading(/2026-041/);
    const look = await screen.findByRole("button", { name: "Look at it: subpoena.pdf" });
    look.focus();
    await user.keyboard("{Enter}");
    const sheet = within(await screen.findByRole("dialog", { name: "subpoena.pdf" }));
    expect(await sheet.findByText("To the library")).toBeVisible();
    expect(sheet.getByRole("img", { name: "Page 1 of 2" })).toBeVisible();
    expect(sheet.getByText(/That can differ from what the picture shows/)).toBeVisible();
    await expectAccessible();
    sheet.getByRole("button", { name: "Next page" }).focus();
    await user.keyboard("{Enter}");
    expect(await sheet.findByText("the second page")).toBeVisible();
    expect(sheet.getByRole("img", { name: "Page 2 of 2" })).toBeVisible();
    await user.keyboard("{Enter}");
    expect(sheet.getByRole("img", { name: "Page 2 of 2" })).toBeVisible();
    expect(fake.calls.filter((each) => each.name === "file_page").map((each) => each.input)).toMatchObject([{ page: 0 }, { page: 1 }]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(look).toHaveFocus());
    await user.keyboard("{Enter}");
    await user.click(within(await screen.findByRole("dialog", { name: "subpoena.pdf" })).getByRole("button", { name: "Make a redacted copy" }));
    expect(await heading("Redacted copy of subpoena.pdf")).toBeVisible();
  });
  it("says in plain words why a file cannot be shown, and that it is kept", async () => {
    const { user } = showScreen("/request/r1/attachments", { requests: [request("office document")] });
    await user.click(await screen.findByRole("button", { name: "Look at it: subpoena.pdf" }));
    const sheet = within(await screen.findByRole("dialog"));
    expect(await sheet.findByText(/cannot be shown here.*The file is kept as it came/)).toBeVisible();
    expect(sheet.queryByRole("img")).toBeNull();
  });
});
