import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import type { PolicyOffer, PolicyPage } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { StatusWord } from "../../design/parts/StatusWord";
import { t, tCount } from "../../text/t";
import css from "./Policy.module.css";

/** Adopted versions and the Board's history. Another version is compared first, and adopted only by the Director. */
export function VersionsPanel({ page }: { page: PolicyPage }) {
  const acting = useActing();
  const client = useQueryClient();
  const [offer, setOffer] = useState<PolicyOffer>();
  const compare = async (folder: string | null) => {
    const found = await acting.run("compare_policy", { folder });
    setOffer(found);
  };
  const pick = async () => {
    const folder = await acting.run("pick_folder", { title: t("policy.pick"), accept: t("policy.pick.accept") });
    if (folder) await compare(folder);
  };
  const adopt = async () => {
    if (!offer) return;
    const next = await acting.run("adopt_policy", { folder: offer.folder || null });
    if (next) {
      client.setQueryData(["policy"], next);
      void client.invalidateQueries({ queryKey: ["first_contact"] });
      void client.invalidateQueries({ queryKey: ["settings"] });
      setOffer(undefined);
      announce(t("policy.adopted"));
    }
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems()} />
      {page.newer_inside ? (
        <Banner
          kind="check"
          rounded
          action={
            <Button kind="link" onPress={() => void compare(null)}>
              {t("policy.compare")}
            </Button>
          }
        >
          {t("policy.newer", { version: page.newer_inside })}
        </Banner>
      ) : null}
      <Card title={t("policy.versions.here")}>
        <ul className={css.list}>
          {page.versions.map((row) => (
            <li key={`${row.id} ${row.adopted}`} className={css.entry}>
              <div className={css.head}>
                <span className={css.code}>{row.version}</span>
                {row.in_force ? <StatusWord word={t("policy.inforce")} shape="tick" tone="ok" /> : null}
              </div>
              <p className="small muted">
                {t("policy.adopted.by", { day: row.adopted, who: row.by })} {tCount("policy.requests", row.requests)}
              </p>
            </li>
          ))}
        </ul>
        <div className={css.actions}>
          <Button onPress={() => void pick()} isPending={acting.pending}>
            {t("policy.pick")}
          </Button>
        </div>
      </Card>
      {offer ? <Offer key={offer.version} offer={offer} mayChange={page.may_change} pending={acting.pending} onAdopt={() => void adopt()} onLeave={() => setOffer(undefined)} /> : null}
      {page.policy.history.length > 0 ? (
        <Card title={t("policy.board")}>
          <ul>
            {page.policy.history.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}

/** So many changes stand there at once; a long list would push what it means for open requests out of sight. */
const FIRST = 12;

function Offer({ offer, mayChange, pending, onAdopt, onLeave }: { offer: PolicyOffer; mayChange: boolean; pending: boolean; onAdopt: () => void; onLeave: () => void }) {
  const [all, setAll] = useState(false);
  const shown = all ? offer.changes : offer.changes.slice(0, FIRST);
  return (
    <Card title={t("policy.offer", { version: offer.version })}>
      <p>
        {offer.library}. {offer.title}
      </p>
      {offer.same ? <p>{t("policy.same")}</p> : null}
      {offer.changes.length > 0 ? (
        <>
          <p>{tCount("policy.changes", offer.changes.length)}</p>
          <ul aria-label={t("policy.changes.list")}>
            {shown.map((line) => (
              <li key={line} className="small">
                {line}
              </li>
            ))}
          </ul>
          {shown.length < offer.changes.length ? (
            <div>
              <Button kind="link" onPress={() => setAll(true)}>
                {t("policy.changes.all", { count: offer.changes.length })}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
      <p>{offer.matters.length > 0 ? tCount("policy.matters", offer.matters.length) : t("policy.matters.none")}</p>
      {offer.matters.length > 0 ? (
        <ul>
          {offer.matters.map((line) => (
            <li key={line} className="small">
              {line}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="small muted">{t("policy.pinned")}</p>
      <div className={css.actions}>
        {offer.same ? null : (
          <Button kind="main" onPress={onAdopt} isPending={pending} isDisabled={!mayChange}>
            {t("policy.adopt")}
          </Button>
        )}
        <Button onPress={onLeave}>{t("policy.leave")}</Button>
      </div>
      {mayChange ? null : <p className="small muted">{t("policy.directors")}</p>}
    </Card>
  );
}
