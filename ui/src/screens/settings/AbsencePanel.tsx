import { useDesk, useActing } from "../../app/acts";
import type { SettingsView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import { FormDay, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "../record/FormParts";
import form from "../record/Form.module.css";
import css from "./Settings.module.css";

/** When the Director is away, and who may act then by a signed paper. */
export function AbsencePanel({ settings }: { settings: SettingsView }) {
  const desk = useDesk();
  const acting = useActing();
  const naming = useActing();
  const absence = useFormOf("settings/absence", { from: desk?.now.iso ?? "", until: "", source: "", answering: false }, acting);
  const person = useFormOf("settings/designation", { person: "", name: "", title: "", employee: false, from: "", until: "", signed_on: "" }, naming);
  const isNew = person.values.person === "";
  return (
    <div className={css.panel}>
      <p>{settings.custodian_now}</p>
      <Card title={t("absence.title")}>
        {settings.absences.length > 0 ? (
          <ul>
            {settings.absences.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p className="muted">{t("absence.none")}</p>
        )}
        <div className={form.form}>
          <ErrorSummary problems={acting.problems(absence.key)} />
          <FormMoment form={absence} name="from" day={t("absence.from")} />
          <FormMoment form={absence} name="until" day={t("absence.until")} hint={t("absence.until.hint")} />
          <FormLine form={absence} name="source" label={t("absence.source")} hint={t("absence.source.hint")} />
          <FormTick form={absence} name="answering" hint={t("absence.answering.hint")}>
            {t("absence.answering")}
          </FormTick>
          <div className="nowrap">
            <Button onPress={() => void acting.run("record_absence", { form: absence.values }).then((saved) => saved && absence.done())} isPending={acting.pending}>
              {t("absence.save")}
            </Button>{" "}
            <Button kind="quiet" onPress={() => void acting.run("director_back", {})}>
              {t("absence.back")}
            </Button>
          </div>
        </div>
      </Card>
      <Card title={t("designee.title")}>
        {settings.designations.length > 0 ? (
          <ul>
            {settings.designations.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p className="muted">{t("designee.none")}</p>
        )}
        <div className={form.form}>
          <ErrorSummary problems={naming.problems(person.key)} />
          {settings.employees.length > 0 ? <FormSelect form={person} name="person" label={t("designee.person")} options={[{ value: "", label: t("designee.new") }, ...settings.employees.map((each) => ({ value: each.code, label: each.label }))]} /> : null}
          {isNew ? (
            <>
              <div className={form.row}>
                <FormLine form={person} name="name" label={t("designee.name")} />
                <FormLine form={person} name="title" label={t("director.title")} />
              </div>
              <FormTick form={person} name="employee" hint={t("designee.employee.hint")}>
                {t("designee.employee")}
              </FormTick>
            </>
          ) : null}
          <div className={form.row}>
            <FormDay form={person} name="from" label={t("designee.from")} />
            <FormDay form={person} name="until" label={t("designee.until")} optional />
          </div>
          <FormDay form={person} name="signed_on" label={t("designee.signed")} />
          <div>
            <Button onPress={() => void naming.run("designate", { form: person.values }).then((saved) => saved && person.done())} isPending={naming.pending}>
              {t("designee.save")}
            </Button>
          </div>
          {settings.employees.map((each) => (
            <div key={each.code}>
              <Button kind="stop" onPress={() => void naming.run("revoke_designation", { person: each.code })}>
                {t("designee.revoke", { name: each.label })}
              </Button>
            </div>
          ))}
        </div>
      </Card>
    </div>
  );
}
