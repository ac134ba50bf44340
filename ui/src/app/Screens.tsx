import { Route, Switch } from "wouter";
import { Guide } from "../guide/Guide";
import { StopPlace } from "../guide/StopPlace";
import { AuthorizationPage } from "../screens/authorizations/AuthorizationPage";
import { Authorizations } from "../screens/authorizations/Authorizations";
import { Custody } from "../screens/custody/Custody";
import { LetterDesk } from "../screens/letter/LetterDesk";
import { NewRequest } from "../screens/new/NewRequest";
import { Policy } from "../screens/policy/Policy";
import { RecordScreen } from "../screens/record/RecordScreen";
import { RequestPage } from "../screens/request/RequestPage";
import { Requests } from "../screens/requests/Requests";
import { Settings } from "../screens/settings/Settings";
import { Today } from "../screens/today/Today";

/** Which screen stands at which path. */
export function Screens({ textScale, compact }: { textScale: number; compact: boolean }) {
  return (
    <Switch>
      <Route path="/requests">
        <Requests textScale={textScale} compact={compact} />
      </Route>
      <Route path="/new">
        <NewRequest />
      </Route>
      <Route path="/authorizations">
        <Authorizations />
      </Route>
      <Route path="/authorizations/:request/:part">{({ request, part }) => <AuthorizationPage request={request} part={part} />}</Route>
      <Route path="/policy/:tab?">{({ tab }) => <Policy tab={tab ?? ""} />}</Route>
      <Route path="/custody/:tab?">{({ tab }) => <Custody tab={tab ?? ""} />}</Route>
      <Route path="/settings/:tab?">{({ tab }) => <Settings tab={tab ?? ""} />}</Route>
      <Route path="/request/:id/guide/:part/:step?">{({ id, part, step }) => <Guide id={id} part={part} step={step ?? ""} />}</Route>
      <Route path="/request/:id/stop/:stop">{({ id, stop }) => <StopPlace id={id} stop={stop} />}</Route>
      <Route path="/request/:id/record/:form/:part?">{({ id, form, part }) => <RecordScreen id={id} form={form} part={part ?? ""} />}</Route>
      <Route path="/request/:id/letter/:code">{({ id, code }) => <LetterDesk id={id} code={code} />}</Route>
      <Route path="/request/:id/:tab?">{({ id, tab }) => <RequestPage id={id} tab={tab ?? "overview"} />}</Route>
      <Route>
        <Today />
      </Route>
    </Switch>
  );
}
