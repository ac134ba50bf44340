import type { BackupView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { t } from "../../text/t";
import css from "./Backup.module.css";

/** The backups that are there, the newest first, each with its test. Without a name a backup is tested that lies elsewhere. */
export function BackupList({ view, pending, onTest }: { view: BackupView; pending: boolean; onTest: (name?: string) => void }) {
  return (
    <Card title={t("backup.list")}>
      <div className={css.stack}>
        <p className="muted">{t("backup.test.lead")}</p>
        {view.tested ? <p>{view.tested}</p> : null}
        {view.rows.length === 0 ? (
          <p className="small muted">{t("backup.list.none")}</p>
        ) : (
          <ul className={css.rows}>
            {view.rows.map((row) => (
              <li key={row.name}>
                <span className="numbers nowrap">{row.when}</span>
                <span className="small muted">
                  {row.age}, {row.size}
                </span>
                <Button kind="link" isDisabled={pending} aria-label={t("backup.test.named", { when: row.when })} onPress={() => onTest(row.name)}>
                  {t("backup.test")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button isDisabled={pending} onPress={() => onTest()}>
            {t("backup.test.other")}
          </Button>
        </div>
        <p className="small muted">{t("backup.restore.how")}</p>
      </div>
    </Card>
  );
}
