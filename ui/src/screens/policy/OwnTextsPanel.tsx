import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import { Button } from "../../design/parts/Button";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./Policy.module.css";
import { Filter, fits } from "./ReadingPanels";

/** Every letter, and whose words it has: each leads to its editor. */
export function OwnTextsPanel() {
  const road = useRoad();
  const [wanted, setWanted] = useState("");
  const list = useQuery({ queryKey: ["own_texts"], queryFn: () => call("list_own_texts") });
  if (list.error) {
    return (
      <EmptyState action={<Button onPress={() => void list.refetch()}>{t("retry")}</Button>}>
        {list.error.message} {(list.error as Refused).help}
      </EmptyState>
    );
  }
  if (!list.data) return <Waiting what={t("own.title")} />;
  const shown = list.data.rows.filter((row) => fits(wanted, row.code, row.title, row.audience, row.state));
  return (
    <div className={css.panel}>
      <p className="muted">{t("own.lead")}</p>
      <Filter value={wanted} onChange={setWanted} />
      {shown.length === 0 ? <EmptyState>{t("policy.nothing")}</EmptyState> : null}
      <ul className={css.list} aria-label={t("own.title")}>
        {shown.map((row) => (
          <li key={row.code} className={css.entry}>
            <div className={css.head}>
              <Button kind="link" onPress={() => road.go(`/policy/letters/${row.code}`)}>
                {row.title}
              </Button>
              <span className="small muted numbers">{row.code}</span>
              <span className={css.state}>
                <StateWord state={row.state} tone={row.tone} wraps />
              </span>
            </div>
            <p className="small muted">{t("own.for", { audience: row.audience })}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
