import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { AuthorizationList } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Sheet } from "../../design/parts/Panes";
import { Waiting } from "../../design/parts/Waiting";
import { t, tCount } from "../../text/t";
import css from "./Authorizations.module.css";

/** What the Director allowed in writing, over all requests: who may use what, and until when. */
export function Authorizations() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const list = useQuery({ queryKey: ["authorizations"], queryFn: () => call("list_authorizations") });
  return (
    <Sheet wide>
      <div className={css.page}>
        <h1 className="title" ref={heading} tabIndex={-1}>
          {t("place.authorizations")}
        </h1>
        <p className="muted">{t("authorizations.lead")}</p>
        {list.data ? (
          <Rows list={list.data} />
        ) : list.error ? (
          <EmptyState action={<Button onPress={() => void list.refetch()}>{t("retry")}</Button>}>
            {list.error.message} {(list.error as Refused).help}
          </EmptyState>
        ) : (
          <Waiting what={t("place.authorizations")} />
        )}
      </div>
    </Sheet>
  );
}

function Rows({ list }: { list: AuthorizationList }) {
  const road = useRoad();
  if (list.rows.length === 0) return <EmptyState action={<Button onPress={() => road.go("/new")}>{t("place.new")}</Button>}>{t("authorizations.none")}</EmptyState>;
  return (
    <ul className={css.list}>
      {list.rows.map((row) => (
        <li key={`${row.request}/${row.part}`} className={css.entry}>
          <div className={css.head}>
            <span className={css.number}>{row.number}</span>
            <strong>{row.kind}</strong>
            <StateWord state={row.state} tone={row.tone} chip />
          </div>
          <p>{row.purpose}</p>
          <p className="small muted">
            {row.recipients.join(", ")}. {row.fields.join(", ")}. {row.until ? t("authorizations.until", { day: row.until.words }) : null} {tCount("authorizations.uses", row.uses)}
          </p>
          <div>
            <Button kind="link" onPress={() => road.go(`/authorizations/${row.request}/${row.part}`)}>
              {t("authorizations.open")} {row.number}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
