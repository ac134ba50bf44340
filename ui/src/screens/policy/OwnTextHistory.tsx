import { useState } from "react";
import { AskDialog } from "../../app/AskDialog";
import { useActing } from "../../app/acts";
import type { OwnTextVersion, OwnTextView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import { FormLine, useFormOf } from "../record/FormParts";
import type { Act } from "./OwnText";
import policy from "./Policy.module.css";

interface Props {
  id: string;
  view: OwnTextView;
  act: Act;
}
type Asked = { of: "back" | "up"; version: OwnTextVersion | undefined };

/** Words that were published or offered. Each can be a draft again; the Director, or whoever offered them, takes them back. */
export function OwnTextHistory({ id, view, act }: Props) {
  const acting = useActing();
  const [asked, setAsked] = useState<Asked>();
  const versions = view.versions.toSorted((one, other) => other.number - one.number);
  const takeUp = (number: number) => act(t("own.up.done"), () => acting.run("take_up_own_text", { code: view.code, number }));
  // What was typed and not published would be gone: that is asked about first.
  const askOrTakeUp = (version?: OwnTextVersion) => (view.is_changed ? setAsked({ of: "up", version }) : void takeUp(version?.number ?? 0));
  const isOfProgram = view.passages.every((passage) => passage.words === passage.shipped);
  return (
    <Card title={t("own.history")}>
      {asked ? null : <ErrorSummary problems={acting.problems()} />}
      {versions.length === 0 ? <p className="muted">{t("own.history.none")}</p> : null}
      <ul className={policy.list}>
        {versions.map((version) => (
          <Version key={version.number} version={version} onBack={() => setAsked({ of: "back", version })} onUp={() => askOrTakeUp(version)} />
        ))}
        {versions.some((version) => version.number === 0) ? null : (
          <li className={policy.entry}>
            <span className={policy.code}>{t("own.version.program")}</span>
            {isOfProgram ? null : (
              <div className={policy.actions}>
                <Button aria-label={t("own.up.program")} onPress={() => askOrTakeUp()}>
                  {t("own.up")}
                </Button>
              </div>
            )}
          </li>
        )}
      </ul>
      {asked?.of === "back" && asked.version ? <TakeBack id={id} code={view.code} version={asked.version} act={act} onClose={() => setAsked(undefined)} /> : null}
      {asked?.of === "up" ? (
        <AskDialog title={t("own.up.ask")} body={t("own.up.body")} act={t("own.up")} acting={acting} onAct={() => void takeUp(asked.version?.number ?? 0).then((isDone) => isDone && setAsked(undefined))} onClose={() => setAsked(undefined)} />
      ) : null}
    </Card>
  );
}

/** What a version is called: words that were offered have no number of their own yet. */
const nameOf = ({ number, is_offer }: OwnTextVersion) => (is_offer ? t("own.version.offer") : number === 0 ? t("own.version.program") : t("own.version", { number }));

function Version({ version, onBack, onUp }: { version: OwnTextVersion; onBack: () => void; onUp: () => void }) {
  const { number } = version;
  const name = nameOf(version);
  return (
    <li className={policy.entry}>
      <div className={policy.head}>
        <span className={policy.code}>{name}</span>
        <StateWord state={version.state} tone={version.tone} wraps />
      </div>
      <p className="small muted">
        {version.from ? t("own.version.from", { day: version.from }) : null} {version.published}
      </p>
      {version.reason ? <p dir="auto">{version.reason}</p> : null}
      {version.may_take_up || version.may_take_back ? (
        <div className={policy.actions}>
          {version.may_take_up ? (
            <Button aria-label={number === 0 ? t("own.up.program") : t("own.up.named", { name })} onPress={onUp}>
              {t("own.up")}
            </Button>
          ) : null}
          {version.may_take_back ? (
            <Button kind="stop" aria-label={t("own.back.named", { name })} onPress={onBack}>
              {t("own.back")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function TakeBack({ id, code, version, act, onClose }: { id: string; code: string; version: OwnTextVersion; act: Act; onClose: () => void }) {
  const acting = useActing();
  const { number, is_offer } = version;
  const name = nameOf(version);
  const form = useFormOf(`${id}/back/${is_offer ? "offer" : number}`, { reason: "" }, acting);
  const save = async () => {
    const isDone = await act(is_offer ? t("own.back.offer.done") : t("own.back.done", { number }), () => acting.run("take_back_own_text", { form: { code, number, ...form.values } }));
    if (!isDone) return;
    form.done();
    onClose();
  };
  return (
    <AskDialog title={t("own.back.named", { name })} body={t(is_offer ? "own.back.offer" : "own.back.body")} act={t("own.back")} acting={acting} onAct={() => void save()} onClose={onClose} blocked={form.values.reason.trim() === ""}>
      <FormLine form={form} name="reason" label={t("reason")} hint={t(is_offer ? "own.back.reason" : "own.reason.hint")} rows={2} />
    </AskDialog>
  );
}
