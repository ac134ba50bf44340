import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { heading, showApp } from "../../testing/show";

describe("the place of a new vault", () => {
  it("is refused in a folder that is copied elsewhere, and a folder on this computer is offered instead", async () => {
    const { user, fake } = showApp({ phase: "setup" });
    await user.click(await screen.findByRole("radio", { name: /The real record/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await heading("Your library");
    await user.click(screen.getByRole("button", { name: "Continue" }));
    await user.type(await screen.findByLabelText("Name"), "Dana Ortiz");
    for (const next of ["Your counsel", "Closed days", "Where the vault lies"]) {
      await user.click(screen.getByRole("button", { name: "Continue" }));
      await heading(next);
    }
    expect(screen.getByText("/home/dana/Custodian")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Use the folder on this computer" })).toBeNull();
    fake.answerNext("pick_folder", "/home/dana/Cloud");
    await user.click(screen.getByRole("button", { name: "Choose another folder" }));
    expect(await screen.findByText(/copied to a cloud service/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Continue" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Use the folder on this computer" }));
    expect(screen.getByText("/home/dana/Custodian")).toBeVisible();
    expect(screen.queryByText(/copied to a cloud service/)).toBeNull();
    expect(screen.getByRole("button", { name: "Continue" })).toBeEnabled();
  });
});
