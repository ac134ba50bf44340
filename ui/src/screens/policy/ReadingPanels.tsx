import { useState } from "react";
import type { PolicyPage } from "../../bridge/types";
import { EmptyState } from "../../design/parts/EmptyState";
import { StatusWord } from "../../design/parts/StatusWord";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./Policy.module.css";

interface Props {
  page: PolicyPage;
}

/** Every provision, silence and tension, in the pack's words, with what carries it. */
export function ProvisionsPanel({ page }: Props) {
  const [wanted, setWanted] = useState("");
  const shown = page.provisions.filter((row) => fits(wanted, row.code, row.text));
  return (
    <div className={css.panel}>
      <Filter value={wanted} onChange={setWanted} />
      {shown.length === 0 ? <EmptyState>{t("policy.nothing")}</EmptyState> : null}
      <ul className={css.list}>
        {shown.map((row) => (
          <li key={row.code} className={css.entry}>
            <div className={css.head}>
              <span className={css.code}>{row.code}</span>
              <span className="small muted">{row.standing}</span>
            </div>
            <p className={css.law}>{row.text}</p>
            {row.carried.length > 0 ? (
              <details>
                <summary className="small">{t("policy.carried")}</summary>
                {row.carried.map((line) => (
                  <p key={line} className="small muted">
                    {line}
                  </p>
                ))}
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Statutes, rules and cases: what they say, how sure that is, and when the text was last looked at. */
export function StatutesPanel({ page }: Props) {
  const [wanted, setWanted] = useState("");
  const shown = page.statutes.filter((row) => fits(wanted, row.label, row.text));
  return (
    <div className={css.panel}>
      <Filter value={wanted} onChange={setWanted} />
      {shown.length === 0 ? <EmptyState>{t("policy.nothing")}</EmptyState> : null}
      <ul className={css.list}>
        {shown.map((row) => (
          <li key={row.label} className={css.entry}>
            <div className={css.head}>
              <span className={css.code}>{row.label}</span>
              <span className="small muted">
                {row.standing}. {row.confidence}
              </span>
            </div>
            <p className={css.law}>{row.text}</p>
            <p className="small muted">
              {t("policy.verified", { day: row.verified })} {row.stale ? <StatusWord word={t("policy.stale")} shape="half" tone="wait" /> : null}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The field above a list that keeps only what has these words. */
export function Filter({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <div data-find>
      <TextField id="policy/find" label={t("policy.find")} value={value} onChange={onChange} narrow />
    </div>
  );
}

/** Every word that is looked for stands in one of the texts. */
export function fits(wanted: string, ...texts: string[]): boolean {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const text = texts.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
