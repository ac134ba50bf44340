import { useActing } from "../../app/acts";
import { lookOf, TEXT_SIZES } from "../../app/look";
import type { SettingsView } from "../../bridge/types";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { Switch } from "../../design/parts/Checkbox";
import { RadioCards } from "../../design/parts/RadioCards";
import { SelectField } from "../../design/parts/SelectField";
import { t, tCount } from "../../text/t";
import css from "./Settings.module.css";

const MINUTES = [1, 2, 3, 5, 10, 15, 20, 30] as const;

/** Theme, text size, density, motion and the lock. Each acts at once. */
export function LookPanel({ settings }: { settings: SettingsView }) {
  const acting = useActing();
  const look = lookOf(settings.preferences);
  const minutes = settings.preferences.find((preference) => preference.code === "lock_minutes")?.label ?? "10";
  const set = (name: string, value: string) => void acting.run("set_preference", { name, value });
  return (
    <div className={css.panel}>
      <ErrorSummary problems={acting.problems()} />
      <RadioCards
        legend={t("look.theme")}
        choices={[
          { value: "system", label: t("look.system") },
          { value: "light", label: t("look.light") },
          { value: "dark", label: t("look.dark") },
          { value: "contrast", label: t("look.contrast"), hint: t("look.contrast.hint") },
        ]}
        value={look.theme}
        onChange={(value) => set("theme", value)}
      />
      <SelectField label={t("look.text")} hint={t("look.text.hint")} options={TEXT_SIZES.map((size) => ({ value: String(size), label: t("look.percent", { size }) }))} value={String(look.textSize)} onChange={(value) => set("text_size", value)} />
      <div>
        <Switch isSelected={look.density === "compact"} onChange={(on) => set("density", on ? "compact" : "comfortable")}>
          {t("look.compact")}
        </Switch>
        <Switch isSelected={look.motion === "off"} onChange={(on) => set("motion", on ? "off" : "system")}>
          {t("look.still")}
        </Switch>
      </div>
      <SelectField label={t("look.lock")} hint={t("look.lock.hint")} options={MINUTES.map((count) => ({ value: String(count), label: tCount("look.minutes", count) }))} value={minutes} onChange={(value) => set("lock_minutes", value)} />
    </div>
  );
}
