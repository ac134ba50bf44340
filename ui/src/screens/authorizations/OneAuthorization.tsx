import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Acting, useActing, useDesk } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { AuthorizationDetail } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { StateWord } from "../../design/parts/DueChip";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { Sheet } from "../../design/parts/Panes";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { FormLine, FormSelect, useFormOf } from "../record/FormParts";
import css from "./Authorizations.module.css";

/** One authorization: what it says, each use, and the acts on it. Outside its dates no use can be recorded. */
export function OneAuthorization({ request, part }: { request: string; part: string }) {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  const found = useQuery({ queryKey: ["authorizations", request, part], queryFn: () => call("open_authorization", { request, part }) });
  const loaded = found.data !== undefined;
  useEffect(() => {
    if (loaded) heading.current?.focus();
  }, [loaded]);
  if (found.error) {
    return (
      <EmptyState action={<Button onPress={() => road.go("/authorizations")}>{t("authorizations.back")}</Button>}>
        {found.error.message} {(found.error as Refused).help}
      </EmptyState>
    );
  }
  if (!found.data) return <Waiting what={t("place.authorizations")} />;
  const { row } = found.data;
  return (
    <Sheet wide>
      <div className={css.page}>
        <div>
          <Button kind="link" onPress={() => road.go("/authorizations")}>
            {t("authorizations.back")}
          </Button>
        </div>
        <header className={css.head}>
          <h1 className="title" ref={heading} tabIndex={-1}>
            {row.kind}, {row.number}
          </h1>
          <StateWord state={row.state} tone={row.tone} chip />
        </header>
        <Facts beside facts={found.data.lines.map((line) => ({ label: line.code, value: line.label }))} />
        {found.data.signed ? <p className="small muted">{found.data.signed}</p> : null}
        <div>
          <Button kind="link" onPress={() => road.go(`/request/${request}`)}>
            {t("authorizations.request", { number: row.number })}
          </Button>
        </div>
        <Uses detail={found.data} />
        <Acts detail={found.data} />
      </div>
    </Sheet>
  );
}

function Uses({ detail }: { detail: AuthorizationDetail }) {
  return (
    <Card title={t("authorizations.uses.title")}>
      {detail.uses.length === 0 ? <p className="muted">{t("authorizations.uses.none")}</p> : null}
      <ul className={css.list}>
        {detail.uses.map((use) => (
          <li key={use.at.iso + use.recipient} className={css.entry}>
            <p>
              {use.at.words}: {use.recipient}, {use.records}
            </p>
            <p className="small muted">
              {use.fields.join(", ")}. {use.how} ({use.by})
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Doing = "" | "use" | "end" | "continue";

function Acts({ detail }: { detail: AuthorizationDetail }) {
  const acting = useActing();
  const [doing, setDoing] = useState<Doing>("");
  return (
    <>
      {detail.no_use ? (
        <Banner kind="stop" rounded>
          {detail.no_use}
        </Banner>
      ) : null}
      <ErrorSummary problems={acting.problems("use")} />
      {doing === "" ? (
        <div className={css.actions}>
          {detail.no_use ? null : (
            <Button kind="main" onPress={() => setDoing("use")}>
              {t("authorizations.use")}
            </Button>
          )}
          {detail.may_continue ? <Button onPress={() => setDoing("continue")}>{t("authorizations.continue")}</Button> : null}
          {detail.may_end ? <Button onPress={() => setDoing("end")}>{t("authorizations.end")}</Button> : null}
        </div>
      ) : null}
      {doing === "use" ? <UseIt detail={detail} acting={acting} onDone={() => setDoing("")} /> : null}
      {doing === "end" ? <EndIt detail={detail} acting={acting} onDone={() => setDoing("")} /> : null}
      {doing === "continue" ? <ContinueIt detail={detail} acting={acting} onDone={() => setDoing("")} /> : null}
    </>
  );
}

interface Props {
  detail: AuthorizationDetail;
  acting: Acting;
  onDone: () => void;
}

function useShow() {
  const client = useQueryClient();
  return (next: AuthorizationDetail, words: string) => {
    client.setQueryData(["authorizations", next.row.request, next.row.part], next);
    void client.invalidateQueries({ queryKey: ["authorizations"] });
    void client.invalidateQueries({ queryKey: ["request", next.row.request] });
    void client.invalidateQueries({ queryKey: ["desk"] });
    announce(words);
  };
}

function UseIt({ detail, acting, onDone }: Props) {
  const show = useShow();
  const { request, part } = detail.row;
  const form = useFormOf(`authorizations/${request}/${part}/use`, { fields: [] as string[], recipient: detail.recipients[0] ?? "", records: "", how: "" }, acting);
  const save = async () => {
    const next = await acting.run("use_authorization", { request, part, form: form.values });
    if (!next) return;
    form.done();
    show(next, t("authorizations.used"));
    onDone();
  };
  return (
    <div className={css.form}>
      <CheckboxCards compact legend={t("authorizations.use.fields")} choices={detail.fields.map((field) => ({ value: field.code, label: field.label }))} value={form.values.fields} onChange={(fields) => form.set("fields", fields)} error={acting.at("fields")} />
      <FormSelect form={form} name="recipient" label={t("authorizations.use.recipient")} options={detail.recipients.map((name) => ({ value: name, label: name }))} />
      <FormLine form={form} name="records" label={t("authorizations.use.records")} narrow />
      <FormLine form={form} name="how" label={t("authorizations.use.how")} rows={3} />
      <Bar words={t("authorizations.use.save")} pending={acting.pending} onSave={() => void save()} onLeave={onDone} />
    </div>
  );
}

function EndIt({ detail, acting, onDone }: Props) {
  const show = useShow();
  const { request, part } = detail.row;
  const form = useFormOf(`authorizations/${request}/${part}/end`, { reason: "" }, acting);
  const save = async () => {
    const next = await acting.run("end_authorization", { request, part, reason: form.values.reason });
    if (!next) return;
    form.done();
    show(next, t("authorizations.ended"));
    onDone();
  };
  return (
    <div className={css.form}>
      <FormLine form={form} name="reason" label={t("authorizations.end.why")} rows={3} />
      <Bar words={t("authorizations.end")} pending={acting.pending} onSave={() => void save()} onLeave={onDone} />
    </div>
  );
}

function ContinueIt({ detail, acting, onDone }: Props) {
  const road = useRoad();
  const desk = useDesk();
  const { request, part } = detail.row;
  const form = useFormOf(`authorizations/${request}/${part}/continue`, { words: "" }, acting);
  const save = async () => {
    const next = await acting.run("continue_authorization", { request, part, form: { received_at: desk?.now.iso ?? "", channel: "in_person", words: form.values.words } });
    if (!next) return;
    form.done();
    onDone();
    road.go(`/request/${next.id}`);
  };
  return (
    <div className={css.form}>
      <FormLine form={form} name="words" label={t("authorizations.continue.words")} hint={t("authorizations.continue.hint")} rows={3} />
      <Bar words={t("authorizations.continue.save")} pending={acting.pending} onSave={() => void save()} onLeave={onDone} />
    </div>
  );
}

function Bar({ words, pending, onSave, onLeave }: { words: string; pending: boolean; onSave: () => void; onLeave: () => void }) {
  return (
    <div className={css.actions}>
      <Button kind="main" onPress={onSave} isPending={pending}>
        {words}
      </Button>
      <Button onPress={onLeave}>{t("clock.leave")}</Button>
    </div>
  );
}
