import { Welcome } from "../../app/Welcome";
import type { RecoverySheetView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import { PrintSheet } from "../people/PrintSheet";
import css from "./Setup.module.css";

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
      <ol className={css.sheet}>
        {sheet.groups.map((group, index) => (
          <li key={group}>
            <span className="small muted">{t("sheet.group", { n: index + 1 })}</span>
            <br />
            <strong>{group}</strong>
          </li>
        ))}
      </ol>
      <Banner kind="hold" rounded>
        {t("sheet.warn")}
      </Banner>
      <PrintSheet />
    </Welcome>
  );
}
