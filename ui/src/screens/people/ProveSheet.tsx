import { useState } from "react";
import { useActing } from "../../app/acts";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./People.module.css";

const NO_GROUPS = Array.from({ length: 8 }, () => "");

/** The yearly look: the sheet is taken from the safe and typed back. Nothing of it is a draft. */
export function ProveSheet({ onDone }: { onDone: () => void }) {
  const acting = useActing();
  const [groups, setGroups] = useState(NO_GROUPS);
  const prove = async () => {
    if (!(await acting.run("prove_sheet", { groups }))) return;
    announce(t("sheet.prove.done"));
    onDone();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void prove();
      }}
    >
      <p>{t("sheet.prove.lead")}</p>
      <ErrorSummary problems={acting.problems()} />
      <div className={css.groups} role="group" aria-label={t("unlock.sheet")}>
        {groups.map((group, index) => (
          // The groups are counted on the paper; their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <TextField key={index} label={t("sheet.group", { n: index + 1 })} value={group} onChange={(text) => setGroups(groups.map((old, at) => (at === index ? text : old)))} autoFocus={index === 0} />
        ))}
      </div>
      <div className={css.beside}>
        <Button kind="main" type="submit" isPending={acting.pending} isDisabled={groups.some((group) => group.trim() === "")}>
          {t("sheet.prove.act")}
        </Button>
        <Button onPress={onDone}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
