import { type ReactNode, useId } from "react";
import { classes } from "./classes";
import css from "./List.module.css";

/** A white sheet with a heading. `flush` lets a list run to its edges. */
export function Card({ title, aside, children, flush, level = 2 }: { title?: string; aside?: ReactNode; children: ReactNode; flush?: boolean; level?: 2 | 3 }) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <div className={classes(css.card, flush && css.flush)} {...(title ? { role: "group", "aria-labelledby": id } : {})}>
      {title ? (
        <div className={css.cardHead}>
          <Heading id={id} className="section">
            {title}
          </Heading>
          {aside}
        </div>
      ) : null}
      {children}
    </div>
  );
}

/** One fact. An action stands beside it where it can be changed. */
export interface Fact {
  label: string;
  value: ReactNode;
  action?: ReactNode;
}

/** Facts as term and value, stacked in a narrow card or side by side in a wide one. */
export function Facts({ facts, beside }: { facts: readonly Fact[]; beside?: boolean }) {
  return (
    <dl className={classes(css.facts, beside && css.beside)}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd dir="auto">{fact.value}</dd>
          {beside && fact.action ? <dd>{fact.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
