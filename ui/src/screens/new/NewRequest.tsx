import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { FirstContactView, FirstQuestion, PartForm, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts as Lines } from "../../design/parts/Card";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { Panes } from "../../design/parts/Panes";
import { RadioCards } from "../../design/parts/RadioCards";
import { TextField } from "../../design/parts/TextField";
import { Waiting } from "../../design/parts/Waiting";
import { standingStop } from "../../guide/StopBand";
import { t } from "../../text/t";
import { FormChoice, FormLine, FormLines, FormMoment, type FormOf, useFormOf } from "../record/FormParts";
import form from "../record/Form.module.css";
import { isAsked } from "./firstContact";
import { OwnContact } from "./OwnContact";

interface Started {
  received_at: string;
  channel: string;
  taken_in_by: string;
  words: string;
  answers: Record<string, string[]>;
  parts: PartForm[];
  name: string;
  organisation: string;
  office: string;
  phone: string;
  email: string;
  address: string[];
  reference: string;
}

const NO_PART: PartForm = { what: "", asks: [], about: "", period: "", answers: {} };

/** Taking a request in: what she holds and who it is from, then its words and its parts. No number and no clock before that. */
export function NewRequest() {
  const road = useRoad();
  const first = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact") });
  if (first.data) return <Intake first={first.data} />;
  if (first.error) {
    return (
      <EmptyState action={<Button onPress={() => road.go("/today")}>{t("place.today")}</Button>}>
        {first.error.message} {(first.error as Refused).help}
      </EmptyState>
    );
  }
  return <Waiting what={t("place.new")} />;
}

function Intake({ first }: { first: FirstContactView }) {
  const road = useRoad();
  const acting = useActing();
  const initial: Started = { received_at: first.now.iso, channel: "", taken_in_by: "", words: "", answers: {}, parts: [NO_PART], name: "", organisation: "", office: "", phone: "", email: "", address: [], reference: "" };
  const draft = useFormOf<Started>("new/request", initial, acting);
  const { values } = draft;
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [at]);

  const asked = first.questions.filter((question) => isAsked(question, values.answers));
  const asks = [...new Set(values.parts.flatMap((part) => part.asks))];
  const answers = Object.fromEntries(asked.flatMap((question) => (values.answers[question.code]?.length ? [[question.code, values.answers[question.code] ?? []]] : [])));
  const route = useQuery({ queryKey: ["route", answers, asks], queryFn: () => call("preview_route", { answers, asks }), placeholderData: (previous) => previous, enabled: Object.keys(answers).length > 0 });
  const question = asked[at];

  const start = async () => {
    const request = await acting.run("start_request", {
      received_at: values.received_at,
      channel: values.channel,
      taken_in_by: values.taken_in_by,
      words: values.words,
      answers,
      requester: { name: values.name, name_in_latin: "", organisation: values.organisation, office: values.office, address: values.address, phone: values.phone, email: values.email, reference: values.reference },
      parts: values.parts,
    });
    if (!request) return;
    draft.done();
    road.go(firstPlace(request));
  };

  return (
    <Panes
      side={<RoutePane route={route.data} notReady={first.not_ready} />}
      sideOpen
      actions={
        question ? (
          <>
            <Button kind="main" isDisabled={(values.answers[question.code]?.length ?? 0) === 0} onPress={() => setAt(at + 1)}>
              {t("continue")}
            </Button>
            <Button onPress={() => (at > 0 ? setAt(at - 1) : road.back())}>{t("back")}</Button>
          </>
        ) : (
          <>
            <Button kind="main" onPress={() => void start()} isPending={acting.pending}>
              {t("new.start")}
            </Button>
            <Button onPress={() => setAt(asked.length - 1)}>{t("back")}</Button>
            <Button kind="quiet" onPress={() => road.go("/today")}>
              {t("leave")}
            </Button>
          </>
        )
      }
    >
      <header>
        <p className="muted">{t("place.new")}</p>
        <h1 className="question" id="question" ref={heading} tabIndex={-1}>
          {question ? question.heading : t("new.facts")}
        </h1>
        <p className="muted measure">{question ? question.hint : t("new.facts.hint")}</p>
      </header>
      <Answered asked={asked.slice(0, at)} answers={values.answers} onChange={setAt} />
      {question ? (
        <Question question={question} chosen={values.answers[question.code] ?? []} onChange={(chosen) => draft.set("answers", { ...values.answers, [question.code]: chosen })} />
      ) : (
        <Facts draft={draft} first={first} answers={answers} anonymous={route.data?.anonymous ?? false} />
      )}
    </Panes>
  );
}

/** What was answered so far, one line each, with the way back. */
function Answered({ asked, answers, onChange }: { asked: readonly FirstQuestion[]; answers: Record<string, string[]>; onChange: (at: number) => void }) {
  if (asked.length === 0) return null;
  return (
    <Lines
      beside
      facts={asked.map((question, index) => ({
        label: question.heading,
        value: question.choices.filter((choice) => answers[question.code]?.includes(choice.code)).map((choice) => choice.label).join(", "),
        action: (
          <Button kind="link" aria-label={t("change.what", { what: question.heading })} onPress={() => onChange(index)}>
            {t("change")}
          </Button>
        ),
      }))}
    />
  );
}

