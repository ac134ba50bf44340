// Written authorizations, the fee, sessions of firms and statements in writing, on the page of their request.
import { useRoad } from "../../app/Road";
import type { RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { StateWord } from "../../design/parts/DueChip";
import { t } from "../../text/t";

/** What was written, counted and opened; each leads to where it goes on. */
export function Dealings({ view }: { view: RequestView }) {
  const road = useRoad();
  const open = view.sessions.some((session) => session.open);
  const change = (form: string, words: string) =>
    view.read_only ? null : (
      <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/${form}`)}>
        {words}
      </Button>
    );
  return (
    <>
      {view.parts.map((part) =>
        part.authorization && !part.withdrawn ? (
          <Card
            key={part.id}
            title={t("authorization.title")}
            aside={
              <Button kind="link" onPress={() => road.go(part.authorization?.signed ? `/authorizations/${view.id}/${part.id}` : `/request/${view.id}/record/authorization/${part.id}`)}>
                {t("authorization.open")}
              </Button>
            }
          >
            <p>
              <StateWord state={part.authorization.state} tone={part.authorization.tone} /> <span dir="auto">{part.authorization.form.purpose}</span>
            </p>
            {part.authorization.missing.length > 0 ? <p className="small muted">{t("authorization.missing", { what: part.authorization.missing.join(", ") })}</p> : null}
          </Card>
        ) : null,
      )}
      {view.fee.lines.length > 0 ? (
        <Card title={t("fee.title")} aside={change("fee", t("fee.change"))}>
          <p>
            <StateWord state={view.fee.state} tone={view.fee.tone} />
          </p>
          {view.fee.lines.map((line) => (
            <p key={line} className="numbers">
              {line}
            </p>
          ))}
        </Card>
      ) : null}
      {view.sessions.length > 0 ? (
        <Card title={t("session.title")} aside={open ? change("vendor_session", t("session.end")) : null}>
          {open ? (
            <Banner kind="hold" rounded>
              {t("session.still")}
            </Banner>
          ) : null}
          <ul>
            {view.sessions.map((session) => (
              <li key={session.words} dir="auto">
                {session.words}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {view.owed.length > 0 || view.statements.length > 0 ? (
        <Card title={t("statement.title")} aside={change("statement", t("statement.record"))}>
          {view.owed.map((line) => (
            <Banner key={line} kind="hold" rounded>
              {t("statement.owed", { what: line })}
            </Banner>
          ))}
          <ul>
            {view.statements.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
