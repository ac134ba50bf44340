import type { BoxRow, CoverForm, Labelled } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { SelectField } from "../../design/parts/SelectField";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Redact.module.css";

interface Props {
  draft: string;
  boxes: readonly CoverForm[];
  rows: readonly BoxRow[];
  reasons: readonly Labelled[];
  /** Why the copy was refused because of this box. */
  refused: (at: number) => string | undefined;
  onChange: (at: number, box: CoverForm) => void;
  onShow: (at: number) => void;
  onRemove: (at: number) => void;
}

/** The boxes in words: where each lies, why it goes, and what is still wrong with it. */
export function BoxList({ draft, boxes, rows, reasons, refused, onChange, onShow, onRemove }: Props) {
  if (boxes.length === 0) return <p className="muted">{t("redact.none")}</p>;
  const options = reasons.map((reason) => ({ value: reason.code, label: reason.label }));
  return (
    <ol className={css.list}>
      {boxes.map((box, at) => (
        // A box has no identity but its place in the list.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at}>
          <div className={css.item} role="group" aria-label={t("redact.box", { n: at + 1 })}>
            <p>
              <strong>{t("redact.box", { n: at + 1 })}</strong> <span className="small muted">{rows[at]?.place}</span>
            </p>
            <SelectField label={t("redact.reason")} options={options} value={box.reason} onChange={(reason) => onChange(at, { ...box, reason })} hint={rows[at]?.problem ?? undefined} error={refused(at)} />
            <TextField id={`${draft}/words/${at}`} label={t("redact.words")} hint={t("redact.words.hint")} optional value={box.words} onChange={(words) => onChange(at, { ...box, words })} />
            <div className={css.tools}>
              <Button onPress={() => onShow(at)}>{t("redact.show", { n: at + 1 })}</Button>
              <Button kind="stop" onPress={() => onRemove(at)}>
                {t("redact.remove", { n: at + 1 })}
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
