import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Waiting } from "../design/parts/Waiting";
import { Guide } from "../guide/Guide";
import { StopPlace } from "../guide/StopPlace";
import { RecordScreen } from "../screens/record/RecordScreen";
import { RequestPage } from "../screens/request/RequestPage";
import { Requests } from "../screens/requests/Requests";
import { Today } from "../screens/today/Today";

// Never what the window opens with: read from disk when first needed, so that it is there sooner.
const NewRequest = lazy(async () => ({ default: (await import("../screens/new/NewRequest")).NewRequest }));
const Authorizations = lazy(async () => ({ default: (await import("../screens/authorizations/Authorizations")).Authorizations }));
const AuthorizationPage = lazy(async () => ({ default: (await import("../screens/authorizations/AuthorizationPage")).AuthorizationPage }));
const Custody = lazy(async () => ({ default: (await import("../screens/custody/Custody")).Custody }));
const LetterDesk = lazy(async () => ({ default: (await import("../screens/letter/LetterDesk")).LetterDesk }));
const OwnText = lazy(async () => ({ default: (await import("../screens/policy/OwnText")).OwnText }));
const Policy = lazy(async () => ({ default: (await import("../screens/policy/Policy")).Policy }));
const Redact = lazy(async () => ({ default: (await import("../screens/redact/Redact")).Redact }));
const Settings = lazy(async () => ({ default: (await import("../screens/settings/Settings")).Settings }));

/** Which screen stands at which path. */
export function Screens({ textScale, compact }: { textScale: number; compact: boolean }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/requests">
          <Requests textScale={textScale} compact={compact} />
        </Route>
        <Route path="/new">
          <NewRequest />
        </Route>
        <Route path="/authorizations/:request/:part">{({ request, part }) => <AuthorizationPage request={request} part={part} />}</Route>
        <Route path="/authorizations">
          <Authorizations />
        </Route>
        <Route path="/policy/letters/:code">{({ code }) => <OwnText code={code} />}</Route>
        <Route path="/policy/:tab?">{({ tab }) => <Policy tab={tab ?? ""} />}</Route>
        <Route path="/custody/:tab?">{({ tab }) => <Custody tab={tab ?? ""} />}</Route>
        <Route path="/settings/:tab?">{({ tab }) => <Settings tab={tab ?? ""} />}</Route>
        <Route path="/request/:id/guide/:part/:step?">{({ id, part, step }) => <Guide id={id} part={part} step={step ?? ""} />}</Route>
        <Route path="/request/:id/stop/:stop">{({ id, stop }) => <StopPlace id={id} stop={stop} />}</Route>
        <Route path="/request/:id/record/:form/:part?">{({ id, form, part }) => <RecordScreen id={id} form={form} part={part ?? ""} />}</Route>
        <Route path="/request/:id/letter/:code">{({ id, code }) => <LetterDesk id={id} code={code} />}</Route>
        <Route path="/request/:id/redact/:file">{({ id, file }) => <Redact id={id} file={file} />}</Route>
        <Route path="/request/:id/:tab?">{({ id, tab }) => <RequestPage id={id} tab={tab ?? "overview"} />}</Route>
        <Route>
          <Today />
        </Route>
      </Switch>
    </Suspense>
  );
}
