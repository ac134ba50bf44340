import { useState } from "react";
import { useActing } from "../../app/acts";
import type { SettingsView, VerificationView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "./Settings.module.css";

/** The vault, the policy in force, and the check that nothing was changed behind the program's back. */
export function AboutPanel({ settings }: { settings: SettingsView }) {
  const acting = useActing();
  const [found, setFound] = useState<VerificationView>();
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems()} />
      <Card title={t("about.vault")}>
        <Facts beside facts={settings.vault.map((line) => ({ label: line.code, value: line.label }))} />
        <div>
          <Button onPress={() => void acting.run("verify_vault", {}).then((result) => result && setFound(result))} isPending={acting.pending}>
            {t("about.verify")}
          </Button>
        </div>
        {found ? (
          <>
            <Banner kind={found.intact ? "fine" : "stop"} rounded live>
              {found.summary}
            </Banner>
            {found.problems.length > 0 ? (
              <ul>
                {found.problems.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
            <p className="small muted">{t("about.anchor")}</p>
            <p className={css.code}>{found.anchor}</p>
          </>
        ) : null}
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
