import { useState } from "react";
import { useActing } from "../../app/acts";
import type { HoldView, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "../backup/Backup.module.css";
import { NO_WORD, WordFields } from "../retention/WordFields";

/** Legal holds of a request, open or ended: what stands, placing one, lifting one. */
export function HoldCard({ view }: { view: RequestView }) {
  // What the small form is about: a new hold, or the end of one.
  const [about, setAbout] = useState<"" | "place" | number>("");
  return (
    <Card title={t("hold.title")} level={3}>
      <div className={css.stack}>
        <p className="small muted">{view.holds.some((hold) => hold.lifted === null) ? t("hold.lead") : t("hold.none")}</p>
        <ul className={css.stack}>
          {view.holds.map((hold) => (
            <li key={hold.number}>
              <Hold hold={hold} busy={about !== ""} onLift={() => setAbout(hold.number)} />
            </li>
          ))}
        </ul>
        {about === "" ? (
          <div>
            <Button onPress={() => setAbout("place")}>{t("hold.place")}</Button>
          </div>
        ) : (
          <HoldForm key={about} view={view} about={about} onDone={() => setAbout("")} />
        )}
      </div>
    </Card>
  );
}

function Hold({ hold, busy, onLift }: { hold: HoldView; busy: boolean; onLift: () => void }) {
  return (
    <>
      <p>
        <strong>{t(hold.lifted === null ? "hold.stands" : "hold.over")}</strong> {hold.why}
      </p>
      <p className="small muted">{hold.lifted ?? hold.placed}</p>
      {hold.lifted === null && !busy ? (
        <Button kind="link" onPress={onLift}>
          {t("hold.lift", { number: hold.number })}
        </Button>
      ) : null}
    </>
  );
}

function HoldForm({ view, about, onDone }: { view: RequestView; about: "place" | number; onDone: () => void }) {
  const acting = useActing();
  const [why, setWhy] = useState("");
  const [word, setWord] = useState(NO_WORD);
  const places = about === "place";
  const save = async () => {
    const next = about === "place" ? await acting.run("place_hold", { request: view.id, form: { why, word } }) : await acting.run("lift_hold", { request: view.id, form: { hold: about, why, word } });
    if (!next) return;
    announce(t(places ? "hold.placed" : "hold.lifted"));
    onDone();
  };
  return (
    <section className={css.stack} aria-label={places ? t("hold.place") : t("hold.lift", { number: about })}>
      <ErrorSummary problems={acting.problems()} />
      <TextField label={t(places ? "hold.why" : "hold.lift.why")} {...(places ? { hint: t("hold.why.hint") } : {})} rows={2} value={why} onChange={setWhy} error={acting.at("why")} />
      <WordFields word={word} onChange={setWord} acting={acting} />
      <div className={css.actions}>
        <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
          {t(places ? "hold.place.save" : "hold.lift.save")}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t("back")}
        </Button>
      </div>
    </section>
  );
}
