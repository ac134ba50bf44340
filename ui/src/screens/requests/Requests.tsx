import { useInfiniteQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useCallback, useDeferredValue, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { RequestRow } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { type ColumnOf, DataTable } from "../../design/parts/DataTable";
import { DueChip, StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { TextField } from "../../design/parts/TextField";
import { Waiting } from "../../design/parts/Waiting";
import { t, tCount } from "../../text/t";
import css from "./Requests.module.css";

const PAGE = 200;

/** All requests, most pressing first, in pages of 200. The program filters and sorts; the page draws. */
export function Requests({ textScale, compact }: { textScale: number; compact: boolean }) {
  const road = useRoad();
  const [view, setView] = useState("");
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed);
  const list = useInfiniteQuery({
    queryKey: ["list", view, words],
    queryFn: ({ pageParam }) => call("list_requests", { view, words, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const had = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return had < last.total && last.rows.length > 0 ? had : undefined;
    },
    placeholderData: (previous) => previous,
  });
  const [frame, room] = useRoom();
  const columns = columnsFor(room / textScale);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const views = list.data?.pages[0]?.views ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <div className={css.page} data-pane tabIndex={-1}>
      <header className={css.head}>
        <h1 className="title">{t("place.requests")}</h1>
        {list.data ? <span className="muted numbers">{tCount("list.total", total)}</span> : null}
        <div className={css.push}>
          <Button kind="main" onPress={() => road.go("/new")}>
            {t("place.new")}
          </Button>
        </div>
      </header>
      <div className={css.tools}>
        {views.length > 0 ? (
          <ToggleButtonGroup aria-label={t("list.views")} className={css.views ?? ""} selectionMode="single" disallowEmptySelection selectedKeys={[view || "open"]} onSelectionChange={(keys) => setView([...keys][0] === "open" ? "" : String([...keys][0]))}>
            {views.map((each) => (
              <ToggleButton key={each.code} id={each.code || "open"} className={css.view ?? ""}>
                {each.label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ) : null}
        <div className={css.find} data-find>
          <TextField label={t("list.find")} value={typed} onChange={setTyped} />
        </div>
      </div>
      <div className={css.table} ref={frame}>
        {list.error ? (
          <EmptyState action={<Button onPress={() => void list.refetch()}>{t("retry")}</Button>}>
            {list.error.message} {(list.error as Refused).help}
          </EmptyState>
        ) : list.data === undefined ? (
          <Waiting what={t("place.requests")} />
        ) : total === 0 && words === "" && view === "" ? (
          <EmptyState action={<Button kind="main" onPress={() => road.go("/new")}>{t("list.start")}</Button>}>{t("list.empty")}</EmptyState>
        ) : total === 0 ? (
          <EmptyState
            action={
              <Button
                onPress={() => {
                  setTyped("");
                  setView("");
                }}
              >
                {t("list.clear")}
              </Button>
            }
          >
            {t("list.nothing")}
          </EmptyState>
        ) : (
          <DataTable label={t("place.requests")} columns={columns} rows={rows} rowId={(row) => row.id} rowText={(row) => `${row.number} ${row.kind}`} onOpen={(id) => road.go(`/request/${id}`)} empty={null} scale={textScale} rowHeight={compact ? 34 : 40} />
        )}
      </div>
      {list.hasNextPage ? (
        <div className={css.more}>
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t("list.more", { shown: rows.length, total })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** What it is. A sealed matter is marked, and its row says nothing else about it. */
function KindCell({ row }: { row: RequestRow }) {
  return (
    <span title={row.kind}>
      {row.sealed ? <LockKeyhole size={14} aria-hidden /> : null} {row.kind}
    </span>
  );
}

/** How wide the list is drawn, in pixels. */
function useRoom(): [(element: HTMLElement | null) => void, number] {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [watch, room];
}

/** The columns that have room. In the narrowest list a date stands without how far off it is. */
function columnsFor(room: number): readonly ColumnOf<RequestRow>[] {
  const fitting = COLUMNS.filter((column) => room >= (column.from ?? 0));
  return room >= 760 ? fitting : fitting.map((column) => (column.id === "due" ? { ...column, width: 176, cell: (row) => <DueChip due={row.due} bare /> } : column));
}

/** `from` is the width in pixels at 100 % text below which a column leaves: what one looks for stays, whole, without scrolling. */
const COLUMNS: readonly (ColumnOf<RequestRow> & { from?: number })[] = [
  { id: "number", name: t("list.number"), width: 136, isRowHeader: true, cell: (row) => <span className="numbers nowrap">{row.number}</span> },
  { id: "kind", name: t("list.kind"), width: "2fr", minWidth: 120, cell: (row) => <KindCell row={row} /> },
  { id: "from", from: 1120, name: t("list.from"), width: "1.4fr" as "1fr", minWidth: 96, cell: (row) => <span title={row.from}>{row.from}</span> },
  { id: "state", name: t("list.state"), width: 118, cell: (row) => <StateWord state={row.state} tone={row.tone} /> },
  { id: "due", name: t("list.due"), width: 304, cell: (row) => <DueChip due={row.due} /> },
  { id: "next", from: 840, name: t("list.next"), width: "2fr", minWidth: 120, cell: (row) => <span className={css.rowNext} title={row.next}>{row.next}</span> },
  { id: "received", from: 1180, name: t("list.received"), width: 148, cell: (row) => <span className="nowrap muted small">{row.received.words.split(",")[0]}</span> },
];
