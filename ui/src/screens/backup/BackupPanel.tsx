import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { useProgress } from "../../app/progress";
import { call, type Refused } from "../../bridge/call";
import type { BackupView, SettingsView, TestedBackupView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { Progress } from "../../design/parts/Progress";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./Backup.module.css";
import { BackupList } from "./BackupList";
import { BackupRules } from "./BackupRules";

/** Copies of the record: how old the last one is, making one, testing one, and where they are kept. */
export function BackupPanel({ settings }: { settings: SettingsView }) {
  const backups = useQuery({ queryKey: ["backups"], queryFn: () => call("backup_view") });
  if (backups.error) {
    return (
      <EmptyState action={<Button onPress={() => void backups.refetch()}>{t("retry")}</Button>}>
        {backups.error.message} {(backups.error as Refused).help}
      </EmptyState>
    );
  }
  if (!backups.data) return <Waiting what={t("backup.title")} />;
  return (
    <div className={css.panel}>
      <StateCard view={backups.data} />
      {backups.data.may_choose ? <BackupRules settings={settings} /> : null}
    </div>
  );
}

function StateCard({ view }: { view: BackupView }) {
  const acting = useActing();
  const client = useQueryClient();
  const [working, setWorking] = useState<"" | "backup" | "test">("");
  const [tested, setTested] = useState<TestedBackupView>();
  const share = useProgress(working !== "");
  const keep = (next: BackupView | null | undefined) => {
    if (!next) return;
    client.setQueryData(["backups"], next);
    void client.invalidateQueries({ queryKey: ["desk"] });
  };
  const choose = async () => keep(await acting.run("choose_backup_folder", { title: t("backup.choose.title"), accept: t("backup.choose.accept") }));
  const make = async () => {
    setTested(undefined);
    setWorking("backup");
    const made = await acting.run("make_backup", {});
    setWorking("");
    keep(made);
    if (made) announce(t("backup.made"));
  };
  const test = async (name: string | undefined) => {
    setTested(undefined);
    setWorking("test");
    const found = name === undefined ? await acting.run("test_other_backup", { title: t("backup.test.title"), accept: t("backup.test.accept") }) : await acting.run("test_backup", { name });
    setWorking("");
    if (!found) return;
    setTested(found);
    keep(found.backups);
  };
  return (
    <>
      <Card title={t("backup.state")}>
        <div className={css.stack}>
          <Banner kind={view.tone === "wait" ? "hold" : view.tone === "done" ? "fine" : "check"} rounded>
            {view.last}
          </Banner>
          {view.trouble ? (
            <Banner kind="stop" rounded>
              {view.trouble}
            </Banner>
          ) : null}
          {view.problem ? (
            <Banner kind="hold" rounded>
              {view.problem}
            </Banner>
          ) : null}
          <p className="muted">{t("backup.lead")}</p>
          <Facts beside facts={[{ label: t("backup.place"), value: view.place ?? t(view.may_choose ? "backup.place.none" : "backup.place.director") }]} />
          <ErrorSummary problems={acting.problems()} />
          <div className={css.actions}>
            <Button kind="main" onPress={() => void make()} isDisabled={!view.place} isPending={acting.pending}>
              {t("backup.now")}
            </Button>
            {view.may_choose ? (
              <Button onPress={() => void choose()} isPending={acting.pending}>
                {t(view.place ? "backup.choose.other" : "backup.choose")}
              </Button>
            ) : null}
          </div>
          {working === "" ? null : <Progress what={t(working === "backup" ? "backup.working" : "backup.testing")} share={share} />}
          {tested ? (
            <Banner kind={tested.sound ? "fine" : "stop"} rounded live>
              {tested.words}
            </Banner>
          ) : null}
        </div>
      </Card>
      <BackupList view={view} pending={acting.pending} onTest={(name) => void test(name)} />
    </>
  );
}
