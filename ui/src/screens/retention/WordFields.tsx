import type { Acting } from "../../app/acts";
import type { WordForm } from "../../bridge/types";
import { MomentField } from "../../design/parts/DateField";
import { RadioCards } from "../../design/parts/RadioCards";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";

/** No word yet. */
export const NO_WORD: WordForm = { from: "", how: "", at: "", what: "" };

/** Whose word something rests on: never a bare tick. */
export function WordFields({ word, onChange, acting }: { word: WordForm; onChange: (word: WordForm) => void; acting: Acting }) {
  return (
    <>
      <TextField label={t("word.from")} value={word.from} onChange={(from) => onChange({ ...word, from })} error={acting.at("word_from")} />
      <RadioCards
        legend={t("word.how")}
        choices={[
          { value: "paper", label: t("word.paper") },
          { value: "call", label: t("word.call") },
        ]}
        value={word.how}
        onChange={(how) => onChange({ ...word, how })}
        error={acting.at("word_how")}
      />
      <MomentField dayLabel={t("word.at")} timeLabel={t("field.time")} value={word.at} onChange={(at) => onChange({ ...word, at })} error={acting.at("word_at")} />
      <TextField label={t("word.what")} rows={2} value={word.what} onChange={(what) => onChange({ ...word, what })} error={acting.at("word_what")} />
    </>
  );
}
