import { useState } from "react";
import { useActing } from "../../app/acts";
import type { PrintReport } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { Printed } from "../proof/Printed";
import { t } from "../../text/t";
import css from "./People.module.css";

/** Prints the recovery sheet that is shown. On a printer that others use it is better written down by hand. */
export function PrintSheet() {
  const acting = useActing();
  const [report, setReport] = useState<PrintReport>();
  return (
    <>
      <ErrorSummary problems={acting.problems()} />
      <div className={css.beside}>
        <Button onPress={() => void acting.run("print_sheet", {}).then(setReport)} isPending={acting.pending}>
          {t("sheet.print")}
        </Button>
        <span className="small muted">{t("sheet.print.hint")}</span>
      </div>
      <Printed report={report} />
    </>
  );
}
