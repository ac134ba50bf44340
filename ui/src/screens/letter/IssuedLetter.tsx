import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import { call } from "../../bridge/call";
import type { IssuedRow, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TabSet } from "../../design/parts/TabSet";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { LetterPages } from "./LetterPages";
import { LetterText } from "./LetterText";
import css from "./Letter.module.css";

/** A letter that was issued: frozen. It can be looked at, printed, copied out as a deliberate act, and its sending recorded. */
export function IssuedLetter({ view, issued, title }: { view: RequestView; issued: IssuedRow; title: string }) {
  const road = useRoad();
  const acting = useActing();
  const [shown, setShown] = useState<"pages" | "copy">();
  const [printed, setPrinted] = useState<string>();
  const [unprinted, setUnprinted] = useState<string>();
  const print = async () => {
    const report = await acting.run("print_letter", { request: view.id, letter: issued.id });
    if (!report) return;
    // Only a print that may have happened is asked about; one that surely did not is said and left.
    const happened = report.outcome !== "cancelled" && report.outcome !== "failed";
    setPrinted(happened ? report.message : undefined);
    setUnprinted(happened ? undefined : report.message);
    await acting.run("refresh_request", { request: view.id });
  };
  const confirm = async (right: boolean) => {
    if (await acting.run("confirm_print", { request: view.id, letter: issued.id, looked_right: right })) setPrinted(undefined);
  };
  return (
    <div className={css.issued}>
      <p>
        {t("issued.line", { at: issued.at.words, signer: issued.signer })}
        <br />
        <span className="small muted numbers">{t("issued.hash", { pages: issued.pages, hash: issued.hash })}</span>
      </p>
      {issued.manifest ? (
        <div className="small muted">
          <p>{t("issued.way", { way: issued.manifest.way, hash: issued.manifest.hash })}</p>
          {issued.manifest.files.length > 0 ? (
            <ul aria-label={t("goes.title")}>
              {issued.manifest.files.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
      {issued.history.length > 0 ? (
        <ul className="small muted">
          {issued.history.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      <ErrorSummary problems={acting.problems()} />
      {issued.cut_off ? (
        <Banner
          kind="hold"
          rounded
          action={
            <>
              <Button onPress={() => void confirm(true)}>{t("issued.printed.yes")}</Button>
              <Button onPress={() => void confirm(false)}>{t("issued.printed.no")}</Button>
            </>
          }
        >
          {issued.cut_off}
        </Banner>
      ) : null}
      {unprinted ? (
        <Banner kind="hold" rounded live>
          {unprinted}
        </Banner>
      ) : null}
      <div className={css.actions}>
        <Button onPress={() => setShown("pages")}>{t("issued.show")}</Button>
        {issued.corrected ? null : (
          <>
            <Button onPress={() => void print()} isPending={acting.pending} data-print="">
              {issued.printed ? t("issued.print.again") : t("issued.print")}
            </Button>
            <Button onPress={() => setShown("copy")}>{t("issued.copy")}</Button>
          </>
        )}
        {issued.delivered || view.read_only ? null : <Button onPress={() => road.go(`/request/${view.id}/record/delivery/${issued.id}`)}>{t("issued.sent")}</Button>}
      </div>
      {printed ? (
        <Dialog
          title={t("issued.printed.ask")}
          isOpen
          alert
          onClose={() => setPrinted(undefined)}
          actions={
            <>
              <Button kind="main" onPress={() => void confirm(true)}>
                {t("issued.printed.yes")}
              </Button>
              <Button onPress={() => void confirm(false)}>{t("issued.printed.no")}</Button>
            </>
          }
        >
          <p>{printed}</p>
        </Dialog>
      ) : null}
      {shown === "pages" ? <PagesDialog view={view} issued={issued} title={title} onClose={() => setShown(undefined)} /> : null}
      {shown === "copy" ? <CopyDialog view={view} issued={issued} onClose={() => setShown(undefined)} /> : null}
    </div>
  );
}

function PagesDialog({ view, issued, title, onClose }: { view: RequestView; issued: IssuedRow; title: string; onClose: () => void }) {
  const text = useQuery({ queryKey: ["issued", issued.id, "text"], queryFn: () => call("letter_text", { request: view.id, letter: issued.id }), staleTime: Infinity });
  return (
    <Dialog title={title} isOpen wide onClose={onClose} actions={<Button onPress={onClose}>{t("close")}</Button>}>
      <TabSet
        label={title}
        sheets={[
          { id: "pages", title: t("letter.pages"), content: <div className={css.dialogPages}><LetterPages of={{ kind: "issued", request: view.id, letter: issued.id }} pages={issued.pages + (issued.manifest?.pages ?? 0)} version={issued.hash} /></div> },
          { id: "text", title: t("letter.text"), content: <LetterText paragraphs={text.data ?? []} /> },
        ]}
      />
    </Dialog>
  );
}

function CopyDialog({ view, issued, onClose }: { view: RequestView; issued: IssuedRow; onClose: () => void }) {
  const acting = useActing();
  const [reason, setReason] = useState("");
  const save = async () => {
    const reply = await acting.run("save_letter_copy", { request: view.id, letter: issued.id, reason });
    if (reply) onClose();
  };
  return (
    <Dialog
      title={t("issued.copy")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={() => void save()} isDisabled={reason.trim() === ""} isPending={acting.pending}>
            {t("issued.copy.save")}
          </Button>
          <Button onPress={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <Banner kind="hold" rounded>
        {t("issued.copy.warn")}
      </Banner>
      <ErrorSummary problems={acting.problems()} />
      <TextField label={t("reason")} hint={t("issued.copy.hint")} rows={2} value={reason} onChange={setReason} error={acting.at("reason")} />
    </Dialog>
  );
}
