import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { useRoad } from "../../app/Road";
import { call, Refused } from "../../bridge/call";
import type { BlockView, FindingView, LetterField, LetterView, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { classes } from "../../design/parts/classes";
import { Dialog } from "../../design/parts/Dialog";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { RadioCards } from "../../design/parts/RadioCards";
import { Splitter } from "../../design/parts/Splitter";
import { TabSet } from "../../design/parts/TabSet";
import { TextField } from "../../design/parts/TextField";
import { Waiting } from "../../design/parts/Waiting";
import { StopBand } from "../../guide/StopBand";
import { t, tCount } from "../../text/t";
import { WithRequest } from "../request/WithRequest";
import css from "./Letter.module.css";
import { LetterChanges } from "./LetterChanges";
import { LetterPages } from "./LetterPages";
import { LetterText } from "./LetterText";

// Only a letter that gives something out needs it.
const Enclosing = lazy(async () => ({ default: (await import("./Enclosing")).Enclosing }));

const PAUSE = 500;

/** The letter editor: blocks at the left, the pages as they will print at the right. */
export function LetterDesk({ id, code }: { id: string; code: string }) {
  return <WithRequest id={id}>{(view) => <Loaded view={view} code={code} />}</WithRequest>;
}

function Loaded({ view, code }: { view: RequestView; code: string }) {
  const road = useRoad();
  const letter = useQuery({ queryKey: ["letter", view.id, code], queryFn: () => call("letter_view", { request: view.id, code }), staleTime: Infinity });
  if (letter.data) return <Editor view={view} letter={letter.data} />;
  if (letter.error) {
    const refused = letter.error as Refused;
    return (
      <EmptyState action={<Button onPress={() => road.go(`/request/${view.id}/letters`)}>{t("letters.title")}</Button>}>
        {refused.message} {refused.help}
      </EmptyState>
    );
  }
  return <Waiting what={t("letter.word")} />;
}

interface Typed {
  free: Record<string, string>;
  fields: Record<string, string>;
  /** Which issued letter it corrects; `none` for a further one. */
  corrects: string;
  /** Tag of the language it is written in; empty for that of the house. */
  language: string;
}

function Editor({ view, letter }: { view: RequestView; letter: LetterView }) {
  const road = useRoad();
  const client = useQueryClient();
  const acting = useActing();
  const key = `request/${view.id}/letter/${letter.code}`;
  const { values, replace, done } = useDraftForm<Typed>(key, { free: {}, fields: {}, corrects: "", language: "" });
  const [asking, setAsking] = useState(false);
  const [unrecorded, setUnrecorded] = useState(false);
  const [behind, setBehind] = useState(false);
  const [issuing, setIssuing] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  const typed = useRef(values);

  /** Whether the letter now says what was typed. */
  const redraw = async (next: Typed): Promise<boolean> => {
    const mine = ++turn.current;
    try {
      const fresh = await call("edit_letter", { request: view.id, code: letter.code, ...next });
      if (mine !== turn.current) return false;
      client.setQueryData(["letter", view.id, letter.code], fresh);
      setFailed(undefined);
      setBehind(false);
      return true;
    } catch (cause) {
      // The pages show less than was typed, and stay behind until they have caught up.
      if (mine === turn.current) {
        setFailed(cause as Refused);
        setBehind(true);
      }
      return false;
    }
  };
  const type = (next: Typed) => {
    replace(next);
    typed.current = next;
    setBehind(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void redraw(next), PAUSE);
  };
  useEffect(() => {
    // Text typed before a lock is a draft that the letter has not seen yet.
    const kept = typed.current;
    if (Object.keys(kept.free).length + Object.keys(kept.fields).length > 0 || kept.corrects || kept.language) void redraw(kept);
    return () => clearTimeout(timer.current);
    // Only when the editor opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useNextToken(letter);

  const issue = async () => {
    if (issuing) return;
    setIssuing(true);
    clearTimeout(timer.current);
    const isShown = await redraw(typed.current);
    const next = isShown ? await acting.run("issue_letter", { request: view.id, code: letter.code }) : undefined;
    setIssuing(false);
    setAsking(false);
    if (next) {
      done();
      road.go(`/request/${view.id}/letters`);
    }
  };
  const open = openLines(letter).length;
  const optional = letter.fields.filter((field) => field.optional);
  const names = new Map(letter.fields.map((field) => [field.name, field.what]));
  const fieldOf = (field: LetterField) => {
    const value = values.fields[field.name] ?? field.value;
    return (
      <TextField
        key={field.name}
        id={`${key}/fields/${field.name}`}
        label={capital(field.what)}
        optional={field.optional}
        // Nothing is wrong with a letter that was only just opened: what it still needs is said, not alarmed.
        hint={!field.optional && value === "" ? t("letter.token") : undefined}
        value={value}
        onChange={(text) => type({ ...values, fields: { ...values.fields, [field.name]: text } })}
      />
    );
  };
  return (
    <div className={css.desk}>
      <div>
        <StopBand view={view} />
      </div>
      <header className={css.head}>
        <p className="small muted numbers">{view.title}</p>
        <h1 className="title">{letter.title}</h1>
        <p className="small muted">
          {letter.banner ? <span className={css.memo}>{letter.banner}</span> : null} {t("letter.audience", { audience: letter.audience, signer: letter.signer })}
        </p>
      </header>
      <Splitter
        left={
          <div className={css.editor}>
            <ErrorSummary problems={acting.problems()} />
            {failed ? (
              <Banner kind="hold" rounded live action={<Button onPress={() => void redraw(typed.current)}>{t("retry")}</Button>}>
                {failed.message} {failed.help}
              </Banner>
            ) : null}
            {open > 0 ? <OpenPoints letter={letter} /> : null}
            {letter.languages.length > 0 ? (
              <RadioCards
                legend={t("letter.language")}
                hint={t("letter.language.hint")}
                choices={letter.languages.map((one) => ({ value: one.code, label: one.label }))}
                value={values.language || letter.language}
                onChange={(language) => type({ ...values, language })}
              />
            ) : null}
            {letter.correctable.length > 0 ? (
              <RadioCards
                legend={t("letter.corrects")}
                hint={t("letter.corrects.hint")}
                choices={[...letter.correctable.map((one) => ({ value: one.code, label: t("letter.corrects.that", { at: one.label }) })), { value: "none", label: t("letter.corrects.none") }]}
                value={values.corrects}
                onChange={(corrects) => type({ ...values, corrects })}
              />
            ) : null}
            {letter.fields.filter((field) => !field.optional).map(fieldOf)}
            {letter.blocks.filter((block) => block.kind === "free").map((block) => (
              <FreeBlock key={block.id} block={block} language={letter.language} id={`${key}/free/${block.id}`} text={values.free[block.id] ?? block.text} onChange={(text) => type({ ...values, free: { ...values.free, [block.id]: text } })} findings={letter.findings.filter((finding) => finding.block === block.id).map(findingLine)} />
            ))}
            {optional.length > 0 ? (
              <Disclosure defaultExpanded={optional.some((field) => (values.fields[field.name] ?? field.value) !== "")}>
                <Heading level={2}>
                  <AriaButton slot="trigger" className={css.fold ?? ""}>
                    {tCount("letter.more", optional.length)}
                  </AriaButton>
                </Heading>
                <DisclosurePanel>
                  <div className={css.more}>{optional.map(fieldOf)}</div>
                </DisclosurePanel>
              </Disclosure>
            ) : null}
            {letter.carries ? (
              <Suspense fallback={<Waiting />}>
                <Enclosing request={view.id} code={letter.code} isReadOnly={Boolean(view.read_only)} onUnrecorded={setUnrecorded} />
              </Suspense>
            ) : null}
            <Wording letter={letter} names={names} />
          </div>
        }
        right={
          <div className={css.preview}>
            <TabSet
              label={t("letter.preview")}
              sheets={[
                { id: "pages", title: behind && !failed ? t("letter.pages.updating") : t("letter.pages"), content: <LetterPages of={{ kind: "draft", request: view.id, code: letter.code }} pages={letter.pages} version={letter.preview} /> },
                { id: "text", title: t("letter.text"), content: <LetterText paragraphs={letter.paragraphs} /> },
                { id: "changes", title: t("letter.changes"), content: <LetterChanges changes={letter.changes} /> },
              ]}
            />
          </div>
        }
      />
      <div className={`${css.bar} ${css.actions}`}>
        <Button kind="main" isDisabled={open > 0 || behind || unrecorded || Boolean(view.read_only)} onPress={() => setAsking(true)}>
          {t("letter.finish")}
        </Button>
        <Button onPress={() => road.back()}>{t("back")}</Button>
        {open > 0 ? <span className="small muted">{tCount("letter.open", open)}</span> : null}
        {unrecorded ? <span className="small muted">{t("goes.unrecorded")}</span> : null}
      </div>
      <Dialog
        title={t("letter.finish.ask")}
        isOpen={asking}
        alert
        onClose={() => {
          if (!issuing) setAsking(false);
        }}
        actions={
          <>
            <Button kind="main" onPress={() => void issue()} isPending={issuing}>
              {t("letter.finish")}
            </Button>
            <Button onPress={() => setAsking(false)} isDisabled={issuing}>
              {t("letter.keep")}
            </Button>
          </>
        }
      >
        <p>{t("letter.finish.body", { signer: letter.signer })}</p>
      </Dialog>
    </div>
  );
}

function OpenPoints({ letter }: { letter: LetterView }) {
  return (
    <Banner kind="hold" rounded>
      <strong>{t("letter.open.title")}</strong>
      <ul>
        {openLines(letter).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** What still blocks finishing, each line once. */
function openLines(letter: LetterView): string[] {
  const gaps = letter.unresolved.map(({ what, fill_in }) => t("letter.lacks", { what, where: fill_in }));
  return [...new Set([...gaps, ...letter.blocked_by, ...letter.findings.map(findingLine)])];
}

function findingLine(finding: FindingView): string {
  return finding.words ? t("letter.never", { words: finding.words, rule: finding.rule }) : finding.rule;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase("en-US") + text.slice(1);
}

/** Wording with its placeholders drawn as tokens, never as brackets. */
function WithTokens({ text, names }: { text: string; names: ReadonlyMap<string, string> }) {
  return text.split(/(\{\{[^}]*\}\})/).map((piece, index) => {
    const token = /^\{\{\s*([^}]*?)\s*\}\}$/.exec(piece)?.[1];
    // The pieces stand in the order of the sentence and have no other identity.
    // oxlint-disable-next-line react/no-array-index-key
    return token === undefined ? <span key={index}>{piece}</span> : <span key={index} className={css.token}>{names.get(token) ?? token.replace(/[._]/g, " ")}</span>;
  });
}

/** The locked part: the letter as it stands once it is whole, before that its fixed wording with the gaps drawn as tokens. */
function Wording({ letter, names }: { letter: LetterView; names: ReadonlyMap<string, string> }) {
  const whole = letter.paragraphs.length > 0;
  return (
    <div role="group" className={classes(css.block, css.fixed)} aria-label={t("letter.wording")}>
      <p className="small muted">{whole ? t("letter.wording") : t("letter.wording.open")}</p>
      {whole
        ? letter.paragraphs.map((paragraph, index) => (
            // The order is the letter's; the same sentence may stand twice.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index} className={classes(css.words, "serif", paragraph.role === "heading" && css.strong)} dir="auto">
              {paragraph.text}
            </p>
          ))
        : letter.blocks
            .filter((block) => block.kind === "fixed" && block.text.trim() !== "")
            .map((block) => (
              <p key={block.id} className={`${css.words} serif`} dir="auto">
                <WithTokens text={block.text.replaceAll("**", "")} names={names} />
              </p>
            ))}
    </div>
  );
}

function FreeBlock({ block, id, language, text, onChange, findings }: { block: BlockView; id: string; language: string; text: string; onChange: (text: string) => void; findings: readonly string[] }) {
  return <TextField id={id} label={capital(block.what) || t("letter.free")} rows={5} spellCheck={language.startsWith("en")} optional={!block.required} error={findings[0]} value={text} onChange={onChange} />;
}

/** F8 goes to the next field of the letter that is still empty. */
function useNextToken(letter: LetterView) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "F8") return;
      event.preventDefault();
      const empty = [...document.querySelectorAll<HTMLInputElement>(`[id^="request/"][id*="/letter/"]`)].filter((field) => field.matches("input,textarea") && field.value === "");
      const at = empty.findIndex((field) => field === document.activeElement);
      empty[(at + 1) % Math.max(1, empty.length)]?.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [letter]);
}
