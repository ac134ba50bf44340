import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { useProgress } from "../../app/progress";
import { call, type Refused } from "../../bridge/call";
import type { PrintReport, ProofView, VerificationView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card, Facts } from "../../design/parts/Card";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { Progress } from "../../design/parts/Progress";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "../backup/Backup.module.css";
import { Printed } from "./Printed";
import { PaperLine } from "./PaperLine";
import { RegisterCard } from "./RegisterCard";

/** Proof that nobody rewrote the record: the full check, the line to keep on paper, and what a line on paper says. */
export function ProofPanel() {
  const client = useQueryClient();
  const proof = useQuery({ queryKey: ["proof"], queryFn: () => call("proof_view"), staleTime: 0 });
  if (proof.error) {
    return (
      <EmptyState action={<Button onPress={() => void proof.refetch()}>{t("retry")}</Button>}>
        {proof.error.message} {(proof.error as Refused).help}
      </EmptyState>
    );
  }
  if (!proof.data) return <Waiting what={t("proof.title")} />;
  return (
    <div className={css.panel}>
      <FullCheck />
      <LineToKeep view={proof.data} />
      <RegisterCard onTaken={() => void client.invalidateQueries({ queryKey: ["proof"] })} />
      <PaperLine />
    </div>
  );
}

function FullCheck() {
  const acting = useActing();
  const [found, setFound] = useState<VerificationView>();
  const share = useProgress(acting.pending);
  const verify = async () => {
    setFound(undefined);
    setFound(await acting.run("verify_vault", {}));
  };
  return (
    <Card title={t("proof.check")}>
      <div className={css.stack}>
        <p className="muted">{t("proof.check.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <div>
          <Button onPress={() => void verify()} isPending={acting.pending}>
            {t("proof.verify")}
          </Button>
        </div>
        {acting.pending ? <Progress what={t("proof.verifying")} share={share} /> : null}
        {found ? (
          <>
            <Banner kind={found.intact ? "fine" : "stop"} rounded live>
              {found.summary}
            </Banner>
            {found.problems.length > 0 ? (
              <ul>
                {found.problems.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}

function LineToKeep({ view }: { view: ProofView }) {
  const acting = useActing();
  const client = useQueryClient();
  const [report, setReport] = useState<PrintReport>();
  const copied = async () => {
    const next = await acting.run("note_anchor", { code: view.anchor.code });
    if (!next) return;
    client.setQueryData(["proof"], next);
    announce(t("proof.copied.done"));
  };
  const print = async () => {
    const printed = await acting.run("print_anchor", {});
    setReport(printed);
    if (printed?.outcome === "printed") void client.invalidateQueries({ queryKey: ["proof"] });
  };
  return (
    <Card title={t("proof.paper")}>
      <div className={css.stack}>
        <p className="muted">{t("proof.paper.lead")}</p>
        <Facts beside facts={[{ label: view.anchor.day.words, value: <span className={css.code}>{view.anchor.code}</span> }]} />
        <p className="small muted">{view.taken ? t("proof.taken", { age: view.taken }) : t("proof.taken.never")}</p>
        <ErrorSummary problems={acting.problems()} />
        <div className={css.actions}>
          <Button onPress={() => void print()} isPending={acting.pending}>
            {t("proof.print")}
          </Button>
          <Button onPress={() => void copied()} isPending={acting.pending}>
            {t("proof.copied")}
          </Button>
        </div>
        <Printed report={report} />
      </div>
    </Card>
  );
}
