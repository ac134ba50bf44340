import { useState } from "react";
import { useActing } from "../../app/acts";
import type { RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";

/** The count on paper, through the system's dialog; what came of it is on record. */
export function PrintCount({ view }: { view: RequestView }) {
  const acting = useActing();
  const [said, setSaid] = useState("");
  return (
    <div>
      <ErrorSummary problems={acting.problems()} />
      {said ? (
        <Banner kind="check" rounded live>
          {said}
        </Banner>
      ) : null}
      <Button onPress={() => void acting.run("print_count", { request: view.id }).then((report) => report && setSaid(report.message))} isPending={acting.pending}>
        {t("clock.print")}
      </Button>
    </div>
  );
}
