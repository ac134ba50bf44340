import type { ReactNode } from "react";
import css from "./Notice.module.css";

/** What this place is, and one act. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className="muted">{children}</p>
      {action}
    </div>
  );
}
