import type { Due } from "../../bridge/types";
import { t } from "../../text/t";
import { StatusWord } from "./StatusWord";
import { TONE_LOOKS } from "./tones";

/** The date that matters next, with how far off it is. Shape and colour follow what the program says. */
export function DueChip({ due, bare, wraps }: { due: Due | null; bare?: boolean; wraps?: boolean }) {
  if (!due) return <span className="small muted nowrap">{t("due.none")}</span>;
  const look = TONE_LOOKS[due.tone];
  const words = bare ? due.date.words : `${whole(due.date.words, wraps)}, ${whole(due.distance, wraps)}`;
  return (
    <span className={wraps ? "numbers" : "numbers nowrap"}>
      <StatusWord word={words} shape={look.shape} tone={look.tone} chip wraps={wraps ?? false} />
    </span>
  );
}

/** Where a chip may break, it breaks between the day and how far off it is, never inside one of them. */
function whole(words: string, wraps: boolean | undefined): string {
  return wraps ? words.replaceAll(" ", "\u00a0") : words;
}

/** A state word with its mark. */
export function StateWord({ state, tone, chip = false, wraps = false }: { state: string; tone: Due["tone"]; chip?: boolean; wraps?: boolean }) {
  const look = TONE_LOOKS[tone];
  return <StatusWord word={state} shape={look.shape} tone={look.tone} chip={chip} wraps={wraps} />;
}
