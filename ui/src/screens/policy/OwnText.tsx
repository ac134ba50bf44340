import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useActing } from "../../app/acts";
import { dropDraft, useDraftForm } from "../../app/drafts";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { OwnTextEdit, OwnTextView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { Splitter } from "../../design/parts/Splitter";
import { StatusWord } from "../../design/parts/StatusWord";
import { TabSet } from "../../design/parts/TabSet";
import { Waiting } from "../../design/parts/Waiting";
import { dayInWords } from "../../text/day";
import { t, tCount } from "../../text/t";
import letter from "../letter/Letter.module.css";
import { LetterPages } from "../letter/LetterPages";
import { LetterText } from "../letter/LetterText";
import { FormDay, FormLine, useFormOf } from "../record/FormParts";
import css from "./OwnText.module.css";
import { OwnTextHistory } from "./OwnTextHistory";
import { PassageField, Placeholders } from "./PassageField";

const PAUSE = 500;

/** The words of one letter: its passages at the left, the pages they make at the right. */
export function OwnText({ code }: { code: string }) {
  const road = useRoad();
  // Each opening reads anew: nothing older than what the program holds is ever typed over.
  const text = useQuery({ queryKey: ["own_text", code], queryFn: () => call("own_text_view", { code }), staleTime: Infinity, gcTime: 0 });
  if (text.data) return <Desk key={code} view={text.data} />;
  if (text.error) {
    return (
      <EmptyState action={<Button onPress={() => road.go("/policy/letters")}>{t("own.all")}</Button>}>
        {text.error.message} {(text.error as Refused).help}
      </EmptyState>
    );
  }
  return <Waiting what={t("own.word")} />;
}

function Desk({ view }: { view: OwnTextView }) {
  const road = useRoad();
  const acting = useActing();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const key = `policy/letters/${view.code}`;
  const form = useFormOf(key, { from: view.first_day, reason: "" }, acting);
  const { words, sample, type, behind, failed, said, busy, act } = useRewording(key, view);
  // What is at fault in no passage that can be typed here is said at the top.
  const inWhole = view.faults.filter((fault) => !view.passages.some((passage) => passage.id === fault.passage));
  const blocked = view.faults.length > 0 || !view.is_changed;
  const canOnlyOffer = view.may_offer && !view.may_publish;

  const use = (name: "offer_own_text" | "publish_own_text") =>
    void act(t(name === "offer_own_text" ? "own.offered" : "own.published"), async () => {
      const fresh = await acting.run(name, { form: { code: view.code, ...form.values } });
      if (fresh) form.done();
      return fresh;
    });
  return (
    <div className={css.work}>
      <div className={css.desk}>
        <header className={letter.head}>
          <h1 className="title" ref={heading} tabIndex={-1}>
            {view.title}
          </h1>
          <p className="small muted">
            {t("own.about", { audience: view.audience, language: languageWord(view.language) })} {view.in_force}
          </p>
        </header>
        <Splitter
          left={
            <div className={letter.editor}>
              <ErrorSummary problems={acting.problems(key)} />
              {failed ? (
                <Banner kind="hold" rounded live>
                  {failed.message} {failed.help}
                </Banner>
              ) : null}
              {view.offered || view.waits_for ? (
                <Banner kind="check" rounded>
                  {view.offered} {view.waits_for}
                </Banner>
              ) : null}
              {inWhole.length > 0 ? (
                <Banner kind="hold" rounded>
                  <strong>{t("own.whole")}</strong>
                  <ul>
                    {inWhole.map((fault) => (
                      <li key={fault.words}>{fault.words}</li>
                    ))}
                  </ul>
                </Banner>
              ) : null}
              <Placeholders facts={view.facts} />
              {view.passages.map((passage) => (
                <PassageField
                  key={passage.id}
                  id={passageId(key, passage.id)}
                  passage={passage}
                  words={words[passage.id] ?? passage.words}
                  faults={view.faults.filter((fault) => fault.passage === passage.id).map((fault) => fault.words)}
                  isReadOnly={busy}
                  onChange={(text) => type({ words: { ...words, [passage.id]: text }, sample })}
                />
              ))}
              <Card title={t("own.use")}>
                <div className={css.stack}>
                  {view.publish_help ? <p className="muted">{view.publish_help}</p> : null}
                  <FormDay form={form} name="from" label={t("own.from")} hint={t("own.from.hint")} />
                  <FormLine form={form} name="reason" label={t("reason")} hint={t("own.reason.hint")} rows={2} optional={!view.needs_reason} />
                </div>
              </Card>
              <OwnTextHistory id={key} view={view} act={act} />
            </div>
          }
          right={
            <div className={css.preview}>
              <div className={css.shown}>
                {view.samples.length > 1 ? <SelectField label={t("own.sample")} options={view.samples.map((one) => ({ value: one.id, label: one.words }))} value={sample || view.sample} onChange={(next) => type({ words, sample: next }, true)} /> : null}
                <p className="small muted">
                  {t("own.invented")} {view.faults.length > 0 && view.pages > 0 ? t("own.preview.mend") : null}
                </p>
              </div>
              <TabSet
                label={t("letter.preview")}
                sheets={[
                  { id: "pages", title: behind ? t("letter.pages.updating") : t("letter.pages"), content: <LetterPages of={{ kind: "own", code: view.code }} pages={view.pages} version={view.preview} none={t("own.preview.none")} /> },
                  { id: "text", title: t("letter.text"), content: <LetterText paragraphs={view.paragraphs} none={t("own.preview.none")} /> },
                ]}
              />
            </div>
          }
        />
        <div className={`${letter.bar} ${letter.actions}`}>
          <Button kind={canOnlyOffer ? "plain" : "main"} isDisabled={blocked || !view.may_publish} isPending={busy} onPress={() => use("publish_own_text")}>
            {t("own.publish")}
          </Button>
          {blocked || view.may_offer ? (
            <Button kind={canOnlyOffer ? "main" : "plain"} isDisabled={blocked} isPending={busy} onPress={() => use("offer_own_text")}>
              {t("own.offer")}
            </Button>
          ) : null}
          <Button onPress={() => road.go("/policy/letters")}>{t("own.all")}</Button>
          <span role="status" className="small muted">
            <Standing id={key} view={view} said={said} from={form.values.from} />
          </span>
        </div>
      </div>
    </div>
  );
}

/** What the last act did, or what stands in the way of the next one, or from which day the words would be used. */
function Standing({ id, view, said, from }: { id: string; view: OwnTextView; said: string; from: string }) {
  if (said) return <StatusWord word={said} shape="tick" tone="ok" wraps />;
  if (view.faults.length > 0) {
    const first = view.passages.find((passage) => view.faults.some((fault) => fault.passage === passage.id));
    const words = tCount("own.faults", view.faults.length);
    if (!first) return words;
    return (
      <Button kind="link" onPress={() => document.getElementById(passageId(id, first.id))?.focus()}>
        {words}
      </Button>
    );
  }
  if (!view.is_changed) return t("own.unchanged");
  if (!view.may_publish) return view.waits_for;
  return from ? t("own.day", { day: dayInWords(from) }) : null;
}

interface Typed {
  /** By passage, what was typed since the editor opened. */
  words: Record<string, string>;
  /** What the preview is to be shown with; empty while nobody chose. */
  sample: string;
}

/** Runs an act after everything typed is kept, puts its view in place, and says what was done. Answers whether it was. */
export type Act = (said: string, run: () => Promise<OwnTextView | undefined>) => Promise<boolean>;

/**
 * What is typed goes to the program after a pause and when the editor is left, one edit after the other. Until the program has
 * it, it is a draft like all other typing, so that a lock in between loses nothing.
 */
function useRewording(key: string, view: OwnTextView) {
  const client = useQueryClient();
  const draft = `${key}/typed`;
  const { values, touched, replace, done } = useDraftForm<Typed>(draft, { words: {}, sample: "" });
  const [behind, setBehind] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The newest edit that the program does not have. */
  const newest = useRef<OwnTextEdit>(undefined);
  const onItsWay = useRef<OwnTextEdit>(undefined);
  const turn = useRef<Promise<OwnTextView | undefined>>(Promise.resolve(view));
  const isGone = useRef(false);

  const put = (fresh: OwnTextView) => {
    // After leaving, nobody reads it here: the next opening asks anew.
    if (!isGone.current) client.setQueryData(["own_text", view.code], fresh);
    void client.invalidateQueries({ queryKey: ["own_texts"] });
  };
  const edit = async (next: OwnTextEdit) => {
    try {
      const fresh = await call("edit_own_text", { edit: next });
      put(fresh);
      setFailed(undefined);
      if (newest.current === next) {
        newest.current = undefined;
        // Where the record was closed meanwhile, the draft stays and is sent again at the next opening.
        void dropDraft(draft).catch(() => undefined);
      }
      return fresh;
    } catch (cause) {
      setFailed(cause as Refused);
      return undefined;
    } finally {
      if (onItsWay.current === next) {
        onItsWay.current = undefined;
        // What was typed meanwhile is still to be sent; what was refused is not on its way any more.
        if (newest.current === undefined || newest.current === next) setBehind(false);
      }
    }
  };
  /** Sends what waits. Answers with the view once everything typed is kept, and with nothing if that was refused. */
  const send = () => {
    clearTimeout(timer.current);
    const next = newest.current;
    if (next && next !== onItsWay.current) {
      onItsWay.current = next;
      turn.current = turn.current.then(() => edit(next));
    }
    return turn.current;
  };
  const type = (next: Typed, isChosen = false) => {
    replace(next);
    newest.current = editOf(view, next);
    setSaid("");
    setBehind(true);
    clearTimeout(timer.current);
    if (isChosen) void send();
    else timer.current = setTimeout(() => void send(), PAUSE);
  };
  useEffect(() => {
    // Text typed before a lock is a draft that the program has not seen yet.
    if (touched) type(values, true);
    isGone.current = false;
    return () => {
      isGone.current = true;
      void send();
    };
    // Only when the editor opens and when it is left.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const act: Act = async (words, run) => {
    setBusy(true);
    try {
      const fresh = (await send()) && (await run());
      if (!fresh) return false;
      done();
      turn.current = Promise.resolve(fresh);
      put(fresh);
      setSaid(words);
      // Letters that are being written have other words now.
      void client.invalidateQueries({ queryKey: ["letter"] });
      return true;
    } finally {
      setBusy(false);
    }
  };
  return { words: values.words, sample: values.sample, type, behind, failed, said, busy, act };
}

/** Everything that differs from the program's words, whether it was typed now or before. */
function editOf(view: OwnTextView, typed: Typed): OwnTextEdit {
  const all = view.passages.map((passage) => ({ ...passage, words: typed.words[passage.id] ?? passage.words }));
  return { code: view.code, words: Object.fromEntries(all.filter(({ words, shipped }) => words !== shipped).map(({ id, words }) => [id, words])), sample: typed.sample || view.sample };
}

/** "American English" for "en-US". */
const languageWord = (tag: string) => new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;

const passageId = (key: string, passage: string) => `${key}/words/${passage}`;
