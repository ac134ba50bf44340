import { Paperclip } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useRoad } from "../../app/Road";
import type { AttachmentRow, CopyRow, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { LookAtFile } from "./FileSheet";
import css from "./RequestPage.module.css";

const LookAtCopy = lazy(async () => ({ default: (await import("../redact/LookAtCopy")).LookAtCopy }));

/** The files of a request: each can be looked at, one that came can be redacted, a copy is looked at a second time. */
export function Attachments({ view }: { view: RequestView }) {
  const road = useRoad();
  return (
    <div className={css.stack}>
      {view.read_only ? null : (
        <div>
          <Button onPress={() => road.go(`/request/${view.id}/record/attachment`)}>
            <Paperclip size={16} aria-hidden /> {t("attach.add")}
          </Button>
        </div>
      )}
      {view.attachments.length === 0 ? <p className="muted">{t("attach.none")}</p> : null}
      {view.attachments.map((file) => (
        <Card key={file.id}>
          <p>
            <strong dir="auto">{file.name}</strong> {file.copy ? null : <span className="muted">{file.what}</span>}
          </p>
          <p className="small muted numbers">{[file.media, file.size, file.at.words, t("attach.hash", { hash: file.hash })].join(", ")}</p>
          {file.privileged ? <p className="small">{view.counsel.label}</p> : null}
          {file.copy ? <Copy copy={file.copy} /> : null}
          <div className={css.actions}>
            <LookAtFile request={view.id} file={file} />
            {file.redactable ? (
              <Button aria-label={t("redact.make.name", { name: file.name })} onPress={() => road.go(`/request/${view.id}/redact/${file.id}`)}>
                {t("redact.make")}
              </Button>
            ) : null}
            {file.copy?.may_look ? <SecondLook view={view} file={file} copy={file.copy} /> : null}
          </div>
        </Card>
      ))}
    </div>
  );
}

function Copy({ copy }: { copy: CopyRow }) {
  return (
    <>
      <p className="small">{t("copy.of", { of: copy.of, made: copy.made, part: copy.part })}</p>
      <p className="small">{t("copy.boxes")}</p>
      <ul className="small" aria-label={t("copy.boxes")}>
        {copy.boxes.map((line, index) => (
          // Two boxes may read alike; they never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      <p>
        <StateWord state={copy.state} tone={copy.tone} />
      </p>
      {copy.looks.map((line) => (
        <p key={line} className="small" dir="auto">
          {line}
        </p>
      ))}
    </>
  );
}

function SecondLook({ view, file, copy }: { view: RequestView; file: AttachmentRow; copy: CopyRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={t("copy.look.name", { name: file.name })} onPress={() => setOpen(true)}>
        {t("copy.look")}
      </Button>
      {open ? (
        <Suspense fallback={<Waiting what={t("file.opening")} />}>
          <LookAtCopy request={view.id} file={file} copy={copy} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
