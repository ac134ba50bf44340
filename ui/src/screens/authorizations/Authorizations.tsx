import { useEffect, useRef } from "react";
import { useRoad } from "../../app/Road";
import type { Refused } from "../../bridge/call";
import type { AuthorizationRow } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./Authorizations.module.css";
import { useAuthorizations } from "./list";

/** Every written authorization, whatever became of its request: for what, who, which data, how long, and where it stands. */
export function Authorizations() {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const list = useAuthorizations();
  return (
    <Sheet wide>
      <header>
        <h1 className="title" ref={heading} tabIndex={-1}>
          {t("place.authorizations")}
        </h1>
        <p className="muted">{t("authorizations.lead")}</p>
      </header>
      {list.error ? (
        <EmptyState action={<Button onPress={() => void list.refetch()}>{t("retry")}</Button>}>
          {list.error.message} {(list.error as Refused).help}
        </EmptyState>
      ) : list.data === undefined ? (
        <Waiting what={t("place.authorizations")} />
      ) : list.data.rows.length === 0 ? (
        <EmptyState
          action={
            <Button kind="main" onPress={() => road.go("/new")}>
              {t("place.new")}
            </Button>
          }
        >
          {t("authorizations.none")}
        </EmptyState>
      ) : (
        <Card flush>
          <div className={css.list}>
            <table className={css.table}>
              <caption className="unseen">{t("authorizations.list")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("authorizations.purpose")}</th>
                  <th scope="col">{t("authorizations.who")}</th>
                  <th scope="col">{t("authorizations.fields")}</th>
                  <th scope="col">{t("authorizations.dates")}</th>
                  <th scope="col">{t("authorizations.state")}</th>
                  <th scope="col">{t("authorizations.uses")}</th>
                </tr>
              </thead>
              <tbody>
                {list.data.rows.map((row) => (
                  <tr key={`${row.request}/${row.part}`}>
                    <th scope="row">
                      <Button kind="link" onPress={() => road.go(`/authorizations/${row.request}/${row.part}`)}>
                        {row.purpose || row.number}
                      </Button>
                      <span className="small muted numbers">
                        {row.kind} {row.number}
                      </span>
                    </th>
                    <td dir="auto" data-label={t("authorizations.who")}>
                      {row.recipients.join("; ")}
                    </td>
                    <td data-label={t("authorizations.fields")}>{row.fields.join(", ")}</td>
                    <td data-label={t("authorizations.dates")}>{span(row)}</td>
                    <td data-label={t("authorizations.state")}>
                      <StateWord state={row.state} tone={row.tone} wraps />
                    </td>
                    <td className="numbers" data-label={t("authorizations.uses")}>
                      {row.uses}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
    </Sheet>
  );
}

/** First to last day, in words. */
function span(row: AuthorizationRow): string {
  return row.from && row.until ? t("authorizations.span", { from: row.from.words, until: row.until.words }) : t("authorizations.open.end");
}
