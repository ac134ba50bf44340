import { useState } from "react";
import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import type { AppStatus, FoundBackupView, RestoredView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Facts } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { PassphraseField, TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "../setup/Setup.module.css";

const GROUPS = 8;
const NO_GROUPS = Array.from({ length: GROUPS }, () => "");

interface Props {
  /** The folder of the record of before, where there is one. */
  before: string | undefined;
  onBack: () => void;
  onOpen: (status: AppStatus) => void;
}

/** A backup restored beside what is there, before anything is open; then the question which of the two is opened. */
export function Restore({ before, onBack, onOpen }: Props) {
  const acting = useActing();
  const [found, setFound] = useState<FoundBackupView>();
  const [folder, setFolder] = useState("");
  const [placeProblem, setPlaceProblem] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [groups, setGroups] = useState(NO_GROUPS);
  const [bySheet, setBySheet] = useState(false);
  const [certificates, setCertificates] = useState("");
  const [statement, setStatement] = useState("");
  // Asked only when the program cannot tell by itself what was disposed of since.
  const [asked, setAsked] = useState(false);
  const [restored, setRestored] = useState<RestoredView>();

  const pick = async () => {
    const picked = await acting.run("pick_backup", { title: t("restore.pick.title"), accept: t("restore.pick.accept") });
    if (!picked) return;
    setFound(picked);
    setFolder(picked.folder);
    setPlaceProblem(picked.place_problem);
  };
  const place = async () => {
    const chosen = await acting.run("pick_folder", { title: t("restore.into"), accept: t("restore.into.accept") });
    if (!chosen) return;
    setFolder(chosen);
    setPlaceProblem((await acting.run("check_place", { folder: chosen })) ?? null);
  };
  const restore = async () => {
    const done = await acting.run("restore_backup", { folder, passphrase: bySheet ? "" : passphrase, groups: bySheet ? groups : [], certificates, statement });
    if (acting.last()?.refs.includes("certificates")) {
      setAsked(true);
      return;
    }
    setPassphrase("");
    if (!done) return;
    setGroups(NO_GROUPS);
    setRestored(done);
  };
  const open = async (which: string) => {
    const status = await acting.run("open_other_vault", { folder: which });
    if (status) onOpen(status);
  };

  if (restored) {
    return (
      <Welcome title={t("restore.done")} lead={t("restore.where", { folder: restored.folder })}>
        <ErrorSummary problems={acting.problems()} />
        <Banner kind="fine" rounded live>
          {restored.words}
        </Banner>
        <div className={css.actions}>
          <Button kind="main" onPress={() => void open(restored.folder)} isPending={acting.pending}>
            {t("restore.open")}
          </Button>
          {before === undefined ? null : <Button onPress={() => void open(before)}>{t("restore.open.before")}</Button>}
        </div>
      </Welcome>
    );
  }
  const typed = found?.practice === true || (bySheet ? groups.every((group) => group.trim() !== "") : passphrase !== "");
  return (
    <Welcome title={t("restore.title")} lead={t("restore.lead")} top>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void restore();
        }}
      >
        <ErrorSummary problems={acting.problems()} />
        <div className={css.actions}>
          <Button kind={found ? "plain" : "main"} onPress={() => void pick()} isPending={acting.pending}>
            {t(found ? "restore.pick.other" : "restore.pick")}
          </Button>
          {found ? <span>{t("restore.made", { when: found.made.words, size: found.size })}</span> : null}
        </div>
        {found ? (
          <>
            <Facts
              facts={[
                {
                  label: t("restore.into"),
                  value: folder,
                },
              ]}
            />
            {placeProblem ? (
              <Banner kind="stop" rounded live>
                {placeProblem}
              </Banner>
            ) : null}
            <div>
              <Button onPress={() => void place()}>{t("restore.into.other")}</Button>
            </div>
            {found.practice ? (
              <p>{t("restore.practice")}</p>
            ) : bySheet ? (
              <div className={css.groups} role="group" aria-label={t("unlock.sheet")}>
                {groups.map((group, index) => (
                  // The groups are counted on the paper; their place is their identity.
                  // oxlint-disable-next-line react/no-array-index-key
                  <TextField key={index} label={t("sheet.group", { n: index + 1 })} value={group} onChange={(text) => setGroups(groups.map((old, at) => (at === index ? text : old)))} />
                ))}
              </div>
            ) : (
              <PassphraseField label={t("restore.passphrase")} hint={t("restore.passphrase.hint")} value={passphrase} onChange={setPassphrase} error={acting.at("passphrase")} />
            )}
          </>
        ) : null}
        {found && asked ? (
          <>
            <TextField label={t("restore.certificates")} hint={t("restore.certificates.hint")} rows={3} spellCheck={false} value={certificates} onChange={setCertificates} error={acting.at("certificates")} />
            <TextField label={t("restore.statement")} hint={t("restore.statement.hint")} rows={2} value={statement} onChange={setStatement} error={acting.at("statement")} />
          </>
        ) : null}
        <div className={css.actions}>
          {found ? (
            <Button kind="main" type="submit" isDisabled={!typed || placeProblem !== null} isPending={acting.pending}>
              {acting.pending ? t("restore.going") : t("restore.go")}
            </Button>
          ) : null}
          {found && !found.practice ? (
            <Button kind="quiet" onPress={() => setBySheet(!bySheet)}>
              {t(bySheet ? "unlock.by.passphrase" : "unlock.by.sheet")}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={onBack}>
            {t("back")}
          </Button>
        </div>
      </form>
    </Welcome>
  );
}
