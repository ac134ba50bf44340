import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { blank } from "../../bridge/fake/samples";
import { showScreen } from "../../testing/show";

const columns = () => screen.getAllByRole("columnheader").map((header) => header.textContent);

/** Every watched element is this wide. */
function widthOf(width: number) {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(private readonly tell: (entries: { contentRect: { width: number } }[]) => void) {}
      observe() {
        this.tell([{ contentRect: { width } }]);
      }
      unobserve() {}
      disconnect() {}
    },
  );
}

describe("the list of requests", () => {
  afterEach(() => vi.unstubAllGlobals());
  it.each([
    [1400, ["Number", "Type", "From", "State", "Due", "Next", "Received"]],
    [1150, ["Number", "Type", "From", "State", "Due", "Next"]],
    [1000, ["Number", "Type", "State", "Due", "Next"]],
    [600, ["Number", "Type", "State", "Due"]],
  ])("drawn %i wide keeps whole what one looks for", async (width, expected) => {
    widthOf(width);
    showScreen("/requests", { requests: [blank("r1", "2026-041", "Subpoena")] });
    await screen.findByText("2026-041");
    await waitFor(() => expect(columns()).toEqual(expected));
    expect(screen.getByText(width === 600 ? "Fri 4 Dec 2026" : "Fri 4 Dec 2026, in 8 working days")).toBeVisible();
  });
});
