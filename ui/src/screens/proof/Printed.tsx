import type { PrintReport } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";

/** How printing ended, in the words of the program; nothing before. */
export function Printed({ report }: { report: PrintReport | undefined }) {
  if (!report) return null;
  return (
    <Banner kind={report.outcome === "printed" ? "fine" : "hold"} rounded live>
      {report.message}
    </Banner>
  );
}
