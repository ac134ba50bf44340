import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../bridge/call";
import type { FirstQuestion } from "../../bridge/types";
import { Checkbox, CheckboxCards } from "../../design/parts/Checkbox";
import { RadioCards } from "../../design/parts/RadioCards";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { isAsked } from "./firstContact";

type Chosen = Record<string, string[]>;

/**
 * The first questions once more, for a part that came in another form or asks for something else. Ticked, it begins with the
 * answers of the request; unticked, those of the request are its own.
 */
export function OwnContact({ questions, shared, asks, answers, onChange }: { questions: readonly FirstQuestion[]; shared: Chosen; asks: string[]; answers: Chosen; onChange: (answers: Chosen) => void }) {
  const [apart, setApart] = useState(Object.keys(answers).length > 0);
  const byPart = questions.filter((question) => question.by_part);
  const own = Object.fromEntries(byPart.flatMap((question) => (shared[question.code] ? [[question.code, shared[question.code] ?? []]] : [])));
  const together = { ...shared, ...answers };
  return (
    <>
      <Checkbox
        isSelected={apart}
        onChange={(on) => {
          setApart(on);
          onChange(on ? own : {});
        }}
        hint={t("new.part.apart.hint")}
      >
        {t("new.part.apart")}
      </Checkbox>
      {apart ? (
        <div className={form.group}>
          {byPart
            .filter((question) => isAsked(question, together))
            .map((question) => (
              <FirstChoice key={question.code} question={question} chosen={answers[question.code] ?? []} onChange={(chosen) => onChange({ ...answers, [question.code]: chosen })} />
            ))}
          <RouteOfPart answers={together} asks={asks} />
        </div>
      ) : null}
    </>
  );
}

function FirstChoice({ question, chosen, onChange }: { question: FirstQuestion; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const choices = question.choices.map((choice) => ({ value: choice.code, label: choice.label, hint: choice.hint ?? undefined }));
  return question.several ? (
    <CheckboxCards compact legend={question.heading} hint={question.hint ?? undefined} choices={choices} value={chosen} onChange={onChange} />
  ) : (
    <RadioCards legend={question.heading} hint={question.hint ?? undefined} choices={choices} value={chosen[0] ?? ""} onChange={(choice) => onChange([choice])} />
  );
}

function RouteOfPart({ answers, asks }: { answers: Chosen; asks: string[] }) {
  const route = useQuery({ queryKey: ["route", answers, asks], queryFn: () => call("preview_route", { answers, asks }), placeholderData: (previous) => previous });
  return (
    <p aria-live="polite">
      {t("new.route")}: <strong>{route.data?.kind}</strong>
    </p>
  );
}
