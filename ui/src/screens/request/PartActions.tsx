import { lazy, Suspense, useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import type { PartView, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";

const PartDialog = lazy(async () => ({ default: (await import("./PartDialog")).PartDialog }));

/** A further thing asked for, or a further person: a part of its own with its own road. */
export function AddPart({ view }: { view: RequestView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        {t("new.part.add")}
      </Button>
      {open ? (
        <Suspense>
          <PartDialog view={view} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** A part the asker took back. It stays in the record with its reason. */
export function WithdrawPart({ view, part }: { view: RequestView; part: PartView }) {
  const acting = useActing();
  const [open, setOpen] = useState(false);
  const { values, set, done } = useDraftForm(`request/${view.id}/${part.id}/withdraw`, { reason: "" }, acting.pending);
  const { reason } = values;
  const title = t("part.withdraw", { serial: part.serial });
  const save = async () => {
    if (!(await acting.run("withdraw_part", { request: view.id, part: part.id, reason }))) return;
    done();
    setOpen(false);
  };
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        {title}
      </Button>
      <Dialog
        title={title}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
              {title}
            </Button>
            <Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
          </>
        }
      >
        <ErrorSummary problems={acting.problems()} />
        <TextField label={t("reason")} rows={2} value={reason} onChange={(next) => set("reason", next)} error={acting.at("reason")} />
      </Dialog>
    </>
  );
}
