import { lazy, Suspense, useState } from "react";
import { useRoad } from "../../app/Road";
import type { AttachmentRow } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Dialog } from "../../design/parts/Dialog";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";

const FilePages = lazy(async () => ({ default: (await import("./FilePages")).FilePages }));

/** The button that opens a kept file, and the sheet above the screen. */
export function LookAtFile({ request, file }: { request: string; file: AttachmentRow }) {
  const road = useRoad();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)} aria-label={t("file.look.name", { name: file.name })}>
        {t("file.look")}
      </Button>
      <Dialog
        title={file.name}
        isOpen={open}
        onClose={() => setOpen(false)}
        wide
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t("file.close")}</Button>
            {file.redactable ? <Button onPress={() => road.go(`/request/${request}/redact/${file.id}`)}>{t("redact.make")}</Button> : null}
          </>
        }
      >
        <Suspense fallback={<Waiting what={t("file.opening")} />}>
          <FilePages request={request} file={file.id} />
        </Suspense>
      </Dialog>
    </>
  );
}
