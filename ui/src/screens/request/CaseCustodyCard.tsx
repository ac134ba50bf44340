import { useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { PartView, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox } from "../../design/parts/Checkbox";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { whyWords } from "../../text/said";
import { t } from "../../text/t";
import { AskDialog } from "../../app/AskDialog";
import css from "./RequestPage.module.css";

/** Who decides this case, and why; taken and given back here. */
export function CaseCustodyCard({ view }: { view: RequestView }) {
  const acting = useActing();
  const road = useRoad();
  const [releasing, setReleasing] = useState(false);
  const { custodian, director_here, owner, can_take, can_release, stand_ins } = view.custody;
  return (
    <Card title={t("case.title")}>
      <p>
        <strong>{custodian.who}</strong>
      </p>
      <p className={`${css.why} small muted`}>{whyWords(custodian.who, custodian.why)}</p>
      {owner ? <p className="small">{owner}</p> : null}
      {custodian.next.length > 0 ? (
        <ol className="small">
          {custodian.next.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      ) : null}
      <ErrorSummary problems={acting.problems()} />
      <div className={css.actions}>
        {can_take ? (
          <Button onPress={() => void acting.run("take_case", { request: view.id })} isPending={acting.pending}>
            {t("case.take")}
          </Button>
        ) : null}
        {can_release ? <Button onPress={() => setReleasing(true)}>{director_here ? t("case.back") : t("case.release")}</Button> : null}
        {stand_ins.length > 0 ? (
          <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/stand_in`)}>
            {t("case.named")}
          </Button>
        ) : null}
      </div>
      {releasing ? <ReleaseDialog view={view} onClose={() => setReleasing(false)} /> : null}
    </Card>
  );
}

function ReleaseDialog({ view, onClose }: { view: RequestView; onClose: () => void }) {
  const acting = useActing();
  const [reason, setReason] = useState("");
  const title = view.custody.director_here ? t("case.back") : t("case.release");
  const save = async () => {
    if (await acting.run("release_case", { request: view.id, reason })) onClose();
  };
  return (
    <AskDialog title={title} body={t("case.release.body")} act={title} acting={acting} onAct={() => void save()} onClose={onClose}>
      <TextField label={t("reason")} rows={2} value={reason} onChange={setReason} error={acting.at("reason")} />
    </AskDialog>
  );
}

/** A band for each decision that waits for the Director, with the act that ends the waiting. */
export function WaitingDecisions({ view }: { view: RequestView }) {
  const [part, setPart] = useState<PartView>();
  return (
    <>
      {view.parts
        .filter((each) => each.waits_for_director !== null)
        .map((each) => (
          <Banner
            key={each.id}
            kind="hold"
            action={
              view.custody.can_approve ? (
                <Button aria-label={t("case.again.named", { serial: each.serial })} onPress={() => setPart(each)}>
                  {t("case.again")}
                </Button>
              ) : null
            }
          >
            {each.waits_for_director}
          </Banner>
        ))}
      {part ? <ApproveDialog view={view} part={part} onClose={() => setPart(undefined)} /> : null}
    </>
  );
}

function ApproveDialog({ view, part, onClose }: { view: RequestView; part: PartView; onClose: () => void }) {
  const acting = useActing();
  const [free, setFree] = useState(false);
  const save = async () => {
    if (await acting.run("approve_again", { request: view.id, part: part.id, no_conflict: free })) onClose();
  };
  return (
    <AskDialog title={t("case.again.named", { serial: part.serial })} body={t("case.again.body")} act={t("case.again.save")} acting={acting} onAct={() => void save()} onClose={onClose} blocked={!free}>
      {part.decision ? (
        <p>
          <strong>{part.decision.label}</strong> <span className="muted">{part.decision.reason}</span>
        </p>
      ) : null}
      <Checkbox isSelected={free} onChange={setFree}>
        {t("decide.conflict")}
      </Checkbox>
    </AskDialog>
  );
}
