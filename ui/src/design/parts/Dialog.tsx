import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classes } from "./classes";
import css from "./Dialog.module.css";

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  /** An alert asks before something that cannot be taken back. */
  alert?: boolean;
}

/** A question or a list above the screen. Focus goes in and comes back; Escape closes it and loses nothing. */
export function Dialog({ title, isOpen, onClose, children, actions, wide, alert }: Props) {
  return (
    <ModalOverlay className={css.veil ?? ""} isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!alert}>
      <Modal className={classes(css.modal, wide && css.wide)}>
        <AriaDialog className={css.dialog} role={alert ? "alertdialog" : "dialog"}>
          <Heading slot="title" level={2} className="title">
            {title}
          </Heading>
          {children}
          {actions ? <div className={css.actions}>{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
