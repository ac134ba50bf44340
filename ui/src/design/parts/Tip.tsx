import type { ReactElement } from "react";
import { Tooltip, TooltipTrigger } from "react-aria-components";
import css from "./Field.module.css";

/** A short name for an icon button. Nothing that matters may live only here. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={600}>
      {children}
      <Tooltip className={`${css.popover} small`} offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}
