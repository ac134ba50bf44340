const PARTS = new Intl.DateTimeFormat("en-US", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A plain day as the program words days: `Thu 26 Nov 2026`. What is no day stays as it is. */
export function dayInWords(iso: string): string {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  const part = Object.fromEntries(PARTS.formatToParts(day).map(({ type, value }) => [type, value]));
  return `${part["weekday"]} ${part["day"]} ${part["month"]} ${part["year"]}`;
}
