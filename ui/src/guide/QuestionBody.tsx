import { useState } from "react";
import { Disclosure, DisclosurePanel, Button as AriaButton, Heading } from "react-aria-components";
import { useActing } from "../app/acts";
import { flushDrafts, followDrafts, useDraftForm } from "../app/drafts";
import type { StepBody } from "../bridge/types";
import { Banner } from "../design/parts/Banner";
import { Button } from "../design/parts/Button";
import { CheckboxCards } from "../design/parts/Checkbox";
import { ErrorSummary } from "../design/parts/ErrorSummary";
import { RadioCards } from "../design/parts/RadioCards";
import { TextField } from "../design/parts/TextField";
import { t } from "../text/t";
import type { BodyProps } from "./Guide";
import css from "./Bodies.module.css";

type Question = Extract<StepBody, { kind: "question" }>;

/** One decision. The heading is the legend; nothing advances by itself; the pick is a draft until Continue. */
export function QuestionBody({ view, part, step, body, frame, onDone, onPreview }: BodyProps & { body: Question; onPreview: (text: string | undefined) => void }) {
  const acting = useActing();
  const key = `request/${view.id}/${body.whole_request ? "all" : part.id}/answer/${body.question}`;
  const { values, set, done, touched } = useDraftForm(key, { choices: body.chosen, note: body.note ?? "" }, acting.pending);
  const [noteOpen, setNoteOpen] = useState(values.note !== "");
  const choices = body.choices.map((choice) => ({ value: choice.code, label: choice.label, hint: choice.hint ?? undefined }));
  const preview = (code: string | undefined) => onPreview(body.choices.find((choice) => choice.code === (code ?? values.choices[0]))?.preview ?? undefined);
  const changed = touched && body.chosen.length > 0 && !sameChoices(values.choices, body.chosen);
  const save = async () => {
    // An answer that speaks of secrecy seals the request: what still waits to be saved goes first, so that it moves along.
    await flushDrafts();
    const next = await acting.run("answer_question", { request: view.id, part: body.whole_request ? "" : part.id, question: body.question, choices: values.choices, note: values.note });
    if (next) {
      done();
      await followDrafts(view.id, next.id, key);
      onDone(next);
    }
  };
  return frame(
    <>
      <ErrorSummary problems={acting.problems()} />
      {body.several ? (
        <CheckboxCards legend={step.heading} labelledBy="question" choices={choices} value={values.choices} onChange={(chosen) => set("choices", chosen)} />
      ) : (
        <RadioCards
          legend={step.heading}
          labelledBy="question"
          choices={choices}
          value={values.choices[0] ?? ""}
          onChange={(choice) => {
            set("choices", [choice]);
            preview(choice);
          }}
          onPreview={preview}
          readOnly={Boolean(view.read_only)}
        />
      )}
      {changed ? (
        <Banner kind="check" rounded>
          {t("question.changed", { answer: step.answer ?? "" })}
        </Banner>
      ) : null}
      <Disclosure isExpanded={noteOpen} onExpandedChange={setNoteOpen}>
        <Heading level={2}>
          <AriaButton slot="trigger" className={css.fold ?? ""}>
            {t("question.note")}
          </AriaButton>
        </Heading>
        <DisclosurePanel>
          {noteOpen ? <TextField id={`${key}/note`} label={t("note")} hint={t("question.note.hint")} rows={3} value={values.note} onChange={(note) => set("note", note)} error={acting.at("note")} /> : null}
        </DisclosurePanel>
      </Disclosure>
    </>,
    <Button kind="main" onPress={() => void save()} isPending={acting.pending} isDisabled={values.choices.length === 0}>
      {t("continue")}
    </Button>,
  );
}

function sameChoices(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((choice) => right.includes(choice));
}
