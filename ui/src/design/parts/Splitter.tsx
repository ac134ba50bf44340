import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { t } from "../../text/t";
import css from "./Splitter.module.css";

const STEP = 4;
const LEAST = 25;
const MOST = 75;

/** Two panes with a movable bar between them: drag it, or focus it and use the arrow keys. */
export function Splitter({ left, right }: { left: ReactNode; right: ReactNode }) {
  const [share, setShare] = useState(46);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.style.setProperty("--left", `${share}%`);
  }, [share]);
  const move = (next: number) => setShare(Math.min(MOST, Math.max(LEAST, Math.round(next))));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !grid.current) return;
    const box = grid.current.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 100);
  };
  return (
    <div className={css.split}>
      <div className={css.grid} ref={grid}>
        <div className={css.side} data-pane tabIndex={-1}>
          {left}
        </div>
        <div
          className={css.bar}
          role="slider"
          aria-orientation="horizontal"
          aria-label={t("splitter")}
          aria-valuenow={share}
          aria-valuemin={LEAST}
          aria-valuemax={MOST}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={onPointerMove}
        />
        <div className={css.side} data-pane tabIndex={-1}>
          {right}
        </div>
      </div>
    </div>
  );
}
