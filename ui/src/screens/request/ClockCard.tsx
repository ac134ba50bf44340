import type { ReactNode } from "react";
import type { ClockView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DueChip } from "../../design/parts/DueChip";
import { t } from "../../text/t";
import css from "./RequestPage.module.css";

/** One date with its reason; `open` shows every day of the count. */
export function ClockCard({ clock, open, onExplain, children }: { clock: ClockView; open?: boolean; onExplain?: () => void; children?: ReactNode }) {
  return (
    <Card title={clock.name}>
      {clock.due ? <DueChip due={clock.due} /> : <p className="muted">{clock.waiting_for}</p>}
      {clock.original ? <p className="small muted">{t("clock.original", { day: clock.original.words })}</p> : null}
      {clock.moved.map((line) => (
        <p key={line} className="small">
          {line}
        </p>
      ))}
      <p className="small muted">
        {clock.rule} {clock.basis}. {clock.confidence}
      </p>
      {open && clock.derivation.length > 0 ? (
        <table className={css.days}>
          <caption className="unseen">{t("clock.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("clock.day")}</th>
              <th scope="col">{t("clock.counts")}</th>
              <th scope="col">{t("clock.why")}</th>
            </tr>
          </thead>
          <tbody>
            {clock.derivation.map((row) => (
              <tr key={row.day + row.why} className={row.counts ? undefined : css.skipped}>
                <td className="numbers nowrap">{row.day}</td>
                <td>{row.counts ? t("clock.yes") : t("clock.no")}</td>
                <td>{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {children}
      {onExplain && clock.derivation.length > 0 ? (
        <div>
          <Button kind="link" onPress={onExplain}>
            {t("clock.title")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
