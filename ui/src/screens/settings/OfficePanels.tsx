import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { ClosureForm, SettingsView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Card, Facts } from "../../design/parts/Card";
import { Switch } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { dayInWords } from "../../text/day";
import { t } from "../../text/t";
import { ClosureEditor, NO_CLOSURE } from "../setup/ClosureEditor";
import { CounselFields, DirectorFields, LibraryFields } from "../setup/ProfileFields";
import { SaveBar } from "./SaveBar";
import css from "./Settings.module.css";

interface Props {
  settings: SettingsView;
}

/** The library's name, address and mark. */
export function LibraryPanel({ settings }: Props) {
  const acting = useActing();
  const { values, replace, sent, touched } = useDraftForm("settings/library", settings.profile);
  const save = async () => {
    if (await acting.run("save_profile", { form: values })) {
      sent(values);
      announce(t("settings.saved"));
    }
  };
  const pickLogo = async () => {
    const picked = await acting.run("pick_file", { title: t("profile.logo"), accept: t("profile.logo.accept") });
    if (picked) await acting.run("set_logo", { ticket: picked.ticket });
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems("setup")} />
      <LibraryFields value={values} onChange={replace} at={acting.at} logo={settings.has_logo ? t("profile.logo.kept") : undefined} onLogo={() => void pickLogo()} onNoLogo={() => void acting.run("remove_logo", {})} />
      <SaveBar touched={touched} pending={acting.pending} onSave={() => void save()} />
    </div>
  );
}

/** Who signs. */
export function DirectorPanel({ settings }: Props) {
  const acting = useActing();
  const { values, replace, sent, touched } = useDraftForm("settings/director", settings.director);
  const save = async () => {
    if (await acting.run("save_director", { form: values })) {
      sent(values);
      announce(t("settings.saved"));
    }
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems("setup")} />
      <DirectorFields value={values} onChange={replace} at={acting.at} />
      <SaveBar touched={touched} pending={acting.pending} onSave={() => void save()} />
    </div>
  );
}

/** How counsel is reached. */
export function CounselPanel({ settings }: Props) {
  const acting = useActing();
  const { values, replace, sent, touched } = useDraftForm("settings/counsel", settings.counsel);
  const save = async () => {
    if (await acting.run("save_counsel", { form: values })) {
      sent(values);
      announce(t("settings.saved"));
    }
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems("setup")} />
      <CounselFields value={values} onChange={replace} at={acting.at} />
      <SaveBar touched={touched} pending={acting.pending} onSave={() => void save()} />
    </div>
  );
}

/** Closed days, and the holidays the policy pack brings. */
export function ClosurePanel({ settings }: Props) {
  const acting = useActing();
  const { values, replace, done } = useDraftForm("settings/closure", NO_CLOSURE, acting.pending);
  const add = async (form: ClosureForm) => {
    if (await acting.run("add_closure", { form })) done();
  };
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems("setup")} />
      <Banner kind="check" rounded>
        {t("closure.effect")}
      </Banner>
      <Card title={t("closure.own")}>
        <ClosureEditor closures={settings.closures.map((closure) => ({ date: closure.code, reason: closure.label }))} typed={values} onType={replace} onAdd={(form) => void add(form)} pending={acting.pending} onRemove={(date) => void acting.run("remove_closure", { date })} at={acting.at} />
      </Card>
      {settings.moved.length > 0 ? (
        <Card title={t("closure.moved")}>
          <ul>
            {settings.moved.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Card>
      ) : null}
      {settings.holidays_left_open.length > 0 ? (
        <Card title={t("closure.left")}>
          <p className="muted">{t("closure.left.lead")}</p>
          {settings.holidays_left_open.map(({ name, as_business_day }) => (
            <Switch key={name} isSelected={as_business_day} onChange={(on) => void acting.run("count_holiday", { holiday: name, as_business_day: on })}>
              {t("closure.left.count", { name })}
            </Switch>
          ))}
        </Card>
      ) : null}
      <Card title={t("closure.holidays")}>
        <Facts beside facts={settings.holidays.map((day) => ({ label: dayInWords(day.code), value: day.label }))} />
      </Card>
    </div>
  );
}
