import type { ReactNode } from "react";
import type { Moment } from "../../bridge/types";
import css from "./List.module.css";
import { Mark } from "./StatusWord";

/** One thing that happened. */
export interface TimelineEntry {
  id: string;
  at: Moment;
  title: string;
  who: string;
  note?: ReactNode;
}

/** What happened, newest first: what, when, who. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className={css.timeline} aria-label={label}>
      {entries.map((entry, index) => (
        <li key={entry.id} className={css.entry}>
          <Mark shape={index === 0 ? "disc" : "ring"} tone={index === 0 ? "accent" : "quiet"} />
          <div>
            <p>{entry.title}</p>
            <p className="small muted numbers">
              <time dateTime={entry.at.iso}>{entry.at.words}</time>, {entry.who}
            </p>
            {entry.note ? <div className="small">{entry.note}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
