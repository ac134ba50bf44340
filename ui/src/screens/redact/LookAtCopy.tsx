import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { AttachmentRow, CopyRow } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { FilePages } from "../request/FilePages";

/** The second look at a redacted copy: every page of it, and what was found. Who may take it, and when, the program says. */
export function LookAtCopy({ request, file, copy, onClose }: { request: string; file: AttachmentRow; copy: CopyRow; onClose: () => void }) {
  const acting = useActing();
  const key = `request/${request}/copy/${file.id}`;
  const { values, set, done } = useDraftForm(key, { found: "" }, acting.pending);
  const say = async (may_go: boolean) => {
    if (await acting.run("look_at_copy", { request, copy: file.id, form: { sha256: copy.sha256, may_go, found: values.found } })) {
      done();
      onClose();
    }
  };
  return (
    <Dialog
      title={t("copy.look.name", { name: file.name })}
      isOpen
      onClose={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{t("file.close")}</Button>
          <Button kind="stop" onPress={() => void say(false)} isPending={acting.pending}>
            {t("copy.look.bad")}
          </Button>
          <Button kind="main" onPress={() => void say(true)} isPending={acting.pending}>
            {t("copy.look.good")}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={acting.problems(key)} />
      <p>{t("copy.look.lead")}</p>
      {copy.pause_until ? (
        <Banner kind="hold" rounded>
          {t("copy.look.pause", { time: copy.pause_until.words })}
        </Banner>
      ) : null}
      <FilePages request={request} file={file.id} />
      <TextField id={`${key}/found`} label={t("copy.look.found")} rows={3} value={values.found} onChange={(text) => set("found", text)} error={acting.at("found")} />
    </Dialog>
  );
}
