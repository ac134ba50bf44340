import { useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { useRoad } from "../../app/Road";
import type { RequestView, SealedView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { Dialog } from "../../design/parts/Dialog";
import { DueChip } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { ConfirmCard, type SayWhatWasSo } from "../custody/ConfirmCard";
import { TryRows } from "../custody/TryParts";
import css from "./RequestPage.module.css";

/** The seal of a matter: who knows and why, what orders silence, when it is looked at again, and how it ends. */
export function SealSheet({ view, seal }: { view: RequestView; seal: SealedView }) {
  const road = useRoad();
  const open = seal.stands && !view.read_only;
  const record = (form: string) => road.go(`/request/${view.id}/record/${form}`);
  return (
    <div className={css.stack}>
      <Card title={t("sealed.why")}>
        <p dir="auto">{seal.because}</p>
        {seal.continues ? <p className="small muted">{seal.continues}</p> : null}
      </Card>
      <Card title={t("sealed.knows")} aside={open ? <Button onPress={() => record("read_in")}>{t("readin.title")}</Button> : null}>
        <Facts
          beside
          facts={seal.knows.map((knows) => ({
            label: knows.name,
            value: knows.why,
            action: (
              <span className="small muted">
                {knows.sees ? t("sealed.sees") : t("sealed.told")}, {knows.since.words}
              </span>
            ),
          }))}
        />
      </Card>
      <Card title={t("sealed.terms")} aside={open ? <Button onPress={() => record("gag")}>{t("gag.save")}</Button> : null}>
        {seal.terms.length === 0 ? <p className="muted">{t("sealed.terms.none")}</p> : null}
        {seal.terms.map((term) => (
          <div key={`${term.dates}${term.words}`}>
            <p className={css.words} dir="auto">
              {term.words}
            </p>
            <p className="small muted">
              {term.current ? t("sealed.term.current") : t("sealed.term.old")}, {term.dates}
            </p>
          </div>
        ))}
        {seal.review ? (
          <p>
            {t("sealed.review")} <DueChip due={seal.review} />
          </p>
        ) : null}
      </Card>
      {seal.tries.to_confirm.length > 0 ? <ConfirmCard rows={seal.tries.to_confirm} directorHere={seal.tries.director_here} say={inMatter(view.id)} /> : null}
      <Card title={t("custody.tries")} flush={seal.tries.rows.length > 0} aside={open ? <Button onPress={() => record("director_try")}>{t("try.save")}</Button> : null}>
        <TryRows rows={seal.tries.rows} />
      </Card>
      <Card title={t("sealed.lift")} aside={open ? seal.may_agree ? <AgreeToUnseal view={view} /> : <Button onPress={() => record("unseal")}>{t("unseal.title")}</Button> : null}>
        {seal.lifted ? <p dir="auto">{seal.lifted}</p> : <p className="muted">{t("sealed.lift.lead")}</p>}
        {seal.keeps_sealed.length > 0 ? (
          <>
            <p className="section">{t("sealed.lift.missing")}</p>
            <ul>
              {seal.keeps_sealed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Card>
    </div>
  );
}

const inMatter = (request: string): SayWhatWasSo => async (acting, { entry }, right, note) => (await acting.run("confirm_sealed_try", { request, entry, right, note })) !== undefined;

/** The second person's own word: under their own sign-in, before the Director lifts the seal. */
function AgreeToUnseal({ view }: { view: RequestView }) {
  const acting = useActing();
  const [open, setOpen] = useState(false);
  const key = `request/${view.id}/agree-unsealing`;
  const { values, set, done } = useDraftForm(key, { words: "" }, acting.pending);
  const save = async () => {
    if (!(await acting.run("agree_unsealing", { request: view.id, words: values.words }))) return;
    done();
    setOpen(false);
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t("agree.title")}</Button>
      <Dialog
        title={t("agree.title")}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
              {t("agree.save")}
            </Button>
            <Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
          </>
        }
      >
        <ErrorSummary problems={acting.problems(key)} />
        <p>{t("agree.lead")}</p>
        <TextField id={`${key}/words`} label={t("agree.words")} hint={t("agree.words.hint")} rows={3} value={values.words} onChange={(words) => set("words", words)} error={acting.at("words")} />
      </Dialog>
    </>
  );
}
