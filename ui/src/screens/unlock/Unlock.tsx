import { useEffect, useState } from "react";
import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import { call } from "../../bridge/call";
import type { AppStatus, OpeningView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { RadioCards } from "../../design/parts/RadioCards";
import { PassphraseField, TextField } from "../../design/parts/TextField";
import { t, tCount } from "../../text/t";
import { Restore } from "../backup/Restore";
import css from "../setup/Setup.module.css";

const GROUPS = 8;

/** The locked door. Nothing about the records is visible; it says why and when it locked. */
export function Unlock({ status, onOpen, onOther }: { status: AppStatus; onOpen: (opening: OpeningView) => void; onOther: (status: AppStatus) => void }) {
  const acting = useActing();
  const [passphrase, setPassphrase] = useState("");
  const several = status.people.length > 1;
  const [person, setPerson] = useState("");
  const [groups, setGroups] = useState<string[]>(() => Array.from({ length: GROUPS }, () => ""));
  const [bySheet, setBySheet] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [wait, setWait] = useState(status.wait_seconds);
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const open = async () => {
    if (wait > 0 || acting.pending) return;
    const opening = bySheet ? await acting.run("unlock_with_sheet", { groups }) : await acting.run("unlock", { person, passphrase });
    if (opening) return onOpen(opening);
    setPassphrase("");
    const after = await call("app_status").catch(() => undefined);
    setWait(after?.wait_seconds ?? 0);
  };
  const other = async () => {
    const folder = await acting.run("pick_folder", { title: t("unlock.other"), accept: t("unlock.other.accept") });
    if (!folder) return;
    const next = await acting.run("open_other_vault", { folder });
    if (next) onOther(next);
  };

  if (restoring) return <Restore before={status.phase === "locked" ? status.folder : undefined} onBack={() => setRestoring(false)} onOpen={onOther} />;

  const unreadable = status.phase === "unreadable";
  return (
    <Welcome title={unreadable ? t("unlock.unreadable") : status.practice ? t("unlock.practice") : t("unlock.title")} lead={status.locked_because ?? undefined} practice={status.practice}>
      {unreadable ? (
        <Banner kind="stop" rounded>
          {status.problem ?? t("unlock.unreadable")}
        </Banner>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <ErrorSummary problems={acting.problems()} />
          {bySheet ? (
            <div className={css.groups} role="group" aria-label={t("unlock.sheet")}>
              {groups.map((group, index) => (
                // The groups are counted on the paper; their place is their identity.
                // oxlint-disable-next-line react/no-array-index-key
                <TextField key={index} label={t("sheet.group", { n: index + 1 })} value={group} onChange={(text) => setGroups(groups.map((old, at) => (at === index ? text : old)))} autoFocus={index === 0} />
              ))}
            </div>
          ) : status.practice ? (
            <p>{t("unlock.practice.lead")}</p>
          ) : (
            <>
              {several ? <RadioCards legend={t("unlock.who")} choices={status.people.map((one) => ({ value: one.code, label: one.label }))} value={person} onChange={setPerson} /> : null}
              <PassphraseField label={t("unlock.passphrase")} value={passphrase} onChange={setPassphrase} autoFocus={!several} />
            </>
          )}
          {wait > 0 ? <p role="status">{tCount("unlock.wait", wait)}</p> : null}
          <div className={css.actions}>
            <Button kind="main" type="submit" autoFocus={status.practice} isDisabled={wait > 0 || (bySheet ? groups.some((group) => group.trim() === "") : (passphrase === "" || (several && person === "")) && !status.practice)} isPending={acting.pending}>
              {acting.pending ? t("unlock.opening") : t("unlock.go")}
            </Button>
            {status.practice ? null : (
              <Button kind="quiet" onPress={() => setBySheet(!bySheet)}>
                {bySheet ? t("unlock.by.passphrase") : t("unlock.by.sheet")}
              </Button>
            )}
          </div>
        </form>
      )}
      <p className="small muted" dir="auto">
        {t("unlock.folder", { folder: status.folder })}{" "}
        <Button kind="link" onPress={() => void other()}>
          {t("unlock.other")}
        </Button>{" "}
        <Button kind="link" onPress={() => setRestoring(true)}>
          {t("restore.link")}
        </Button>
      </p>
    </Welcome>
  );
}
