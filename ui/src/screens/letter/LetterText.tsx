import type { ParagraphView } from "../../bridge/types";
import { t } from "../../text/t";
import css from "./Letter.module.css";

/** What the pages say, as text: for screen readers, for search, for copying a sentence. Every line of an address or a signature is a line of its own. */
export function LetterText({ paragraphs, none = t("letter.preview.none") }: { paragraphs: readonly ParagraphView[]; none?: string }) {
  if (paragraphs.length === 0) return <p className={css.none}>{none}</p>;
  return (
    <div className={css.text}>
      {runsOf(paragraphs).map((run) => (
        <Run key={run.at} role={run.role} lines={run.lines} />
      ))}
    </div>
  );
}

// Lines that stand close together on the page; all other paragraphs stand apart.
const CLOSE: ReadonlySet<string> = new Set(["address", "detail", "signature", "note"]);

function Run({ role, lines }: { role: string; lines: readonly string[] }) {
  if (role === "item") {
    return (
      <ul>
        {lines.map((line, index) => (
          // The order is the letter's; the same line may stand twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    );
  }
  const Line = role === "heading" ? "h3" : "p";
  const drawn = lines.map((line, index) => (
    // oxlint-disable-next-line react/no-array-index-key
    <Line key={index} dir="auto">
      {line}
    </Line>
  ));
  return CLOSE.has(role) ? <div>{drawn}</div> : drawn;
}

/** Paragraphs of one role that follow one another. */
function runsOf(paragraphs: readonly ParagraphView[]) {
  const runs: { at: number; role: string; lines: string[] }[] = [];
  for (const [at, { role, text }] of paragraphs.entries()) {
    const last = runs.at(-1);
    if (last?.role === role) last.lines.push(text);
    else runs.push({ at, role, lines: [text] });
  }
  return runs;
}
