import { Button as AriaButton } from "react-aria-components";
import type { StepStatus, StepView } from "../../bridge/types";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./List.module.css";
import { Mark } from "./StatusWord";
import { STEP_LOOKS, UNNEEDED_LOOK } from "./tones";

/** The road of one part, by section. The section one stands in is unfolded; the others are one line each. `ended`: nothing is open any more. */
export function Steps({ steps, current, ended = false, onOpen }: { steps: readonly StepView[]; current: string; ended?: boolean; onOpen: (id: string) => void }) {
  const sections = sectionsOf(steps);
  const lookOf = (status: StepStatus) => (ended && status !== "done" ? UNNEEDED_LOOK : STEP_LOOKS[status]);
  return (
    <ol className={css.steps} aria-label={t("steps.title")}>
      {sections.map((section) => {
        const here = section.steps.some((step) => step.id === current);
        const target = section.steps.find((step) => step.status !== "done" && step.status !== "cannot_start") ?? section.steps[0];
        return (
          <li key={section.name}>
            <Line look={lookOf(section.status)} blocked={section.status === "cannot_start"} title={section.name} second={here || (ended && section.status === "cannot_start") ? undefined : section.second} now={here && section.steps.length === 1} onOpen={section.status === "cannot_start" || !target ? undefined : () => onOpen(target.id)} strong={here} />
            {here && section.steps.length > 1 ? (
              <ol className={css.inner}>
                {section.steps.map((step) => (
                  <li key={step.id} aria-current={step.id === current ? "step" : undefined}>
                    <Line look={lookOf(step.status)} blocked={step.status === "cannot_start"} title={step.heading} second={undefined} now={step.id === current} onOpen={step.status === "cannot_start" ? undefined : () => onOpen(step.id)} small />
                  </li>
                ))}
              </ol>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** "Check the paper, 2 of 4": the road in one line, for narrow panes. */
export function stepLine(steps: readonly StepView[], current: string): string | undefined {
  for (const section of sectionsOf(steps)) {
    const at = section.steps.findIndex((step) => step.id === current);
    if (at >= 0) return t("steps.line", { name: section.name, at: at + 1, of: section.steps.length });
  }
  return undefined;
}

interface Section {
  name: string;
  steps: StepView[];
  status: StepStatus;
  second: string | undefined;
}

function sectionsOf(steps: readonly StepView[]): Section[] {
  const sections: Section[] = [];
  for (const step of steps) {
    const section = sections.find((candidate) => candidate.name === step.section);
    if (section) section.steps.push(step);
    else sections.push({ name: step.section, steps: [step], status: step.status, second: undefined });
  }
  for (const section of sections) {
    const statuses = section.steps.map((step) => step.status);
    section.status = statuses.every((status) => status === "done")
      ? "done"
      : statuses.every((status) => status === "cannot_start")
        ? "cannot_start"
        : statuses.some((status) => status === "in_progress" || status === "done")
          ? "in_progress"
          : "not_started";
    const done = statuses.filter((status) => status === "done").length;
    section.second =
      section.status === "done" && section.steps.length === 1
        ? (section.steps[0]?.answer ?? undefined)
        : section.status === "in_progress" && section.steps.length > 1
          ? t("steps.done", { done, of: section.steps.length })
          : section.status === "cannot_start"
            ? t("status.blocked")
            : undefined;
  }
  return sections;
}

type Look = (typeof STEP_LOOKS)[StepStatus] | typeof UNNEEDED_LOOK;

function Line({ look, blocked, title, second, now, strong, small, onOpen }: { look: Look; blocked: boolean; title: string; second: string | undefined; now?: boolean; strong?: boolean; small?: boolean; onOpen: (() => void) | undefined }) {
  const inner = (
    <>
      <Mark shape={look.shape} tone={look.tone} />
      <span>
        {title}
        <span className="unseen">, {t(look.word)}</span>
      </span>
      {second ? <span className={`${css.second} small muted`}>{second}</span> : null}
    </>
  );
  const names = classes(css.step, now && css.now, strong && css.strong, small && "small", blocked && css.blocked);
  return onOpen ? (
    <AriaButton className={names} onPress={onOpen}>
      {inner}
    </AriaButton>
  ) : (
    <span className={names}>{inner}</span>
  );
}
