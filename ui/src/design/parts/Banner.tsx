import type { ReactNode } from "react";
import { classes } from "./classes";
import css from "./Notice.module.css";
import { Mark } from "./StatusWord";

/** Three strengths, so that the strongest keeps its force; `fine` says that something was recorded. */
export type BannerKind = "stop" | "hold" | "check" | "fine";

/** A band of one sentence with at most one action. It stays until its cause is gone. */
export function Banner({ kind, children, action, rounded, live }: { kind: BannerKind; children: ReactNode; action?: ReactNode; rounded?: boolean; live?: boolean }) {
  return (
    <div className={classes(css.banner, css[kind], rounded && css.rounded)} role={live ? (kind === "stop" ? "alert" : "status") : undefined}>
      <Mark shape={SHAPES[kind]} />
      <span className={css.text}>
        {children}
      </span>
      {action}
    </div>
  );
}

const SHAPES = { stop: "square", hold: "half", check: "ring", fine: "tick" } as const;
