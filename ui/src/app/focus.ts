// The act that was just run may have taken its own button away: a row that was removed, a dialog whose opener is no longer offered.
// Then the focus would fall to the top of the window without a word.

/** Longer than a closing dialog needs to give the focus back by itself. */
const SETTLED = 150;
const PLACES = '[role="group"],[role="tabpanel"],[role="dialog"],[role="alertdialog"]';

/** Remembers where the focus stands. The returned function gives it to the nearest place that is still there, if it was lost meanwhile. */
export function holdFocus(): () => void {
  // The page of now: when the timer comes it may be gone, and its document with it.
  const page = document;
  const title = page.querySelector("h1");
  const around: Element[] = [];
  for (let node = page.activeElement; node && node !== page.body; node = node.parentElement) around.push(node);
  return () => {
    setTimeout(() => {
      const lost = page.activeElement === null || page.activeElement === page.body;
      // Another screen has a heading of its own, and takes the focus itself.
      if (!lost || around.length === 0 || !title?.isConnected) return;
      const place = around.find((node): node is HTMLElement => node.isConnected && node.matches(PLACES)) ?? title;
      if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }, SETTLED);
  };
}
