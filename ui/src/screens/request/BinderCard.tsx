import { useState } from "react";
import { useActing } from "../../app/acts";
import type { PrintReport, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import { Printed } from "../proof/Printed";
import css from "./RequestPage.module.css";

/** The whole request on paper, for the file. What is counsel's own is left out unless it is ticked. */
export function BinderCard({ view }: { view: RequestView }) {
  const acting = useActing();
  const [withCounsel, setWithCounsel] = useState(false);
  const [report, setReport] = useState<PrintReport>();
  const print = async () => setReport(await acting.run("print_binder", { request: view.id, with_counsel: withCounsel }));
  return (
    <Card title={t("binder.title")}>
      <div className={css.stack}>
        <p className="muted">{t("binder.lead")}</p>
        <ErrorSummary problems={acting.problems("binder")} />
        <Checkbox isSelected={withCounsel} onChange={setWithCounsel} hint={t("binder.counsel.hint")}>
          {t("binder.counsel")}
        </Checkbox>
        <div className={css.actions}>
          <Button onPress={() => void print()} isPending={acting.pending}>
            {t("binder.print")}
          </Button>
        </div>
        <Printed report={report} />
      </div>
    </Card>
  );
}
