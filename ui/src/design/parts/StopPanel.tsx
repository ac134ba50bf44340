import { type ReactNode, useEffect, useId, useRef } from "react";
import { namedWords } from "../../text/said";
import { t } from "../../text/t";
import css from "./Notice.module.css";
import { Mark } from "./StatusWord";

/** Everything a Stop says, in the order in which it is needed at the desk. */
export interface StopWords {
  title: string;
  reason?: string | undefined;
  /** What not to do, one act per line. */
  dont: readonly string[];
  /** The sentence to read aloud to the person in front. */
  say?: string | undefined;
  /** Who to call, with number and hours. */
  call: readonly string[];
  /** What to write down. */
  write: readonly string[];
  clause?: ReactNode;
  lift?: string | undefined;
}

/** A Stop is a place, not a notice: it fills the question pane, is announced once, and has its own next act. */
export function StopPanel({ words, focus }: { words: StopWords; focus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus, words.title]);
  return (
    <section className={css.panel} role="alert" aria-label={words.title}>
      <h1 className={css.panelTitle} ref={heading} tabIndex={-1}>
        <Mark shape="square" />
        {words.title}
      </h1>
      {words.reason ? <p>{words.reason}</p> : null}
      <dl>
        <Lines term={t("stop.dont")} lines={words.dont} />
        {words.say ? (
          <div>
            <dt>{t("stop.say")}</dt>
            <dd className={css.aloud}>{words.say}</dd>
          </div>
        ) : null}
        {words.call.length > 0 ? (
          <div>
            <dt>{t("stop.call")}</dt>
            <dd>
              <ul className={css.reach}>
                {words.call.map((line) => (
                  <li key={line}>
                    <Reach line={line} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
        <Lines term={t("stop.write")} lines={words.write} />
        {words.clause ? (
          <div>
            <dt>{t("stop.clause")}</dt>
            <dd>{words.clause}</dd>
          </div>
        ) : null}
        {words.lift ? (
          <div>
            <dt>{t("stop.lift")}</dt>
            <dd>{words.lift}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

/** A check speaks beside the step: what not to do, what to say, and how it ends. Nothing waits for it. */
export function CheckPanel({ words, action }: { words: Pick<StopWords, "title" | "dont" | "say" | "lift">; action?: ReactNode }) {
  const id = useId();
  return (
    <section className={css.note} aria-labelledby={id}>
      <h2 id={id} className={`${css.noteTitle} section`}>
        <Mark shape="ring" tone="accent" />
        {words.title}
      </h2>
      <dl>
        <Lines term={t("stop.dont")} lines={words.dont} />
        {words.say ? (
          <div>
            <dt>{t("stop.say")}</dt>
            <dd>{words.say}</dd>
          </div>
        ) : null}
        {words.lift ? (
          <div>
            <dt>{t("check.lifts")}</dt>
            <dd>
              {words.lift} {action}
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

/** One way to reach counsel: its name, and strong what has to be read at a glance while dialling. */
function Reach({ line }: { line: string }) {
  const { name, value } = namedWords(line);
  return name ? (
    <>
      <span>{name}</span> <strong>{value}</strong>
    </>
  ) : (
    <span className={css.unnamed}>{line}</span>
  );
}

function Lines({ term, lines }: { term: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <dt>{term}</dt>
      {lines.length === 1 ? (
        <dd>{lines[0]}</dd>
      ) : (
        <dd>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </dd>
      )}
    </div>
  );
}
