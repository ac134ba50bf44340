import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import type { PolicyPage, SwitchRow } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { StatusWord } from "../../design/parts/StatusWord";
import { t } from "../../text/t";
import { FormDay, FormLine, useFormOf } from "../record/FormParts";
import css from "./Policy.module.css";

/** Rules that apply only once a law is confirmed. The Director sets each with a day and its source. */
export function SwitchesPanel({ page }: { page: PolicyPage }) {
  const [changing, setChanging] = useState("");
  return (
    <div className={css.panel}>
      <Banner kind="check" rounded>
        {t("switch.effect")}
      </Banner>
      {page.switches.length === 0 ? <p className="muted">{t("switch.none")}</p> : null}
      {page.switches.map((row) => (
        <Card key={row.id} title={row.name} aside={<StatusWord word={row.on ? t("switch.on") : t("switch.off")} shape={row.on ? "tick" : "ring"} tone={row.on ? "ok" : "quiet"} />}>
          <p>{row.source}</p>
          <p className="small muted">
            {row.standing}. {row.since ? t("switch.since", { day: row.since }) : t("switch.never")}
          </p>
          {changing === row.id ? (
            <Change row={row} onDone={() => setChanging("")} />
          ) : (
            <div>
              <Button onPress={() => setChanging(row.id)} isDisabled={!page.may_change}>
                {row.on ? t("switch.turn.off") : t("switch.turn.on")}
              </Button>
            </div>
          )}
        </Card>
      ))}
      {page.may_change ? null : <p className="small muted">{t("policy.directors")}</p>}
    </div>
  );
}

function Change({ row, onDone }: { row: SwitchRow; onDone: () => void }) {
  const acting = useActing();
  const client = useQueryClient();
  const form = useFormOf(`policy/switch/${row.id}`, { since: "", source: "" }, acting);
  const save = async () => {
    const next = await acting.run("set_switch", { form: { id: row.id, on: !row.on, ...form.values } });
    if (next) {
      client.setQueryData(["policy"], next);
      form.done();
      announce(t("switch.saved"));
      onDone();
    }
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems(form.key)} />
      <FormDay form={form} name="since" label={t("switch.day")} hint={t("switch.day.hint")} />
      <FormLine form={form} name="source" label={t("switch.source")} hint={t("switch.source.hint")} rows={3} />
      <div className={css.actions}>
        <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
          {row.on ? t("switch.turn.off") : t("switch.turn.on")}
        </Button>
        <Button onPress={onDone}>{t("switch.leave")}</Button>
      </div>
    </div>
  );
}
