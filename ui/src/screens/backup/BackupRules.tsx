import { useQueryClient } from "@tanstack/react-query";
import { useActing } from "../../app/acts";
import type { SettingsView } from "../../bridge/types";
import { Card } from "../../design/parts/Card";
import { Switch } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { t, tCount } from "../../text/t";
import css from "./Backup.module.css";

const KEEP = [2, 3, 5, 7, 10, 14, 21, 30, 60, 90] as const;
const DAYS = [1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90] as const;

/** What the program does by itself, and when it speaks up. For the Director. */
export function BackupRules({ settings }: { settings: SettingsView }) {
  const acting = useActing();
  const client = useQueryClient();
  const at = (name: string) => settings.preferences.find((preference) => preference.code === name)?.label ?? "";
  const set = async (name: string, value: string) => {
    if (await acting.run("set_preference", { name, value })) void client.invalidateQueries({ queryKey: ["backups"] });
  };
  return (
    <Card title={t("backup.rules")}>
      <div className={css.stack}>
        <ErrorSummary problems={acting.problems()} />
        <Switch isSelected={at("backup_daily") === "on"} onChange={(on) => void set("backup_daily", on ? "on" : "off")}>
          {t("backup.daily")}
        </Switch>
        <SelectField label={t("backup.keep")} hint={t("backup.keep.hint")} options={KEEP.map((count) => ({ value: String(count), label: tCount("backup.keep.count", count) }))} value={at("backup_keep")} onChange={(value) => void set("backup_keep", value)} />
        <SelectField label={t("backup.warn")} options={DAYS.map((count) => ({ value: String(count), label: tCount("backup.days", count) }))} value={at("backup_warn_days")} onChange={(value) => void set("backup_warn_days", value)} />
      </div>
    </Card>
  );
}
