import { useState } from "react";
import { useActing } from "../../app/acts";
import { call } from "../../bridge/call";
import type { PeopleView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox } from "../../design/parts/Checkbox";
import { DateField } from "../../design/parts/DateField";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { announce } from "../../design/parts/LiveRegion";
import { SelectField } from "../../design/parts/SelectField";
import { PassphraseField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import css from "./People.module.css";

const NOBODY = { person: "", counsel: false, until: "" };

/** Keys end with the designation, unless the Director says otherwise. */
const lastDay = (view: PeopleView, code: string) => view.without_access.find((person) => person.code === code)?.until ?? "";

/** A first passphrase for somebody of the office. It is never a draft: it stays on this page, and leaves with it. */
export function GiveAccess({ view }: { view: PeopleView }) {
  const acting = useActing();
  const [form, setForm] = useState(NOBODY);
  const [passphrase, setPassphrase] = useState("");
  const [offered, setOffered] = useState("");
  const offer = async () => {
    const words = await call("offer_passphrase").catch(() => "");
    setOffered(words);
    setPassphrase(words);
  };
  const give = async () => {
    if (!(await acting.run("give_access", { form, passphrase }))) return;
    setForm(NOBODY);
    setPassphrase("");
    setOffered("");
    announce(t("people.given"));
  };
  return (
    <Card title={t("people.give")}>
      <div className={css.form}>
        <p className="muted">{t("people.give.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <SelectField label={t("people.whom")} options={view.without_access.map((person) => ({ value: person.code, label: person.label }))} value={form.person} onChange={(person) => setForm({ ...form, person, until: lastDay(view, person) })} error={acting.at("person")} />
        <Checkbox isSelected={form.counsel} onChange={(counsel) => setForm({ ...form, counsel })} hint={t("people.counsel.hint")}>
          {t("people.counsel")}
        </Checkbox>
        <DateField label={t("people.last.day")} hint={t("people.last.day.hint")} value={form.until} onChange={(until) => setForm({ ...form, until })} error={acting.at("until")} optional />
        <div className={css.beside}>
          <PassphraseField label={t("people.first.passphrase")} value={passphrase} onChange={setPassphrase} />
          <Button onPress={() => void offer()}>{t("people.draw")}</Button>
        </div>
        {offered ? (
          <Banner kind="hold" rounded>
            <strong>{offered}</strong>
            <span>{t("people.draw.once")}</span>
          </Banner>
        ) : null}
        <div>
          <Button kind="main" onPress={() => void give()} isPending={acting.pending} isDisabled={form.person === "" || passphrase === ""}>
            {t("people.give.act")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
