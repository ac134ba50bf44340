import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { call } from "../bridge/call";
import type { RequestView, StepView } from "../bridge/types";
import { Waiting } from "../design/parts/Waiting";
import { t } from "../text/t";

/** One of the first questions, asked again: they stand before the road of a part, so the request does not carry their choices. */
export function RoutingQuestion({ view, question, draw, none }: { view: RequestView; question: string; draw: (step: StepView) => ReactNode; none: ReactNode }) {
  const first = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact") });
  if (first.isPending) return <Waiting what={t("request.word")} />;
  const asked = first.data?.questions.find((each) => each.code === question);
  if (!asked) return none;
  const answer = view.answers.find((each) => each.open?.endsWith(`/${question}`))?.answer ?? null;
  const chosen = asked.choices.filter((choice) => choice.label === answer).map((choice) => choice.code);
  return draw({
    id: asked.code,
    section: t("place.new"),
    heading: asked.heading,
    hint: asked.hint,
    why: null,
    clauses: [],
    status: answer ? "done" : "in_progress",
    answer,
    body: { kind: "question", question: asked.code, several: asked.several, choices: asked.choices, chosen, note: null, whole_request: true },
  });
}
