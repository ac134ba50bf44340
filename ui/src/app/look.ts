// Theme, text size, density and motion. They are preferences of the desk; before a vault is open the system decides.
import type { Labelled } from "../bridge/types";

/** Text sizes offered, in percent. */
export const TEXT_SIZES = [90, 100, 110, 125, 150, 175, 200] as const;

/** How the window looks. */
export interface Look {
  theme: string;
  textSize: number;
  density: string;
  motion: string;
}

/** Reads the look out of the desk's preferences; unknown words fall back to the system's. */
export function lookOf(preferences: readonly Labelled[]): Look {
  const value = (name: string) => preferences.find((preference) => preference.code === name)?.label;
  const size = Number(value("text_size"));
  return { theme: value("theme") ?? "system", textSize: size >= 90 && size <= 200 ? size : 100, density: value("density") ?? "comfortable", motion: value("motion") ?? "system" };
}

/** Puts the look on the document. High contrast follows light or dark, and the system's own wish for contrast is honoured. */
export function applyLook(look: Look, root: HTMLElement = document.documentElement): void {
  const wantsContrast = look.theme === "contrast" || (look.theme === "system" && typeof matchMedia === "function" && matchMedia("(prefers-contrast: more)").matches);
  root.dataset["theme"] = look.theme === "light" || look.theme === "dark" ? look.theme : "system";
  root.dataset["contrast"] = wantsContrast ? "high" : "normal";
  root.dataset["density"] = look.density === "compact" ? "compact" : "comfortable";
  root.dataset["motion"] = look.motion === "off" ? "none" : "system";
  root.style.setProperty("--text-scale", String(look.textSize / 100));
}

/** The next text size in one direction. */
export function nextTextSize(now: number, direction: 1 | -1): number {
  const sizes: readonly number[] = direction === 1 ? TEXT_SIZES : TEXT_SIZES.toReversed();
  return sizes.find((size) => (direction === 1 ? size > now : size < now)) ?? now;
}
