import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useActing } from "../../app/acts";
import { call } from "../../bridge/call";
import type { RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Checkbox } from "../../design/parts/Checkbox";
import { MomentField } from "../../design/parts/DateField";
import { Dialog } from "../../design/parts/Dialog";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { SelectField } from "../../design/parts/SelectField";
import { TextField } from "../../design/parts/TextField";
import { t } from "../../text/t";

/** When and how it arrived, corrected with a reason. Every date is counted anew. */
export function CorrectReceipt({ view }: { view: RequestView }) {
  const acting = useActing();
  const [open, setOpen] = useState(false);
  const [received, setReceived] = useState(view.received.iso);
  const [records, setRecords] = useState(view.records_request);
  const [reason, setReason] = useState("");
  const channels = useQuery({ queryKey: ["first_contact"], queryFn: () => call("first_contact"), enabled: open }).data?.channels ?? [];
  const [picked, setPicked] = useState("");
  const channel = picked || (channels.find((each) => each.label === view.channel)?.code ?? "");
  const save = async () => {
    if (await acting.run("correct_receipt", { request: view.id, received_at: received, channel, records_request: records, reason })) setOpen(false);
  };
  return (
    <>
      <Button kind="link" aria-label={t("change.what", { what: t("facts.received") })} onPress={() => setOpen(true)}>
        {t("change")}
      </Button>
      <Dialog
        title={t("receipt.title")}
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => void save()} isPending={acting.pending}>
              {t("receipt.save")}
            </Button>
            <Button onPress={() => setOpen(false)}>{t("cancel")}</Button>
          </>
        }
      >
        <p>{t("receipt.effect")}</p>
        <ErrorSummary problems={acting.problems()} />
        <MomentField dayLabel={t("new.arrived")} timeLabel={t("field.time")} value={received} onChange={setReceived} error={acting.at("received_at")} />
        <SelectField label={t("new.channel")} options={channels.map((each) => ({ value: each.code, label: each.label }))} value={channel} onChange={setPicked} error={acting.at("channel")} />
        <Checkbox isSelected={records} onChange={setRecords} hint={t("receipt.records.hint")}>
          {t("receipt.records")}
        </Checkbox>
        <TextField label={t("reason")} rows={2} value={reason} onChange={setReason} error={acting.at("reason")} />
      </Dialog>
    </>
  );
}
