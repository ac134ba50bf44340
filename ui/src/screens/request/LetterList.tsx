import { lazy, Suspense, useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { useRoad } from "../../app/Road";
import type { LetterRow, OutsideRow, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Dialog } from "../../design/parts/Dialog";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./RequestPage.module.css";

// Only a request with a finished letter needs it.
const IssuedLetter = lazy(async () => ({ default: (await import("../letter/IssuedLetter")).IssuedLetter }));

/** The letters of a request: what is needed and why, what was issued, and what became of it. */
export function LetterList({ view }: { view: RequestView }) {
  const [waiving, setWaiving] = useState<LetterRow>();
  if (view.letters.length === 0) return <p className="muted">{t("letters.none")}</p>;
  return (
    <div className={css.stack}>
      <Card flush>
        <ul className={css.letters}>
          {/* What can be made now stands first; what must wait stands below with its reason. */}
          {view.letters.toSorted((a, b) => Number(a.blocked !== null) - Number(b.blocked !== null)).map((letter) => (
            <li key={letter.code}>
              <div>
                <p>
                  <strong>{letter.title}</strong> {letter.mandatory ? <span className="small muted">{t("letters.mandatory")}</span> : null}
                </p>
                <p className="small muted">{letter.blocked ?? letter.why}</p>
              </div>
              <StateWord state={letter.state} tone={letter.tone} chip={letter.tone === "stop" || letter.tone === "wait"} />
              {letter.issued.length > 0 ? (
                <div className={`${css.wide} ${css.issued}`}>
                  <Suspense fallback={<Waiting />}>
                    {letter.issued.map((issued) => (
                      <IssuedLetter key={issued.id} view={view} issued={issued} title={letter.title} />
                    ))}
                  </Suspense>
                </div>
              ) : null}
              {letter.outside.length > 0 ? (
                <div className={`${css.wide} ${css.issued}`}>
                  {letter.outside.map((outside) => (
                    <WrittenOutside key={outside.id} outside={outside} />
                  ))}
                </div>
              ) : null}
              {view.read_only ? null : <RowActs view={view} letter={letter} onWaive={() => setWaiving(letter)} />}
            </li>
          ))}
        </ul>
      </Card>
      {waiving ? <Waive view={view} letter={waiving} onClose={() => setWaiving(undefined)} /> : null}
    </div>
  );
}

/** What can be done about one letter. On the page its title stands above; the full names of the buttons carry it. */
function RowActs({ view, letter, onWaive }: { view: RequestView; letter: LetterRow; onWaive: () => void }) {
  const road = useRoad();
  const { title } = letter;
  const again = letter.issued.length > 0;
  return (
    <div className={`${css.wide} ${css.acts}`}>
      {letter.has_text ? (
        <Button kind={again ? "link" : "plain"} aria-label={t(again ? "letters.again.named" : "letters.make.named", { title })} isDisabled={Boolean(letter.blocked)} onPress={() => road.go(`/request/${view.id}/letter/${letter.code}`)}>
          {t(again ? "letters.again" : "letters.make")}
        </Button>
      ) : null}
      <Button kind="link" aria-label={t("letters.outside.named", { title })} onPress={() => road.go(`/request/${view.id}/record/outside/${letter.code}`)}>
        {t("letters.outside")}
      </Button>
      {mayGoWithout(letter) ? (
        <Button kind="link" aria-label={t("letters.waive.named", { title })} onPress={onWaive}>
          {t("letters.waive")}
        </Button>
      ) : null}
    </div>
  );
}

/** Going without a letter means something only while it is needed and there is none: not written, not filed, not waived before. */
function mayGoWithout(letter: LetterRow): boolean {
  return letter.waivable && letter.mandatory && letter.tone !== "done" && letter.issued.length === 0 && letter.outside.length === 0;
}

/** A letter that was written outside: its scan is kept, its sending is recorded like any other's. */
function WrittenOutside({ outside }: { outside: OutsideRow }) {
  return (
    <div>
      <p>{t("outside.line", { dated: outside.dated, signer: outside.signed_by })}</p>
      {outside.history.length > 0 ? (
        <ul className="small muted">
          {outside.history.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Waive({ view, letter, onClose }: { view: RequestView; letter: LetterRow; onClose: () => void }) {
  const acting = useActing();
  const { values, set, done } = useDraftForm(`request/${view.id}/waive/${letter.code}`, { reason: "" }, acting.pending);
  const { reason } = values;
  const save = async () => {
    if (!(await acting.run("waive_letter", { request: view.id, code: letter.code, reason }))) return;
    done();
    onClose();
  };
  return (
    <Dialog
      title={t("letters.waive.named", { title: letter.title })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={() => void save()} isDisabled={reason.trim() === ""} isPending={acting.pending}>
            {t("letters.waive.save")}
          </Button>
          <Button onPress={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <ErrorSummary problems={acting.problems()} />
      <TextField label={t("reason")} hint={t("letters.waive.hint")} rows={3} value={reason} onChange={(next) => set("reason", next)} error={acting.at("reason")} />
    </Dialog>
  );
}
