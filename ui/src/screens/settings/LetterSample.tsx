import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call, type Refused } from "../../bridge/call";
import type { LetterStyleForm, LetterStyleView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { TabSet } from "../../design/parts/TabSet";
import { t } from "../../text/t";
import { LetterPages } from "../letter/LetterPages";
import { LetterText } from "../letter/LetterText";
import css from "./Settings.module.css";

const PAUSE = 500;

/** What the program said of one look: a letter in it, or why there can be none. */
interface Answer {
  form: LetterStyleForm;
  view?: LetterStyleView;
  refused?: Refused;
}

/** Asks for a sample letter once nothing was typed for a moment. The last answer stands until the next one is there. */
export function useLetterSample(typed: LetterStyleForm): { answer: Answer; isBehind: boolean } {
  const [form, setForm] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setForm(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data: answer = { form }, isPlaceholderData } = useQuery<Answer>({
    queryKey: ["letter_style", form],
    // A refusal is an answer too: what it says stays at its field while the next one is on its way.
    queryFn: () =>
      call("letter_style_view", { form }).then(
        (view) => ({ form, view }),
        (refused: Refused) => ({ form, refused }),
      ),
    placeholderData: (before) => before,
  });
  return { answer, isBehind: isPlaceholderData || !isSame(typed, form) };
}

/** Both mean the same look. */
export function isSame(one: LetterStyleForm, other: LetterStyleForm): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The letter as pages and as text. Where it can have no pages, the last ones stay, dimmed, and it is said why. */
export function LetterSample({ answer: { form, view, refused }, isBehind }: ReturnType<typeof useLetterSample>) {
  return (
    <section className={css.sample} aria-label={t("letter.preview")}>
      <p className="small muted">{t("own.invented")}</p>
      {refused ? (
        <Banner kind="hold" rounded live>
          {refused.message} {refused.help}
        </Banner>
      ) : null}
      <TabSet
        label={t("letter.preview")}
        sheets={[
          { id: "pages", title: isBehind ? t("letter.pages.updating") : t("letter.pages"), content: <LetterPages of={{ kind: "style", form }} pages={view?.pages ?? 0} version={view?.preview ?? ""} stale={isBehind} none={refused ? t("own.preview.none") : t("letter.preview.drawing")} /> },
          { id: "text", title: t("letter.text"), content: <LetterText paragraphs={view?.paragraphs ?? []} none={refused ? t("own.preview.none") : t("letter.preview.drawing")} /> },
        ]}
      />
    </section>
  );
}
