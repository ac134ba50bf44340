import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import { classes } from "./classes";
import css from "./Button.module.css";

/** How much a button weighs. One `main` per screen; `stop` deletes or discards. */
export type ButtonKind = "main" | "plain" | "quiet" | "stop" | "link" | "icon";

interface Props extends Omit<ButtonProps, "children" | "className" | "style"> {
  kind?: ButtonKind;
  children: ReactNode;
}

/** A button that names its act. */
export function Button({ kind = "plain", children, ...rest }: Props) {
  // Ctrl Enter presses the last main button on screen.
  return (
    <AriaButton {...rest} {...(kind === "main" ? { "data-main": "" } : kind === "quiet" ? { "data-quiet": "" } : {})} className={classes(css.button, kind === "plain" ? undefined : kind === "icon" ? classes(css.quiet, css.icon) : css[kind])}>
      {children}
    </AriaButton>
  );
}
