import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "../design/parts/classes";
import { t } from "../text/t";
import css from "./Welcome.module.css";

/** The centred card of the first screens: setup, unlock, the curtain. Nothing about the records is visible on it. */
export function Welcome({ title, lead, over, practice, top, children, actions }: { title: string; lead?: ReactNode; over?: string; practice?: boolean; top?: boolean; children?: ReactNode; actions?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return (
    <div className={classes(css.ground, practice && css.practice)}>
      <header className={css.name}>{practice ? `${t("app.name")}. ${t("app.practice")}` : t("app.name")}</header>
      <main className={classes(css.column, top && css.top)}>
        <div className={css.card}>
          <div className={css.head}>
            {over ? <p className="small muted">{over}</p> : null}
            <h1 className="title" id="welcome" ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead ? <p className="muted">{lead}</p> : null}
          </div>
          {children}
          {actions ? <div className={css.actions}>{actions}</div> : null}
        </div>
      </main>
    </div>
  );
}
