import { Welcome } from "../../app/Welcome";
import type { RecoverySheetView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import { SheetGroups } from "./SheetGroups";

/** The recovery sheet, shown once: to be written down by hand and kept in a safe. */
export function RecoverySheet({ sheet, onNext }: { sheet: RecoverySheetView; onNext: () => void }) {
  return (
    <Welcome
      title={t("sheet.title")}
      lead={t("sheet.lead")}
      top
      actions={
        <Button kind="main" onPress={onNext}>
          {t("sheet.next")}
        </Button>
      }
    >
      <SheetGroups sheet={sheet} warning={t("sheet.warn")} />
    </Welcome>
  );
}
