import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { expect } from "vitest";
import { App } from "../app/App";
import { makeQueryClient } from "../app/acts";
import { makeRoad, type Road } from "../app/place";
import { RoadProvider } from "../app/Road";
import { Screens } from "../app/Screens";
import { connect } from "../bridge/call";
// Screens that the product reads later are read here first: a test then waits for the program, never for the disk.
import "../screens/authorizations/AuthorizationPage";
import "../screens/authorizations/Authorizations";
import "../screens/backup/Restore";
import "../screens/custody/Custody";
import "../screens/duty/Duty";
import "../screens/letter/Enclosing";
import "../screens/letter/IssuedLetter";
import "../screens/letter/LetterDesk";
import "../screens/new/NewRequest";
import "../screens/policy/OwnText";
import "../screens/policy/Policy";
import "../screens/redact/Redact";
import "../screens/request/Attachments";
import "../screens/request/DelayDialog";
import "../screens/settings/Settings";
import "../screens/setup/ProveRecovery";
import "../screens/setup/Setup";
import { type Beginning, type Fake, makeFake } from "../bridge/fake/fake";

/** A screen on the stand-in, at a path. */
export function showScreen(path: string, beginning: Beginning = {}): { fake: Fake; road: Road; user: ReturnType<typeof userEvent.setup>; container: HTMLElement } {
  const fake = makeFake(beginning);
  connect(fake);
  const road = makeRoad(path);
  const { container } = show(
    <RoadProvider road={road}>
      <Screens textScale={1} compact={false} />
    </RoadProvider>,
  );
  return { fake, road, user: userEvent.setup(), container };
}

/** The whole window on the stand-in. */
export function showApp(beginning: Beginning = {}): { fake: Fake; user: ReturnType<typeof userEvent.setup>; container: HTMLElement } {
  const fake = makeFake(beginning);
  connect(fake);
  const { container } = render(<App />);
  return { fake, user: userEvent.setup(), container };
}

/** Any part inside the providers it needs. */
export function show(node: ReactNode) {
  return render(
    <I18nProvider locale="en-US">
      <QueryClientProvider client={makeQueryClient()}>{node}</QueryClientProvider>
    </I18nProvider>,
  );
}

/** No axe finding in what is shown. Colour needs a real engine and is checked there and in contrast.test.ts. */
export async function expectAccessible(container: Element = document.body): Promise<void> {
  // The announcer of React Aria keeps short-lived nodes that are no content of ours.
  const found = await axe.run({ include: container, exclude: ["[data-live-announcer]"] }, { rules: { "color-contrast": { enabled: false }, region: { enabled: false }, "page-has-heading-one": { enabled: false }, "landmark-one-main": { enabled: false }, "target-size": { enabled: false } } });
  expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

/** The heading of the screen, once it is there. */
export const heading = (name: string | RegExp) => screen.findByRole("heading", { name, level: 1 });

/** Ctrl and the number at which a place stands in the side bar. */
export async function goByNumber(user: ReturnType<typeof userEvent.setup>, place: string) {
  const places = within(screen.getByRole("navigation", { name: "Places" })).getAllByRole("button");
  const at = places.indexOf(within(screen.getByRole("navigation", { name: "Places" })).getByRole("button", { name: place }));
  await user.keyboard(`{Control>}${at + 1}{/Control}`);
}
