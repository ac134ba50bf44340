import { useActing, useDesk } from "../../app/acts";
import type { CustodyView, MarkedReading } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormDay, FormLine, FormMoment, FormSelect, FormTick, useFormOf } from "../record/FormParts";
import css from "./Custody.module.css";

const NEW = "new";

/** A vacant post, and the board's paper that fills it. */
export function VacancyPanel({ view }: { view: CustodyView }) {
  return (
    <div className={css.panel}>
      <p className="muted">{t("vacancy.lead")}</p>
      {view.vacancy_reading ? <Reading reading={view.vacancy_reading} /> : null}
      {view.vacant ? (
        <>
          <Banner kind="hold" rounded>
            {view.vacant}
          </Banner>
          <AppointmentForm view={view} />
        </>
      ) : (
        <>
          {view.appointed ? <p className="small">{view.appointed}</p> : null}
          <VacancyForm />
        </>
      )}
    </div>
  );
}

/** What the policy carries about earlier designations, with its mark: an open question is never drawn as settled. */
function Reading({ reading }: { reading: MarkedReading }) {
  return (
    <Card title={t("vacancy.reading")}>
      <p>{reading.text}</p>
      <p className="small muted">{t("vacancy.mark", { standing: reading.standing, confidence: reading.confidence })}</p>
    </Card>
  );
}

function VacancyForm() {
  const acting = useActing();
  const desk = useDesk();
  const vacancy = useFormOf("custody/vacancy", { from: desk?.now.iso ?? "", source: "", dated: "", signed_by: "" }, acting);
  const save = async () => {
    if (await acting.run("record_vacancy", { form: vacancy.values })) vacancy.done();
  };
  return (
    <Card title={t("vacancy.title")}>
      <div className={form.form}>
        <ErrorSummary problems={acting.problems(vacancy.key)} />
        <FormMoment form={vacancy} name="from" day={t("vacancy.from")} />
        <FormLine form={vacancy} name="source" label={t("vacancy.source")} hint={t("vacancy.source.hint")} />
        <FormDay form={vacancy} name="dated" label={t("vacancy.dated")} />
        <FormLine form={vacancy} name="signed_by" label={t("vacancy.signed")} />
        <div>
          <Button kind="stop" onPress={() => void save()} isPending={acting.pending}>
            {t("vacancy.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function AppointmentForm({ view }: { view: CustodyView }) {
  const acting = useActing();
  const appointment = useFormOf("custody/appointment", { person: NEW, name: "", title: "", acting: true, dated: "", paper: "", signed_by: "", counsel: "" }, acting);
  const { values } = appointment;
  const isNew = values.person === NEW;
  const save = async () => {
    if (await acting.run("appoint_director", { form: { ...values, person: isNew ? "" : values.person } })) appointment.done();
  };
  return (
    <Card title={t("appoint.title")}>
      <div className={form.form}>
        <p className="muted">{t("appoint.lead")}</p>
        <ErrorSummary problems={acting.problems(appointment.key)} />
        <FormSelect form={appointment} name="person" label={t("appoint.person")} options={[...view.people.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` })), { value: NEW, label: t("designee.new") }]} />
        <div className={form.row}>
          {isNew ? <FormLine form={appointment} name="name" label={t("designee.name")} /> : null}
          <FormLine form={appointment} name="title" label={t("director.title")} />
        </div>
        <FormTick form={appointment} name="acting">
          {t("appoint.acting")}
        </FormTick>
        <FormDay form={appointment} name="dated" label={t("appoint.dated")} />
        <FormLine form={appointment} name="paper" label={t("appoint.paper")} hint={t("appoint.paper.hint")} />
        <FormLine form={appointment} name="signed_by" label={t("appoint.signed")} />
        <FormLine form={appointment} name="counsel" label={t("appoint.counsel")} />
        <div>
          <Button onPress={() => void save()} isPending={acting.pending}>
            {t("appoint.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
