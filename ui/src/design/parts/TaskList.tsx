import type { ReactNode } from "react";
import type { Tone } from "../../bridge/types";
import { StateWord } from "./DueChip";
import css from "./List.module.css";
import { Mark } from "./StatusWord";
import { TONE_LOOKS } from "./tones";

/** One line of the checklist. The words and the tone come from the program. */
export interface Task {
  id: string;
  title: ReactNode;
  second?: string | undefined;
  state: string;
  tone: Tone;
  /** It was not needed and is not open any more. */
  unneeded?: boolean;
}

/** The checklist of a request: what is done, what is next, what cannot start yet. */
export function TaskList({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  return (
    <ul className={css.tasks} aria-label={label}>
      {tasks.map((task) => (
        <li key={task.id} className={css.task}>
          {task.unneeded ? <Mark shape="dash" tone="quiet" /> : <Mark shape={TONE_LOOKS[task.tone].shape} tone={TONE_LOOKS[task.tone].tone} />}
          <span className={task.unneeded ? "muted" : undefined}>{task.title}</span>
          <span className={css.aside}>{task.unneeded || task.tone === "done" || task.tone === "open" ? <span className="small muted">{task.state}</span> : <StateWord state={task.state} tone={task.tone} chip />}</span>
          {task.second ? <span className={`${css.second} small muted`}>{task.second}</span> : null}
        </li>
      ))}
    </ul>
  );
}
