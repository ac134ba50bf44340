import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { call, type Refused } from "../../bridge/call";
import type { EnclosableRow, EnclosedForm, EnclosingForm, EnclosingView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox } from "../../design/parts/Checkbox";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./Enclosing.module.css";

/** What goes with a letter that gives something out: to whom, how, and which files. What may go, the program says. */
export function Enclosing({ request, code, isReadOnly, onUnrecorded }: { request: string; code: string; isReadOnly: boolean; onUnrecorded: (is: boolean) => void }) {
  const asked = useQuery({ queryKey: ["enclosing", request, code], queryFn: () => call("enclosing_view", { request, code }) });
  if (asked.error) {
    const { message, help } = asked.error as Refused;
    return (
      <Banner kind="hold" rounded live>
        {message} {help}
      </Banner>
    );
  }
  if (asked.data === undefined) return <Waiting />;
  return asked.data ? <Section request={request} code={code} view={asked.data} isReadOnly={isReadOnly} onUnrecorded={onUnrecorded} /> : null;
}

function Section({ request, code, view, isReadOnly, onUnrecorded }: { request: string; code: string; view: EnclosingView; isReadOnly: boolean; onUnrecorded: (is: boolean) => void }) {
  const client = useQueryClient();
  const acting = useActing();
  const key = `request/${request}/enclosing/${code}`;
  const recorded = formOf(view);
  const { values: typed, touched, replace, done } = useDraftForm<EnclosingForm>(key, recorded, acting.pending);
  const values = touched ? typed : recorded;
  const isChanged = JSON.stringify(values) !== JSON.stringify(recorded);
  // A letter is not finished while what goes with it is chosen and not recorded.
  useEffect(() => onUnrecorded(isChanged), [isChanged, onUnrecorded]);
  const set = <F extends keyof EnclosingForm>(field: F, value: EnclosingForm[F]) => {
    if (acting.pending) return;
    const next = { ...values, [field]: value };
    if (JSON.stringify(next) === JSON.stringify(recorded)) done();
    else replace(next);
  };
  const save = async () => {
    const fresh = await acting.run("choose_enclosures", { request, code, form: values });
    if (fresh === undefined) return;
    done();
    client.setQueryData(["enclosing", request, code], fresh);
    // The request has an entry more, and the letter another sheet: both are asked again.
    await acting.run("refresh_request", { request });
  };
  const choose = (row: EnclosableRow, on: boolean) => {
    const others = values.files.filter((file) => file.file !== row.id);
    set("files", on ? [...others, { file: row.id, part: row.part }] : others);
  };
  return (
    <Card title={t("goes.title")}>
      <div className={css.section}>
        <p className="small muted">
          {t("goes.lead")}
        </p>
        <ErrorSummary problems={acting.problems(key)} />
        {view.obstacles.length > 0 ? (
          <Banner kind="hold" rounded live>
            <strong>{t("letter.open.title")}</strong>
            <ul>
              {view.obstacles.map(({ message, help }) => (
                <li key={message}>
                  {message} {help}
                </li>
              ))}
            </ul>
          </Banner>
        ) : null}
        <div>
          <h3 className="section">{t("goes.released")}</h3>
          <ul>
            {view.released.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
        <SelectField id={`${key}/to`} label={t("goes.to")} options={view.recipients.map(option)} value={values.to} onChange={(to) => set("to", to)} error={acting.at("to")} />
        <SelectField id={`${key}/method`} label={t("goes.method")} hint={view.planned ?? undefined} options={view.methods.map(option)} value={values.method} onChange={(method) => set("method", method)} error={acting.at("method")} />
        <div role="group" aria-label={t("goes.files")} className={css.files}>
          <h3 className="section">{t("goes.files")}</h3>
          {view.files.length === 0 ? <p className="muted">{t("goes.files.none")}</p> : null}
          {view.files.map((row) => (
            <File key={row.id} row={row} parts={view.parts} chosen={values.files.find((file) => file.file === row.id)} onChoose={(on) => choose(row, on)} onPart={(part) => set("files", values.files.map((file) => (file.file === row.id ? { ...file, part } : file)))} />
          ))}
        </div>
        <div className={css.foot}>
          <Button onPress={() => void save()} isPending={acting.pending} isDisabled={isReadOnly}>
            {t("goes.save")}
          </Button>
          <span className="small muted">{view.recorded === null ? t("goes.open") : isChanged ? t("goes.unrecorded") : view.recorded}</span>
        </div>
      </div>
    </Card>
  );
}

function File({ row, parts, chosen, onChoose, onPart }: { row: EnclosableRow; parts: EnclosingView["parts"]; chosen: EnclosedForm | undefined; onChoose: (on: boolean) => void; onPart: (part: string) => void }) {
  return (
    <div className={css.file}>
      <Checkbox isSelected={chosen !== undefined} onChange={onChoose} hint={t("goes.code", { kind: row.kind, code: row.sha256.slice(0, 16) })}>
        {t("goes.file", { name: row.name })}
      </Checkbox>
      <StateWord state={row.state} tone={row.tone} wraps />
      {chosen && parts.length > 1 && !row.part_is_fixed ? <SelectField label={t("goes.part")} options={parts.map(option)} value={chosen.part} onChange={onPart} /> : null}
    </div>
  );
}

/** What is recorded, or suggested while nothing is, as the form that would record it. */
function formOf(view: EnclosingView): EnclosingForm {
  const chosen = view.files.filter((row) => row.place !== null).toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0));
  return { to: view.to, method: view.method, files: chosen.map((row) => ({ file: row.id, part: row.part })) };
}

const option = ({ code, label }: { code: string; label: string }) => ({ value: code, label });
