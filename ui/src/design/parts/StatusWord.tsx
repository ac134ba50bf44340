import { classes } from "./classes";
import css from "./Mark.module.css";

/** What a mark says besides its word: square = stop, half disc = waiting, ring = open, tick = done, disc = now, dash = not used. */
export type Shape = "square" | "half" | "ring" | "tick" | "disc" | "dash";
/** The colour family of a status. Red means stopped, overdue or delete, nothing else. */
export type Tone = "stop" | "wait" | "ok" | "quiet" | "accent";

/** A status as word, shape and colour together; never one of them alone. */
export function StatusWord({ word, shape, tone, chip, wraps }: { word: string; shape: Shape; tone: Tone; chip?: boolean; wraps?: boolean }) {
  return (
    <span className={classes(css.status, css[tone], chip && css.chip, wraps && css.wraps)}>
      <Mark shape={shape} />
      {word}
    </span>
  );
}

/** The shape alone, for lists whose words stand beside it. */
export function Mark({ shape, tone }: { shape: Shape; tone?: Tone }) {
  return (
    <svg className={classes(css.mark, tone && css[tone])} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {SHAPES[shape]}
    </svg>
  );
}

const SHAPES = {
  square: <rect x="1" y="1" width="10" height="10" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.25a4.75 4.75 0 0 0 0 9.5z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  tick: <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />,
  disc: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  dash: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
} as const;
