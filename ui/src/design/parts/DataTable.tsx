import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Cell, Column, Row, type SortDescriptor, Table, TableBody, TableHeader, TableLayout, Virtualizer } from "react-aria-components";
import css from "./DataTable.module.css";

/** One column. `width` is in pixels at 100 % text, or a share such as "1fr". */
export interface ColumnOf<T> {
  id: string;
  name: string;
  width?: number | `${number}fr`;
  minWidth?: number;
  isRowHeader?: boolean;
  allowsSorting?: boolean;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: readonly ColumnOf<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  rowText: (row: T) => string;
  onOpen: (id: string) => void;
  sort?: SortDescriptor;
  onSort?: (sort: SortDescriptor) => void;
  empty: ReactNode;
  /** Text size as a factor, so that rows grow with it. */
  scale: number;
  rowHeight: number;
}

/** A long list: only the rows in sight are in the document; arrows, Home, End and type-ahead move, Enter opens. */
export function DataTable<T extends object>({ label, columns, rows, rowId, rowText, onOpen, sort, onSort, empty, scale, rowHeight }: Props<T>) {
  const layout = { rowHeight: Math.round(rowHeight * scale), headingHeight: Math.round(34 * scale) };
  return (
    <Virtualizer layout={TableLayout} layoutOptions={layout}>
      <Table aria-label={label} className={css.frame ?? ""} onRowAction={(id) => onOpen(String(id))} selectionMode="none" {...(sort ? { sortDescriptor: sort } : {})} {...(onSort ? { onSortChange: onSort } : {})}>
        <TableHeader>
          {columns.map((column) => (
            <Column
              key={column.id}
              id={column.id}
              className={css.column ?? ""}
              isRowHeader={column.isRowHeader ?? false}
              allowsSorting={column.allowsSorting ?? false}
              width={typeof column.width === "number" ? Math.round(column.width * scale) : (column.width ?? "1fr")}
              minWidth={Math.round((column.minWidth ?? 80) * scale)}
            >
              {({ sortDirection }) => (
                <>
                  <span>{column.name}</span>
                  {sortDirection === "ascending" ? <ArrowUp className={css.sort} size={13} aria-hidden /> : null}
                  {sortDirection === "descending" ? <ArrowDown className={css.sort} size={13} aria-hidden /> : null}
                </>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={rows.map((row) => ({ id: rowId(row), row }))} renderEmptyState={() => empty} dependencies={[columns]}>
          {(item) => (
            <Row id={item.id} textValue={rowText(item.row)} className={css.row ?? ""}>
              {columns.map((column) => (
                <Cell key={column.id} className={css.cell ?? ""}>
                  {column.cell(item.row)}
                </Cell>
              ))}
            </Row>
          )}
        </TableBody>
      </Table>
    </Virtualizer>
  );
}
