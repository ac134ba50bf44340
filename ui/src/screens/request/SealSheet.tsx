import { useRoad } from "../../app/Road";
import type { RequestView, SealedView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { DueChip } from "../../design/parts/DueChip";
import { t } from "../../text/t";
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
      <Card title={t("sealed.lift")} aside={open ? <Button onPress={() => record("unseal")}>{t("unseal.title")}</Button> : null}>
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
