import type { ReactNode } from "react";
import type { Acting } from "./acts";
import { Button } from "../design/parts/Button";
import { Dialog } from "../design/parts/Dialog";
import { ErrorSummary } from "../design/parts/ErrorSummary";
import { t } from "../text/t";

/** A question before an act that ends something: what it means, what is needed, and the act by its name. */
export function AskDialog({ title, body, act, acting, onAct, onClose, children, blocked }: { title: string; body: string; act: string; acting: Acting; onAct: () => void; onClose: () => void; children?: ReactNode; blocked?: boolean }) {
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={onAct} isPending={acting.pending} isDisabled={blocked ?? false}>
            {act}
          </Button>
          <Button onPress={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <p>{body}</p>
      <ErrorSummary problems={acting.problems()} />
      {children}
    </Dialog>
  );
}
