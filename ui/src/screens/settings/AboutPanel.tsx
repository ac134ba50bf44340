import type { SettingsView } from "../../bridge/types";
import { Card, Facts } from "../../design/parts/Card";
import { t } from "../../text/t";
import css from "./Settings.module.css";

/** The vault, the policy in force, and whose work is inside the program. */
export function AboutPanel({ settings }: { settings: SettingsView }) {
  return (
    <div className={css.panel}>
      <Card title={t("about.vault")}>
        <Facts beside facts={settings.vault.map((line) => ({ label: line.code, value: line.label }))} />
      </Card>
      <Card title={t("about.policy")}>
        <p>
          {settings.policy.title}, {settings.policy.version}
        </p>
        <ul className="small muted">
          {settings.policy.history.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
      <Card title={t("about.notices")}>
        {settings.notices.map((notice) => (
          <p key={notice} className={`${css.notice} small`}>
            {notice}
          </p>
        ))}
      </Card>
    </div>
  );
}
