import { Phone } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { useDrop } from "../../app/dropped";
import { useRoad } from "../../app/Road";
import type { RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { DueChip, StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { TabSet } from "../../design/parts/TabSet";
import { type Task, TaskList } from "../../design/parts/TaskList";
import { TextField } from "../../design/parts/TextField";
import { Timeline } from "../../design/parts/Timeline";
import { AnswersByGroup } from "../../guide/CheckBody";
import { CheckNotes } from "../../guide/CheckNotes";
import { standingStop, StopBand } from "../../guide/StopBand";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { CaseCustodyCard, WaitingDecisions } from "./CaseCustodyCard";
import { ClockCard } from "./ClockCard";
import { Clocks, Limits } from "./Clocks";
import { Dealings } from "./Dealings";
import { EndingActions } from "./EndingActions";
import { HoldCard } from "./HoldCard";
import { LetterList } from "./LetterList";
import { AddPart, WithdrawPart } from "./PartActions";
import css from "./RequestPage.module.css";
import { WithRequest } from "./WithRequest";

const Attachments = lazy(async () => ({ default: (await import("./Attachments")).Attachments }));
const BinderCard = lazy(async () => ({ default: (await import("./BinderCard")).BinderCard }));
const CorrectReceipt = lazy(async () => ({ default: (await import("./CorrectReceipt")).CorrectReceipt }));
const Remarks = lazy(async () => ({ default: (await import("./Remarks")).Remarks }));
const SealSheet = lazy(async () => ({ default: (await import("./SealSheet")).SealSheet }));

/** Everything about one request, with one main next act. */
export function RequestPage({ id, tab }: { id: string; tab: string }) {
  return <WithRequest id={id}>{(view) => <Page view={view} tab={tab} />}</WithRequest>;
}

function Page({ view, tab }: { view: RequestView; tab: string }) {
  const road = useRoad();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [view.id]);
  useEffect(() => {
    // A window title may be seen by anybody who passes: of a sealed matter it says nothing.
    document.title = view.sealed?.stands ? t("app.name") : view.title;
    return () => {
      document.title = t("app.name");
    };
  }, [view.title, view.sealed?.stands]);
  const over = useDrop(() => road.go(`/request/${view.id}/record/attachment`));
  const seal = view.sealed;
  const sheets = [
    { id: "overview", title: t("request.overview"), content: <Overview view={view} /> },
    ...(seal ? [{ id: "seal", title: t("sealed.tab"), content: <Suspense fallback={<Waiting />}><SealSheet view={view} seal={seal} /></Suspense> }] : []),
    { id: "timeline", title: t("request.timeline"), content: <History view={view} /> },
    { id: "answers", title: t("request.answers"), content: <AnswersByGroup view={view} /> },
    { id: "letters", title: t("letters.title"), content: <LetterList view={view} /> },
    { id: "attachments", title: t("request.attachments"), content: <Suspense fallback={<Waiting />}><Attachments view={view} /></Suspense> },
    { id: "counsel", title: t("request.counsel"), content: <Counsel view={view} /> },
    { id: "clocks", title: t("clock.title"), content: <Clocks view={view} /> },
  ];
  return (
    <div className={css.page}>
      <div>
        <StopBand view={view} />
        {seal ? <Banner kind={seal.stands ? "hold" : "check"}>{seal.banner}</Banner> : null}
        <WaitingDecisions view={view} />
        {view.read_only ? <Banner kind="check">{view.read_only}</Banner> : null}
        {over ? (
          <Banner kind="check" live>
            {t("attach.drop")}
          </Banner>
        ) : null}
      </div>
      <header className={css.head} data-pane tabIndex={-1}>
        <div className={css.line}>
          <h1 className="title numbers" ref={heading} tabIndex={-1}>
            {view.title}
          </h1>
          {seal?.stands ? <StateWord state={t("sealed.word")} tone="wait" chip /> : null}
          <StateWord state={view.state} tone={view.tone} chip />
          {view.due ? <DueChip due={view.due} /> : null}
          <div className={css.push}>
            <NextAct view={view} />
          </div>
        </div>
        <p className="muted">{outcomeWords(view) ?? view.next}</p>
      </header>
      <div className={css.body} data-pane tabIndex={-1}>
        <TabSet spread label={view.title} sheets={sheets} selected={sheets.some((sheet) => sheet.id === tab) ? tab : "overview"} onSelect={(next) => road.go(`/request/${view.id}/${next}`)} />
        <Side view={view} counted={tab === "clocks"} />
      </div>
    </div>
  );
}

/** What became of the request in the words of its decisions: each with what it is joined to, such as a search that nobody obstructed. */
function outcomeWords(view: RequestView): string | null {
  const decided = view.parts.flatMap((part) => (part.decision && !part.withdrawn ? [{ serial: part.serial, outcome: part.decision.label }] : []));
  if (view.outcome === null || decided.length === 0) return view.outcome;
  const [first] = new Set(decided.map((part) => part.outcome));
  // Two outcomes without their parts would read as if they contradicted each other.
  return decided.every((part) => part.outcome === first) ? (first ?? null) : decided.map((part) => t("part.outcome", part)).join("; ");
}

function NextAct({ view }: { view: RequestView }) {
  const road = useRoad();
  const stop = standingStop(view);
  if (view.read_only) return null;
  if (stop) {
    return (
      <Button kind="main" onPress={() => road.go(`/request/${view.id}/stop/${stop.id}`)}>
        {t("stop.open")}
      </Button>
    );
  }
  const place = view.next_step ? `guide/${view.next_step}` : "letters";
  return (
    <Button kind="main" onPress={() => road.go(`/request/${view.id}/${place}`)}>
      {t("request.go")}
    </Button>
  );
}

function Overview({ view }: { view: RequestView }) {
  const road = useRoad();
  const tasks: Task[] = view.checklist.map((item, index) => ({
    id: `${index}`,
    title:
      item.open && !view.read_only ? (
        <Button kind="link" onPress={() => (item.open === "close" ? showEnding() : road.go(placeOf(view, item.open ?? "")))}>
          {item.label}
        </Button>
      ) : (
        item.label
      ),
    // A request that has ended leaves nothing to do: what was not done was not needed.
    ...(view.read_only && item.tone !== "done" ? { state: t("status.unneeded"), tone: "open" as const, unneeded: true } : { state: item.state, tone: item.tone }),
  }));
  const blocks: { title: string; lines: readonly string[]; form: string }[] = [
    { title: t("identity.title"), lines: view.identity, form: "identity" },
    { title: t("visit.title"), lines: view.visits, form: "visit" },
    { title: t("keep.title"), lines: view.preservation, form: "preservation" },
    { title: t("deliver.title"), lines: view.deliveries, form: "delivery" },
  ];
  return (
    <div className={css.stack}>
      {view.script ? (
        <Card title={t("stop.say")}>
          <p>{view.script}</p>
        </Card>
      ) : null}
      <CheckNotes view={view} />
      <Limits view={view} />
      <Card title={t("request.checklist")} flush>
        <TaskList tasks={tasks} label={t("request.checklist")} />
      </Card>
      {view.parts.length > 0 ? (
        <Card title={t("request.parts")} aside={view.read_only ? null : <AddPart view={view} />}>
          <Facts
            beside
            facts={view.parts.map((part) => ({
              label: t("part.named", { serial: part.serial, what: part.what }),
              value: part.withdrawn ? t("part.withdrawn") : part.decision ? part.decision.label : part.kind,
              action:
                part.withdrawn || view.read_only ? null : (
                  <span className={css.actions}>
                    <Button kind="link" aria-label={t("part.open.named", { serial: part.serial })} onPress={() => road.go(`/request/${view.id}/guide/${part.id}`)}>
                      {t("part.open")}
                    </Button>
                    {view.parts.length > 1 && !part.decision ? <WithdrawPart view={view} part={part} /> : null}
                  </span>
                ),
            }))}
          />
          <RemarksOfParts view={view} />
        </Card>
      ) : null}
      <Card title={t("request.words")}>
        <p className={css.words} dir="auto">
          {view.words}
        </p>
      </Card>
      {view.paper.length > 0 ? (
        <Card
          title={t("paper.title")}
          aside={
            view.read_only ? null : (
              <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/instrument`)}>
                {t("change")}
              </Button>
            )
          }
        >
          <Facts beside facts={view.paper.map((line) => ({ label: line.code, value: line.label }))} />
        </Card>
      ) : null}
      <Dealings view={view} />
      {blocks
        .filter((block) => block.lines.length > 0)
        .map((block) => (
          <Card key={block.title} title={block.title}>
            <Lines lines={block.lines} />
          </Card>
        ))}
      {view.read_only ? null : (
        <Card title={t("request.more")}>
          <div className={css.actions}>
            {(["requester", "identity", "instrument", "visit", "preservation", "delivery", "conflict"] as const).map((form) => (
              <Button key={form} onPress={() => road.go(`/request/${view.id}/record/${form}`)}>
                {t(`more.${form}`)}
              </Button>
            ))}
            {view.sealed ? null : <Button onPress={() => road.go(`/request/${view.id}/record/seal`)}>{t("seal.more")}</Button>}
          </div>
        </Card>
      )}
      <HoldCard view={view} />
      <div id="ending" tabIndex={-1}>
        <EndingActions view={view} />
      </div>
    </div>
  );
}

/** What comes with the parts, as long as the request is open. */
function RemarksOfParts({ view }: { view: RequestView }) {
  const remarked = view.parts.filter((part) => !part.withdrawn && part.ruling && part.ruling.remarks.length > 0);
  return (
    <Suspense>
      {remarked.map((part) => (
        <section key={part.id} className={css.comes}>
          <h3 className="small">{t("remark.of", { serial: part.serial })}</h3>
          <Remarks view={view} part={part} />
        </section>
      ))}
    </Suspense>
  );
}

/** The filter that holds nothing back. A kind is a word; this is none. */
const ALL = "*";

function History({ view }: { view: RequestView }) {
  const acting = useActing();
  const [kind, setKind] = useState(ALL);
  const { values, set, done } = useDraftForm(`request/${view.id}/note`, { text: "" }, acting.pending);
  const { text } = values;
  const kinds = [...new Set(view.timeline.map((row) => row.kind))];
  const rows = view.timeline.filter((row) => kind === ALL || row.kind === kind);
  const add = async (command: "add_note" | "enter_correction") => {
    if (await acting.run(command, { request: view.id, text })) done();
  };
  return (
    <div className={css.stack}>
      <ErrorSummary problems={acting.problems(`request/${view.id}/note`)} />
      {view.read_only ? null : (
        <Card>
          <TextField id={`request/${view.id}/note/text`} label={t("timeline.note")} hint={t("timeline.note.hint")} rows={2} value={text} onChange={(next) => set("text", next)} error={acting.at("text")} />
          <div className={css.actions}>
            <Button onPress={() => void add("add_note")} isDisabled={text.trim() === ""} isPending={acting.pending}>
              {t("timeline.add")}
            </Button>
            <Button kind="quiet" onPress={() => void add("enter_correction")} isDisabled={text.trim() === ""}>
              {t("timeline.correct")}
            </Button>
          </div>
        </Card>
      )}
      {kinds.length > 1 ? <SelectField label={t("timeline.filter")} options={[{ value: ALL, label: t("timeline.all") }, ...kinds.map((each) => ({ value: each, label: each }))]} value={kind} onChange={setKind} /> : null}
      <Timeline label={t("request.timeline")} entries={rows.map((row, index) => ({ id: `${row.at.iso}/${index}`, at: row.at, title: row.title, who: row.who, note: row.note ? <span dir="auto">{row.note}</span> : undefined }))} />
      <Suspense fallback={<Waiting />}>
        <BinderCard view={view} />
      </Suspense>
    </div>
  );
}

function Counsel({ view }: { view: RequestView }) {
  const road = useRoad();
  return (
    <div className={css.stack}>
      <p className="small muted">{view.counsel.label}</p>
      {view.read_only ? null : (
        <div className={css.actions}>
          <Button onPress={() => road.go(`/request/${view.id}/record/counsel`)}>
            <Phone size={16} aria-hidden /> {t("counsel.record")}
          </Button>
          {view.counsel.consulted ? <Button onPress={() => road.go(`/request/${view.id}/record/advice`)}>{t("advice.record")}</Button> : null}
        </div>
      )}
      <Card title={t("counsel.route")}>
        <Facts facts={view.counsel.route.map((line) => ({ label: line.code, value: line.label }))} />
      </Card>
      <Card title={t("counsel.question")}>
        <p className={css.words}>{view.counsel.brief}</p>
      </Card>
      {view.counsel.advice.map((advice) => (
        <Card key={`${advice.from}${advice.words}`} title={advice.result} aside={<span className="small muted">{advice.current ? t("advice.current") : t("advice.old")}</span>}>
          <p className={css.words} dir="auto">
            {advice.words}
          </p>
          <p className="small muted">{advice.scope}</p>
          <p className="small muted numbers">{advice.from}</p>
        </Card>
      ))}
      <Card title={t("counsel.contacts")}>{view.counsel.contacts.length > 0 ? <Lines lines={view.counsel.contacts} /> : <p className="muted">{t("counsel.none")}</p>}</Card>
    </div>
  );
}

function Side({ view, counted }: { view: RequestView; counted: boolean }) {
  const road = useRoad();
  const change = (form: string): ReactNode =>
    view.read_only ? null : (
      <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/${form}`)}>
        {t("change")}
      </Button>
    );
  // The limits stand side by side on the first sheet; what waits for a date is on the sheet of counts.
  const besides = view.clocks.filter((clock) => clock.group !== "limit" && clock.due !== null);
  return (
    <aside className={css.side} aria-label={t("request.facts")}>
      {besides.map((clock) => (
        <ClockCard key={clock.code} clock={clock} {...(counted ? {} : { onExplain: () => road.go(`/request/${view.id}/clocks`) })} />
      ))}
      {view.read_only ? null : <CaseCustodyCard view={view} />}
      <Card title={t("request.facts")} aside={view.read_only ? null : <Suspense><CorrectReceipt view={view} /></Suspense>}>
        <Facts
          facts={[
            { label: t("facts.received"), value: view.received.words },
            { label: t("facts.channel"), value: view.channel },
            ...(view.taken_in_by ? [{ label: t("facts.taken"), value: view.taken_in_by }] : []),
            { label: t("facts.kind"), value: view.kind },
            { label: t("facts.policy"), value: view.policy },
          ]}
        />
      </Card>
      <Card title={t("request.people")} aside={change("requester")}>
        {view.requester.length === 0 ? <p className="muted">{view.anonymous_allowed ? t("people.anonymous") : t("people.none")}</p> : <Facts facts={view.requester.map((line) => ({ label: line.code, value: line.label }))} />}
      </Card>
    </aside>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** Closing stands on this very page, below the checklist. */
function showEnding() {
  const ending = document.getElementById("ending");
  ending?.scrollIntoView({ block: "center" });
  (ending?.querySelector<HTMLElement>("button") ?? ending)?.focus();
}

function placeOf(view: RequestView, open: string): string {
  if (open === "letters") return `/request/${view.id}/letters`;
  if (open === "delivery") return `/request/${view.id}/record/delivery`;
  return `/request/${view.id}/guide/${open}`;
}
