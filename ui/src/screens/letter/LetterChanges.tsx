import type { LetterChange } from "../../bridge/types";
import { t } from "../../text/t";
import css from "./Letter.module.css";
import { Pieces } from "./Pieces";

/** What is not as it came with the program, part by part. */
export function LetterChanges({ changes }: { changes: readonly LetterChange[] }) {
  if (changes.length === 0) return <p className={css.none}>{t("letter.changes.none")}</p>;
  return (
    <ol className={css.changes}>
      {changes.map((change, index) => (
        // The changes stand in the order of the letter and have no other identity.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <h2>{change.title}</h2>
          <p className="small muted">{change.why}</p>
          <Pieces pieces={change.pieces} />
        </li>
      ))}
    </ol>
  );
}
