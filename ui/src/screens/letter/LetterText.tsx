import type { ParagraphView } from "../../bridge/types";
import { t } from "../../text/t";
import css from "./Letter.module.css";

/** What the pages say, as text: for screen readers, for search, for copying a sentence. */
export function LetterText({ paragraphs }: { paragraphs: readonly ParagraphView[] }) {
  if (paragraphs.length === 0) return <p className={css.none}>{t("letter.preview.none")}</p>;
  return (
    <div className={css.text}>
      {paragraphs.map((paragraph, index) => {
        // The order is the letter's; the same sentence may stand twice.
        const key = `${index}${paragraph.role}`;
        return paragraph.role === "heading" ? (
          <h3 key={key} dir="auto">
            {paragraph.text}
          </h3>
        ) : (
          <p key={key} dir="auto">
            {paragraph.text}
          </p>
        );
      })}
    </div>
  );
}
