import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import type { DutyView, OpeningView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import css from "../setup/Setup.module.css";

/** The duty of confidence, in the words of the policy. Until it is accepted nothing of the record is shown. */
export function Duty({ duty, onDone }: { duty: DutyView; onDone: (opening: OpeningView) => void }) {
  const acting = useActing();
  const accept = async () => {
    const opening = await acting.run("accept_duty", {});
    if (opening) onDone(opening);
  };
  return (
    <Welcome
      title={t("duty.title")}
      lead={duty.last ? t("duty.again", { day: duty.last.words }) : t("duty.lead")}
      top
      actions={
        <>
          <Button kind="main" onPress={() => void accept()} isPending={acting.pending}>
            {t("duty.accept")}
          </Button>
          <Button kind="quiet" onPress={() => void acting.run("lock_now", {})}>
            {t("duty.lock")}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={acting.problems()} />
      <div className={css.form}>
        {duty.words.map((words) => (
          <p key={words}>{words}</p>
        ))}
        <p className="small muted">{duty.source}</p>
      </div>
    </Welcome>
  );
}
