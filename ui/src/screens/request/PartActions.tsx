import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { call } from "../../bridge/call";
import type { PartView, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { CheckboxCards } from "../../design/parts/Checkbox";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";

const OwnContact = lazy(async () => ({ default: (await import("../new/OwnContact")).OwnContact }));

/** A further thing asked for, or a further person: a part of its own with its own road. */
export function AddPart({ view }: { view: RequestView }) {
  const acting = useActing();
  const [open, setOpen] = useState(false);
  const key = `request/${view.id}/new-part`;
  const { values, set, done } = useDraftForm(key, { what: "", asks: [] as string[], about: "", period: "", answers: {} as Record<string, string[]> });
  const first = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact"), enabled: open });
  const save = async () => {
    if (!(await acting.run("add_part", { request: view.id, form: values }))) return;
    done();
    setOpen(false);
  };
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        {t("new.part.add")}
      </Button>
      <Dialog
        title={t("new.part.add")}
        isOpen={open}
        wide
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
              {t("part.save")}
            </Button>
            <Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
          </>
        }
      >
        <ErrorSummary problems={acting.problems(key)} />
        <TextField id={`${key}/what`} label={t("new.what")} hint={t("new.what.hint")} rows={2} value={values.what} onChange={(what) => set("what", what)} error={acting.at("what")} />
        <CheckboxCards compact legend={t("new.asks")} hint={t("new.asks.hint")} choices={view.data_kinds.map((kind) => ({ value: kind.code, label: kind.name, hint: kind.treatment }))} value={values.asks} onChange={(asks) => set("asks", asks)} error={acting.at("asks")} />
        <TextField id={`${key}/about`} label={t("new.about")} optional value={values.about} onChange={(about) => set("about", about)} error={acting.at("about")} />
        <TextField id={`${key}/period`} label={t("new.period")} optional value={values.period} onChange={(period) => set("period", period)} error={acting.at("period")} />
        {first.data ? <Suspense><OwnContact questions={first.data.questions} shared={view.first_answers} asks={values.asks} answers={values.answers} onChange={(answers) => set("answers", answers)} /></Suspense> : null}
      </Dialog>
    </>
  );
}

/** A part the asker took back. It stays in the record with its reason. */
export function WithdrawPart({ view, part }: { view: RequestView; part: PartView }) {
  const acting = useActing();
  const [open, setOpen] = useState(false);
  const { values, set, done } = useDraftForm(`request/${view.id}/${part.id}/withdraw`, { reason: "" });
  const { reason } = values;
  const title = t("part.withdraw", { serial: part.serial });
  const save = async () => {
    if (!(await acting.run("withdraw_part", { request: view.id, part: part.id, reason }))) return;
    done();
    setOpen(false);
  };
  return (
    <>
      <Button kind="link" onPress={() => setOpen(true)}>
        {title}
      </Button>
      <Dialog
        title={title}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
              {title}
            </Button>
            <Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
          </>
        }
      >
        <ErrorSummary problems={acting.problems()} />
        <TextField label={t("reason")} rows={2} value={reason} onChange={(next) => set("reason", next)} error={acting.at("reason")} />
      </Dialog>
    </>
  );
}
