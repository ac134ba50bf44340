import { type ReactNode, useId } from "react";
import type { Clause } from "../../bridge/types";
import { t } from "../../text/t";
import { Card, type Fact, Facts } from "./Card";
import css from "./PolicyPane.module.css";

interface Props {
  clauses: readonly Clause[];
  because: readonly Fact[];
  why?: string | undefined;
  /** What the focused choice would lead to, one sentence. */
  preview?: string | undefined;
  children?: ReactNode;
}

/** The voice of the policy, in serif, beside the voice of the program, in sans. They never mix. */
export function PolicyPane({ clauses, because, why, preview, children }: Props) {
  const id = useId();
  return (
    <div className={css.pane}>
      <p className={preview ? css.preview : "unseen"} aria-live="polite">
        {preview ? (
          <>
            <span className={css.head}>{t("policy.ifyou")}</span>
            <br />
            {preview}
          </>
        ) : null}
      </p>
      <div role="group" className={css.group} aria-labelledby={`${id}says`}>
        <h2 id={`${id}says`} className={css.head}>
          {t("policy.title")}
        </h2>
        {clauses.length === 0 ? <p className="small muted">{t("policy.none")}</p> : null}
        {clauses.map((clause) => (
          <ClauseQuote key={clause.label + clause.text} clause={clause} />
        ))}
      </div>
      {because.length > 0 ? (
        <div role="group" className={css.group} aria-labelledby={`${id}because`}>
          <h2 id={`${id}because`} className={css.head}>
            {t("policy.because")}
          </h2>
          <Facts facts={because} />
        </div>
      ) : null}
      {why ? (
        <div role="group" className={css.group} aria-labelledby={`${id}why`}>
          <h2 id={`${id}why`} className={css.head}>
            {t("policy.why")}
          </h2>
          <p>{why}</p>
        </div>
      ) : null}
      {children}
    </div>
  );
}

/** What something was decided or signed under. */
export function Grounds({ title, clauses }: { title: string; clauses: readonly Clause[] }) {
  if (clauses.length === 0) return null;
  return (
    <Card title={title}>
      {clauses.map((clause) => (
        <ClauseQuote key={clause.label} clause={clause} />
      ))}
    </Card>
  );
}

/** One clause: its text in serif, and the line that says where it stands and how sure that is. */
export function ClauseQuote({ clause }: { clause: Clause }) {
  return (
    <figure>
      <blockquote className={css.quote}>{clause.text}</blockquote>
      <figcaption className="small muted">
        {[clause.label, clause.version].filter(Boolean).join(", ")}
        {clause.standing ? <span className={css.standing}>{clause.standing}</span> : null}
      </figcaption>
    </figure>
  );
}
