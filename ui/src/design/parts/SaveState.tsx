import { t } from "../../text/t";
import { StatusWord } from "./StatusWord";

/** Where the typed work stands: always in sight, so that nobody wonders. */
export type Saving = { state: "idle" } | { state: "saving" } | { state: "saved"; at: string } | { state: "failed"; since: string };

/** "All changes saved 10:42", or in red that they are not. */
export function SaveState({ saving }: { saving: Saving }) {
  if (saving.state === "failed") {
    return <StatusWord word={saving.since ? t("saved.failed", { time: saving.since }) : t("saved.failed.now")} shape="square" tone="stop" />;
  }
  if (saving.state === "saving") return <StatusWord word={t("saved.saving")} shape="ring" tone="quiet" />;
  return <StatusWord word={saving.state === "saved" ? t("saved.at", { time: saving.at }) : t("saved.idle")} shape="tick" tone="ok" />;
}
