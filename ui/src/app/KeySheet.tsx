import { Button } from "../design/parts/Button";
import { Dialog } from "../design/parts/Dialog";
import { Keys } from "../design/parts/Keys";
import { t } from "../text/t";
import css from "./KeySheet.module.css";
import { SHORTCUTS } from "./shortcuts";

/** Every key in one list. */
export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title={t("keys.title")} isOpen={isOpen} onClose={onClose} actions={<Button onPress={onClose}>{t("close")}</Button>}>
      <dl className={css.keys}>
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.does}>
            <dt>{t(shortcut.words)}</dt>
            <dd>
              <Keys keys={shortcut.keys} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("keys.numbers")}</dt>
          <dd>{t("keys.numbers.keys")}</dd>
        </div>
        <div>
          <dt>{t("keys.escape")}</dt>
          <dd>{t("keys.escape.keys")}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
