import { useState } from "react";
import { useActing } from "../../app/acts";
import type { CustodyView, PersonRow } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import form from "../record/Form.module.css";
import { FormLine, useFormOf } from "../record/FormParts";
import { AskDialog } from "../../app/AskDialog";
import css from "./Custody.module.css";

/** Employees who may stand in, and those who left. */
export function PeoplePanel({ view }: { view: CustodyView }) {
  const acting = useActing();
  const [left, setLeft] = useState<PersonRow>();
  const person = useFormOf("custody/person", { name: "", title: "" }, acting);
  const save = async () => {
    if (await acting.run("record_employee", { form: { ...person.values, person: "", employee: true } })) person.done();
  };
  return (
    <div className={css.panel}>
      <Card title={t("custody.people")} flush={view.people.length > 0}>
        {view.people.length === 0 ? (
          <p className="muted">{t("person.none")}</p>
        ) : (
          <ul className={css.rows}>
            {view.people.map((row) => (
              <li key={row.id}>
                <span>
                  <strong>{row.name}</strong>, {row.title}
                </span>
                <span className={css.side}>
                  <StateWord state={row.employee ? t("person.employed") : t("person.left")} tone={row.employee ? "open" : "done"} />
                  {row.employee ? (
                    <Button kind="link" aria-label={t("person.left.named", { name: row.name })} onPress={() => setLeft(row)}>
                      {t("person.left.act")}
                    </Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {view.director_here ? (
        <Card title={t("person.title")}>
          <div className={form.form}>
            <ErrorSummary problems={acting.problems(person.key)} />
            <div className={form.row}>
              <FormLine form={person} name="name" label={t("person.name")} />
              <FormLine form={person} name="title" label={t("director.title")} />
            </div>
            <div>
              <Button onPress={() => void save()} isPending={acting.pending}>
                {t("person.save")}
              </Button>
            </div>
          </div>
        </Card>
      ) : null}
      {left ? <LeftDialog row={left} onClose={() => setLeft(undefined)} /> : null}
    </div>
  );
}

function LeftDialog({ row, onClose }: { row: PersonRow; onClose: () => void }) {
  const acting = useActing();
  const save = async () => {
    if (await acting.run("record_employee", { form: { person: row.id, name: row.name, title: row.title, employee: false } })) onClose();
  };
  return <AskDialog title={t("person.left.named", { name: row.name })} body={t("person.left.body")} act={t("person.left.save")} acting={acting} onAct={() => void save()} onClose={onClose} />;
}