function Question({ question, chosen, onChange }: { question: FirstQuestion; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const choices = question.choices.map((choice) => ({ value: choice.code, label: choice.label, hint: choice.hint ?? undefined }));
  return question.several ? (
    <CheckboxCards legend={question.heading} labelledBy="question" choices={choices} value={chosen} onChange={onChange} />
  ) : (
    <RadioCards legend={question.heading} labelledBy="question" choices={choices} value={chosen[0] ?? ""} onChange={(choice) => onChange([choice])} />
  );
}

function Facts({ draft, first, answers, anonymous }: { draft: FormOf<Started>; first: FirstContactView; answers: Record<string, string[]>; anonymous: boolean }) {
  const { values, acting } = draft;
  const setPart = (index: number, change: Partial<PartForm>) => draft.set("parts", values.parts.map((part, at) => (at === index ? { ...part, ...change } : part)));
  return (
    <div className={form.form}>
      <ErrorSummary problems={acting.problems(draft.key)} />
      <FormMoment form={draft} name="received_at" day={t("new.arrived")} hint={t("new.arrived.hint")} />
      <FormChoice form={draft} name="channel" label={t("new.channel")} choices={first.channels.map((channel) => ({ value: channel.code, label: channel.label }))} />
      <FormLine form={draft} name="taken_in_by" label={t("new.taken")} hint={t("new.taken.hint")} optional />
      <FormLine form={draft} name="words" label={t("new.words")} hint={t("new.words.hint")} rows={5} />
      {values.parts.map((part, index) => (
        // The parts are counted; they have no other identity before the request exists.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={form.field} role="group" aria-label={t("new.part", { n: index + 1 })}>
          <h2 className="section">{values.parts.length > 1 ? t("new.part", { n: index + 1 }) : t("new.part.one")}</h2>
          <TextField id={`${draft.key}/what/${index}`} label={t("new.what")} hint={t("new.what.hint")} value={part.what} onChange={(what) => setPart(index, { what })} error={index === 0 ? acting.at("what") : undefined} rows={2} />
          <div className={form.row}>
            <TextField id={`${draft.key}/about/${index}`} label={t("new.about")} optional value={part.about} onChange={(about) => setPart(index, { about })} />
            <TextField id={`${draft.key}/period/${index}`} label={t("new.period")} optional value={part.period} onChange={(period) => setPart(index, { period })} />
          </div>
          <CheckboxCards compact legend={t("new.asks")} hint={t("new.asks.hint")} choices={first.data_kinds.map((kind) => ({ value: kind.code, label: kind.name, hint: kind.treatment }))} value={part.asks} onChange={(asks) => setPart(index, { asks })} error={acting.at("asks")} />
          {index > 0 ? <OwnContact questions={first.questions} shared={answers} asks={part.asks} answers={part.answers} onChange={(own) => setPart(index, { answers: own })} /> : null}
          {values.parts.length > 1 ? (
            <div>
              <Button kind="stop" onPress={() => draft.set("parts", values.parts.filter((_, at) => at !== index))}>
                {t("remove.what", { what: t("new.part", { n: index + 1 }) })}
              </Button>
            </div>
          ) : null}
        </div>
      ))}
      <div>
        <Button onPress={() => draft.set("parts", [...values.parts, NO_PART])}>{t("new.part.add")}</Button>
      </div>
      <div className={form.group}>
        <h2 className="section">{t("new.who")}</h2>
        <p className="small muted">{anonymous ? t("requester.anonymous") : t("new.who.hint")}</p>
        <FormLine form={draft} name="name" label={t("requester.name")} optional />
        <FormLine form={draft} name="organisation" label={t("requester.organisation")} optional />
        <FormLine form={draft} name="office" label={t("requester.office")} optional />
        <FormLines form={draft} name="address" label={t("requester.address")} hint={t("requester.address.hint")} optional />
        <div className={form.row}>
          <FormLine form={draft} name="phone" label={t("requester.phone")} optional />
          <FormLine form={draft} name="email" label={t("requester.email")} optional />
        </div>
      </div>
    </div>
  );
}

function RoutePane({ route, notReady }: { route: Awaited<ReturnType<typeof call<"preview_route">>> | undefined; notReady: readonly string[] }) {
  return (
    <div className={form.side}>
      <Card>
        {route ? (
          <>
            <p className="small muted">{t("new.route")}</p>
            <p aria-live="polite">
              <strong>{route.kind}</strong>
            </p>
            <p>{route.what}</p>
            {route.careful ? (
              <Banner kind="hold" rounded>
                {t("new.careful")}
              </Banner>
            ) : null}
          </>
        ) : (
          <p className="muted">{t("new.route.none")}</p>
        )}
      </Card>
      {route?.sealed ? (
        <Banner kind="hold" rounded live>
          {t("sealed.new")}
        </Banner>
      ) : null}
      {route?.stop ? (
        <Banner kind="stop" rounded live>
          {route.stop}
        </Banner>
      ) : null}
      {route?.script ? (
        <Card title={t("stop.say")}>
          <p>{route.script}</p>
        </Card>
      ) : null}
      {notReady.length > 0 ? (
        <Banner kind="hold" rounded>
          <strong>{t("today.ready")}</strong>
          <ul>
            {notReady.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </div>
  );
}

function firstPlace(request: RequestView): string {
  const stop = standingStop(request);
  if (stop) return `/request/${request.id}/stop/${stop.id}`;
  return request.next_step ? `/request/${request.id}/guide/${request.next_step}` : `/request/${request.id}`;
}
