import type { FirstQuestion } from "../../bridge/types";

/** Whether a first question is asked under the answers given so far. */
export function isAsked(question: FirstQuestion, answers: Record<string, string[]>): boolean {
  return Object.entries(question.only_when).every(([code, wanted]) => (answers[code] ?? []).some((answer) => wanted?.includes(answer)));
}
