import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { heading, showScreen } from "../../testing/show";

describe("a form that begins with the hour of now", () => {
  it("waits for the clock of the program, also where it is the first screen after a lock", async () => {
    showScreen("/request/r1/record/vendor_session/p1", { requests: [blank("r1", "2026-041", "Maintenance")] });
    await heading("The firm's session");
    expect(screen.getAllByRole("spinbutton").map((part) => part.textContent)).toEqual(["11", "23", "2026", "10", "42"]);
  });
});
