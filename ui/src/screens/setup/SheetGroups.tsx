import type { RecoverySheetView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { t } from "../../text/t";
import { PrintSheet } from "../people/PrintSheet";
import css from "./Setup.module.css";

/** A recovery sheet while it is shown: its groups, what to do with it, and the way to the printer. */
export function SheetGroups({ sheet, warning }: { sheet: RecoverySheetView; warning: string }) {
  return (
    <>
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
        {warning}
      </Banner>
      <PrintSheet />
    </>
  );
}
