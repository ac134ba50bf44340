import type { ReactNode } from "react";
import type { ClockView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { DueChip } from "../../design/parts/DueChip";
import { StatusWord } from "../../design/parts/StatusWord";
import { t } from "../../text/t";
import css from "./Clocks.module.css";

/** One date with its reason and what moved it; `open` shows every day of the count, and what may be done with it. */
export function ClockCard({ clock, open, onExplain, actions }: { clock: ClockView; open?: boolean; onExplain?: () => void; actions?: ReactNode }) {
  return (
    <Card title={clock.name} {...(open ? { level: 3 as const } : {})}>
      <ClockDate clock={clock} />
      {open ? <p className="small">{clock.rule}</p> : null}
      <p className="small muted">{open && clock.confidence ? t("clock.basis", { basis: clock.basis, confidence: clock.confidence }) : clock.basis}</p>
      {clock.moved.length > 0 ? (
        <>
          <p className="small">{t("clock.moved")}</p>
          <ul className="small">
            {clock.moved.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open && clock.derivation.length > 0 ? <Days clock={clock} /> : null}
      {onExplain && clock.derivation.length > 0 ? (
        <div>
          <Button kind="link" onPress={onExplain}>
            {t("clock.title")}
          </Button>
        </div>
      ) : null}
      {actions}
    </Card>
  );
}

/** The date as it stands, the one before it was moved, or what is waited for. */
export function ClockDate({ clock }: { clock: ClockView }) {
  return (
    <>
      {clock.met && clock.due ? (
        <p className="small">
          <StatusWord word={t("clock.met", { day: clock.due.date.words })} shape="tick" tone="ok" />
        </p>
      ) : clock.due ? (
        <DueChip due={clock.due} wraps />
      ) : (
        <p className="muted">{clock.waiting_for}</p>
      )}
      {clock.original ? <p className="small numbers">{t("clock.before", { day: clock.original.words })}</p> : null}
      {clock.paused ? (
        <p className="small">
          <StatusWord word={t("clock.paused")} shape="half" tone="wait" />
        </p>
      ) : null}
    </>
  );
}

function Days({ clock }: { clock: ClockView }) {
  return (
    <table className={css.days}>
      <caption className="unseen">
        {t("clock.title")}: {clock.name}
      </caption>
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
  );
}
