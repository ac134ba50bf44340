// Drawing boxes on a page. Sides are whole ten-thousandths of the page; whether a box may be as it is, the program says.
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { BoxRow, CoverForm } from "../../bridge/types";
import { classes } from "../../design/parts/classes";
import { t } from "../../text/t";
import css from "./Redact.module.css";

/** How large the page is drawn. */
export type Zoom = "fit" | "half" | "double";

const SIDE = 10_000;
/** One press of an arrow key. */
const STEP = 50;
/** The smallest side, so that a box can still be seen and taken hold of. */
const LEAST = 100;

/** A box in the middle of a page, to be moved by keys. */
export function newBox(page: number): CoverForm {
  return { page, x: 3_500, y: 4_700, w: 3_000, h: 400, reason: "", words: "" };
}

interface Props {
  picture: Uint8Array;
  stale: boolean;
  page: number;
  pages: number;
  boxes: readonly CoverForm[];
  rows: readonly BoxRow[];
  zoom: Zoom;
  chosen: number | undefined;
  onChoose: (at: number) => void;
  onAdd: (box: CoverForm) => void;
  onChange: (at: number, box: CoverForm) => void;
  onRemove: (at: number) => void;
}

/** What the pointer does: it draws, moves or sizes. `from` is where it began. */
interface Grip {
  at: number | undefined;
  sizes: boolean;
  from: { x: number; y: number };
  begun: CoverForm;
  now: CoverForm;
}

/** The page with its boxes. Each box is a button that the arrow keys move. */
export function PageBoxes({ picture, stale, page, pages, boxes, rows, zoom, chosen, onChoose, onAdd, onChange, onRemove }: Props) {
  const source = useSource(picture);
  const sheet = useRef<HTMLDivElement>(null);
  const [grip, setGrip] = useState<Grip>();
  const place = (event: PointerEvent) => {
    const frame = sheet.current?.getBoundingClientRect();
    const part = (at: number, from: number, length: number) => (length > 0 ? Math.round(clamp(((at - from) / length) * SIDE, 0, SIDE)) : 0);
    return { x: part(event.clientX, frame?.left ?? 0, frame?.width ?? 0), y: part(event.clientY, frame?.top ?? 0, frame?.height ?? 0) };
  };
  const take = (event: PointerEvent, at: number | undefined, sizes: boolean) => {
    if (event.button !== 0 || stale) return;
    event.stopPropagation();
    sheet.current?.setPointerCapture?.(event.pointerId);
    const from = place(event);
    const begun = (at === undefined ? undefined : boxes[at]) ?? { ...newBox(page), ...from, w: 0, h: 0 };
    setGrip({ at, sizes, from, begun, now: begun });
    if (at !== undefined) onChoose(at);
  };
  const pull = (event: PointerEvent) => {
    if (!grip) return;
    const to = place(event);
    const [across, down] = [to.x - grip.from.x, to.y - grip.from.y];
    const { begun } = grip;
    const now = grip.at === undefined ? { ...begun, x: Math.min(to.x, grip.from.x), y: Math.min(to.y, grip.from.y), w: Math.abs(across), h: Math.abs(down) } : grip.sizes ? sized(begun, across, down) : moved(begun, across, down);
    setGrip({ ...grip, now });
  };
  const drop = () => {
    if (!grip) return;
    setGrip(undefined);
    if (grip.at !== undefined) onChange(grip.at, grip.now);
    else if (grip.now.w >= LEAST && grip.now.h >= LEAST) onAdd(grip.now);
  };
  const press = (event: KeyboardEvent, at: number, box: CoverForm) => {
    if (event.key === "Delete") {
      event.preventDefault();
      onRemove(at);
      return;
    }
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(at, (event.shiftKey ? sized : moved)(box, way[0] * STEP, way[1] * STEP));
  };
  return (
    // The page scrolls when it is enlarged, so the region takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.frame} role="region" aria-label={t("redact.page", { n: page + 1, of: pages })} tabIndex={0}>
      <div ref={sheet} className={classes(css.page, css[zoom], stale && css.stale)} onPointerDown={(event) => take(event, undefined, false)} onPointerMove={pull} onPointerUp={drop} onPointerCancel={() => setGrip(undefined)}>
        {source ? <img src={source} alt={t("pages.page", { n: page + 1, of: pages })} draggable={false} decoding="sync" /> : null}
        {boxes.map((box, at) =>
          box.page === page ? (
            // A box has no identity but its place in the list.
            // oxlint-disable-next-line react/no-array-index-key
            <Box key={at} box={grip?.at === at ? grip.now : box} label={t("redact.box.at", { n: at + 1, place: rows[at]?.place ?? "" })} number={at + 1} isChosen={chosen === at} onFocus={() => onChoose(at)} onKeyDown={(event) => press(event, at, box)} onTake={(event, sizes) => take(event, at, sizes)} />
          ) : null,
        )}
        {grip && grip.at === undefined ? <Drawn box={grip.now} /> : null}
      </div>
    </div>
  );
}

interface BoxProps {
  box: CoverForm;
  label: string;
  number: number;
  isChosen: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onTake: (event: PointerEvent, sizes: boolean) => void;
}

function Box({ box, label, number, isChosen, onFocus, onKeyDown, onTake }: BoxProps) {
  const place = usePlace<HTMLButtonElement>(box);
  useEffect(() => {
    if (!isChosen) return undefined;
    place.current?.focus();
    // A press by the mouse gives the focus to what was pressed once more, after this.
    const late = setTimeout(() => place.current?.focus(), 0);
    return () => clearTimeout(late);
  }, [isChosen, place]);
  return (
    <button ref={place} type="button" className={css.box} aria-label={label} aria-describedby="redact-keys" aria-current={isChosen} onFocus={onFocus} onKeyDown={onKeyDown} onPointerDown={(event) => {
        // Not every engine gives a button the focus when it is pressed.
        place.current?.focus();
        onTake(event, false);
      }}>
      <span className={css.number} aria-hidden>
        {number}
      </span>
      <span className={css.corner} aria-hidden onPointerDown={(event) => onTake(event, true)} />
    </button>
  );
}

function Drawn({ box }: { box: CoverForm }) {
  return <div ref={usePlace<HTMLDivElement>(box)} className={css.box} />;
}

/** Puts an element where its box lies; the content policy knows no style in markup. */
function usePlace<E extends HTMLElement>(box: CoverForm) {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    for (const side of ["x", "y", "w", "h"] as const) element.current?.style.setProperty(`--${side}`, `${box[side] / (SIDE / 100)}%`);
  }, [box]);
  return element;
}

function useSource(picture: Uint8Array): string | undefined {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([picture as BlobPart], { type: "image/png" }));
    setSource(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return source;
}

const WAYS: Record<string, [number, number] | undefined> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const moved = (box: CoverForm, across: number, down: number): CoverForm => ({ ...box, x: clamp(box.x + across, 0, SIDE - box.w), y: clamp(box.y + down, 0, SIDE - box.h) });
const sized = (box: CoverForm, across: number, down: number): CoverForm => ({ ...box, w: clamp(box.w + across, LEAST, SIDE - box.x), h: clamp(box.h + down, LEAST, SIDE - box.y) });
