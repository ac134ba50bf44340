// The stand-in for the look of letters: a sample letter of one page, or of two in the largest type. It sets no type.
import type { Commands } from "../commands";
import type { FailureCode, LetterStyleForm, SettingsView } from "../types";
import { PIXEL } from "./samples";

type Names = Extract<keyof Commands, "save_letter_style" | "letter_style_view" | "letter_style_page">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** How letters look; a look that need not be saved yet is shown too. */
export function letterStyleHandlers(desk: SettingsView, refuse: Refuse): Handlers {
  const checked = (form: LetterStyleForm): LetterStyleForm => {
    const lines = (field: "return_address" | "under_signature", most: number) => {
      const kept = form[field].map((line) => line.trim()).filter((line) => line !== "");
      if (kept.length > most) throw refuse("invalid", `There are ${kept.length} lines; a letter has room for ${most}.`, [field]);
      return kept;
    };
    return { return_address: lines("return_address", 4), under_signature: lines("under_signature", 3), type_size: form.type_size };
  };
  return {
    save_letter_style: ({ form }) => {
      desk.letter_style = checked(form);
      return structuredClone(desk);
    },
    letter_style_view: ({ form }) => {
      const style = checked(form);
      const mail = style.return_address.length > 0 ? style.return_address : desk.profile.address;
      return {
        pages: style.type_size === "large" ? 2 : 1,
        preview: JSON.stringify(style),
        paragraphs: [
          { role: "detail", text: mail.join(" · ") },
          { role: "body", text: "Dear Odile Brandt, we have your request." },
          ...["Dana Ortiz", "Director", ...style.under_signature].map((text) => ({ role: "signature", text })),
        ],
      };
    },
    letter_style_page: ({ form }) => {
      checked(form);
      return PIXEL.buffer.slice(0);
    },
  };
}
