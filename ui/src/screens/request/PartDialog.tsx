import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { call } from "../../bridge/call";
import type { PartForm, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";

const OwnContact = lazy(async () => ({ default: (await import("../new/OwnContact")).OwnContact }));

/** Where a part of its own comes from: the part it rides along with, and what is said there. */
export interface RidesOn {
  part: string;
  code: string;
  says: string;
  kind: string;
}

/** What a further part asks for. One that rides on another has its first answers from the policy; any other may have its own. */
export function PartDialog({ view, rides, onClose }: { view: RequestView; rides?: RidesOn; onClose: () => void }) {
  const acting = useActing();
  const key = `request/${view.id}/${rides ? `${rides.part}/own/${rides.code}` : "new-part"}`;
  const { values, set, done } = useDraftForm<PartForm>(key, { what: "", asks: [], about: "", period: "", answers: {} }, acting.pending);
  const first = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact"), enabled: !rides });
  const save = async () => {
    const form = { ...values };
    const added = rides ? acting.run("add_own_part", { request: view.id, part: rides.part, remark: rides.code, form }) : acting.run("add_part", { request: view.id, form });
    if (!(await added)) return;
    done();
    onClose();
  };
  return (
    <Dialog
      title={rides ? t("remark.title", { kind: rides.kind }) : t("new.part.add")}
      isOpen
      wide
      onClose={onClose}
      actions={
        <>
          <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
            {t("part.save")}
          </Button>
          <Button onPress={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <ErrorSummary problems={acting.problems(key)} />
      {rides ? <p>{rides.says}</p> : null}
      <TextField id={`${key}/what`} label={t("new.what")} hint={t("new.what.hint")} rows={2} value={values.what} onChange={(what) => set("what", what)} error={acting.at("what")} />
      <CheckboxCards compact legend={t("new.asks")} hint={t("new.asks.hint")} choices={view.data_kinds.map((kind) => ({ value: kind.code, label: kind.name, hint: kind.treatment }))} value={values.asks} onChange={(asks) => set("asks", asks)} error={acting.at("asks")} />
      <TextField id={`${key}/about`} label={t("new.about")} optional value={values.about} onChange={(about) => set("about", about)} error={acting.at("about")} />
      <TextField id={`${key}/period`} label={t("new.period")} optional value={values.period} onChange={(period) => set("period", period)} error={acting.at("period")} />
      {first.data ? <Suspense><OwnContact questions={first.data.questions} shared={view.first_answers} asks={values.asks} answers={values.answers} onChange={(answers) => set("answers", answers)} /></Suspense> : null}
    </Dialog>
  );
}
