import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";

/** Saves what was changed in a panel; until something was, there is nothing to save. */
export function SaveBar({ touched, pending, onSave }: { touched: boolean; pending: boolean; onSave: () => void }) {
  return (
    <div>
      <Button kind="main" isDisabled={!touched} isPending={pending} onPress={onSave}>
        {t("settings.save")}
      </Button>
    </div>
  );
}
