import { useEffect, useRef } from "react";
import { t } from "../../text/t";
import { Button } from "./Button";
import css from "./Notice.module.css";

/** One thing to mend. `field` is the id of the field it belongs to. */
export interface Problem {
  message: string;
  help?: string | undefined;
  field?: string | undefined;
}

/** "There is a problem": takes the focus when it appears and leads to each field. */
export function ErrorSummary({ problems }: { problems: readonly Problem[] }) {
  const box = useRef<HTMLElement>(null);
  // Only a new problem takes the focus; typing while it stands must not lose the caret.
  const said = problems.map((problem) => problem.message).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (problems.length === 0) return null;
  return (
    <section ref={box} className={css.problem} role="alert" aria-labelledby="problem-title" tabIndex={-1}>
      <h2 id="problem-title" className="section">
        {t("problem.title")}
      </h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field ?? ""}${problem.message}`}>
            {problem.field ? (
              <Button kind="link" onPress={() => focusField(problem.field)}>
                {problem.message}
              </Button>
            ) : (
              <span>{problem.message}</span>
            )}
            {problem.help ? <p className="small muted">{problem.help}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function focusField(id: string | undefined) {
  const field = id ? document.getElementById(id) : null;
  const inner = field?.matches("input,textarea,button") ? field : field?.querySelector<HTMLElement>("input,textarea,button,[tabindex='0'],[role='spinbutton']");
  (inner as HTMLElement | null | undefined)?.focus();
}
