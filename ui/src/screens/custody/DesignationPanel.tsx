import { useState } from "react";
import { useActing, useDesk } from "../../app/acts";
import type { CustodyView, DesignationRow, PrintReport } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { Checkbox, CheckboxCards } from "../../design/parts/Checkbox";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormDay, FormLine, FormSelect, FormTick, useFormOf } from "../record/FormParts";
import { AskDialog } from "../../app/AskDialog";
import { Printed } from "../proof/Printed";
import css from "./Custody.module.css";

const NEW = "new";

/** Designations in the order of call: the list, revoking, announcing, and the form. */
export function DesignationPanel({ view }: { view: CustodyView }) {
  const announcing = useActing();
  const desk = useDesk();
  const [revoked, setRevoked] = useState<DesignationRow>();
  const today = desk?.now.iso.slice(0, 10) ?? "";
  return (
    <div className={css.panel}>
      <ErrorSummary problems={announcing.problems()} />
      <Card title={t("custody.designations")} flush={view.designations.length > 0}>
        {view.designations.length === 0 ? (
          <p className="muted">{t("designee.none")}</p>
        ) : (
          <ul className={css.rows}>
            {view.designations.map((row, index) => (
              <li key={`${row.person}/${index}`}>
                <span>
                  <strong>{row.who}</strong> {row.order > 0 ? <span className="muted">{t("designee.place", { order: row.order })}</span> : null}
                </span>
                <span className={`${css.second} numbers`}>{row.span}</span>
                <span className={`${css.second} small muted`}>
                  {row.scope}. {row.paper}
                </span>
                <span className={css.side}>
                  <StateWord state={row.state} tone={row.tone} />
                  {row.unannounced ? (
                    <Button kind="link" aria-label={t("designee.announce.named", { name: row.who })} onPress={() => void announcing.run("announce_designation", { person: row.person, on: today })}>
                      {t("designee.announce")}
                    </Button>
                  ) : null}
                  {row.live && view.director_here ? (
                    <Button kind="link" aria-label={t("designee.revoke.named", { name: row.who })} onPress={() => setRevoked(row)}>
                      {t("designee.revoke")}
                    </Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {view.director_here ? <PaperCard /> : null}
      {view.director_here ? <DesignationForm view={view} today={today} /> : <p className="muted">{t("custody.director")}</p>}
      {revoked ? <RevokeDialog row={revoked} onClose={() => setRevoked(undefined)} /> : null}
    </div>
  );
}

function PaperCard() {
  const acting = useActing();
  const [report, setReport] = useState<PrintReport>();
  const print = async () => setReport(await acting.run("print_designations", {}));
  return (
    <Card title={t("designee.paper")}>
      <div className={form.form}>
        <p className="muted">{t("designee.paper.lead")}</p>
        <ErrorSummary problems={acting.problems()} />
        <div>
          <Button onPress={() => void print()} isPending={acting.pending}>
            {t("designee.print")}
          </Button>
        </div>
        <Printed report={report} />
      </div>
    </Card>
  );
}

function DesignationForm({ view, today }: { view: CustodyView; today: string }) {
  const acting = useActing();
  const employees = view.people.filter((person) => person.employee);
  const initial = { person: employees[0]?.id ?? NEW, name: "", title: "", employee: false, from: today, until: "", signed_on: today, types: [] as string[], looks_only: false, order: "", announced_on: "" };
  const designation = useFormOf("custody/designation", initial, acting);
  const { values } = designation;
  const isNew = values.person === NEW;
  const save = async () => {
    if (await acting.run("designate", { form: { ...values, person: isNew ? "" : values.person } })) designation.done();
  };
  return (
    <Card title={t("designee.title")}>
      <div className={form.form}>
        <p className="muted">{t("designee.lead")}</p>
        <ErrorSummary problems={acting.problems(designation.key)} />
        <FormSelect form={designation} name="person" label={t("designee.person")} options={[...employees.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` })), { value: NEW, label: t("designee.new") }]} />
        {isNew ? (
          <>
            <div className={form.row}>
              <FormLine form={designation} name="name" label={t("designee.name")} />
              <FormLine form={designation} name="title" label={t("director.title")} />
            </div>
            <FormTick form={designation} name="employee" hint={t("designee.employee.hint")}>
              {t("designee.employee")}
            </FormTick>
          </>
        ) : null}
        <div className={form.row}>
          <FormDay form={designation} name="from" label={t("designee.from")} />
          <FormDay form={designation} name="until" label={t("designee.until")} optional />
        </div>
        <FormDay form={designation} name="signed_on" label={t("designee.signed")} />
        <FormTick form={designation} name="looks_only" hint={t("designee.looks.hint")}>
          {t("designee.looks")}
        </FormTick>
        {values.looks_only ? null : <FormLine form={designation} name="order" label={t("designee.order")} hint={t("designee.order.hint", { next: view.next_order })} narrow optional />}
        <CheckboxCards compact legend={t("designee.scope")} hint={t("designee.scope.hint")} choices={view.types.map((kind) => ({ value: kind.code, label: kind.label }))} value={values.types} onChange={(types) => designation.set("types", types)} error={acting.at("types")} />
        {values.looks_only ? null : <FormDay form={designation} name="announced_on" label={t("designee.announced")} hint={t("designee.announced.hint")} optional />}
        <div>
          <Button onPress={() => void save()} isPending={acting.pending}>
            {t("designee.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function RevokeDialog({ row, onClose }: { row: DesignationRow; onClose: () => void }) {
  const acting = useActing();
  const [ending, setEnding] = useState(row.slot !== "");
  const [revoked, setRevoked] = useState(false);
  const save = async () => {
    // The keys come second: when ending them fails, what is left to do is tried again, and the designation is ended all the same.
    if (!revoked && !(await acting.run("revoke_designation", { person: row.person }))) return;
    setRevoked(true);
    if (ending && !(await acting.run("end_access", { slot: row.slot }))) return;
    onClose();
  };
  return (
    <AskDialog title={t("designee.revoke.named", { name: row.who })} body={t("designee.revoke.body")} act={t("designee.revoke.save")} acting={acting} onAct={() => void save()} onClose={onClose}>
      {row.slot ? (
        <Checkbox isSelected={ending} onChange={setEnding} hint={t("designee.revoke.access.hint")}>
          {t("designee.revoke.access")}
        </Checkbox>
      ) : null}
    </AskDialog>
  );
}
