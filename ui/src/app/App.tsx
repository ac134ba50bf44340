import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { call, Refused, watch } from "../bridge/call";
import type { AppStatus, DutyView, OpeningView } from "../bridge/types";
import { Banner } from "../design/parts/Banner";
import { Button } from "../design/parts/Button";
import { LiveRegion } from "../design/parts/LiveRegion";
import { Waiting } from "../design/parts/Waiting";
import { Unlock } from "../screens/unlock/Unlock";
import { t } from "../text/t";
import { makeQueryClient } from "./acts";
import { hearDrop } from "./dropped";
import { flushDrafts, forgetDrafts, loadDrafts } from "./drafts";
import { Frame } from "./Frame";
import { applyLook, lookOf } from "./look";
import { hearProgress } from "./progress";
import { lastPlace, makeRoad, type Road } from "./place";
import { RoadProvider } from "./Road";
import { ScreenGuard } from "./ScreenGuard";
import { Welcome } from "./Welcome";

// Seen once in the life of a vault.
const Setup = lazy(async () => ({ default: (await import("../screens/setup/Setup")).Setup }));
const Duty = lazy(async () => ({ default: (await import("../screens/duty/Duty")).Duty }));
const ProveRecovery = lazy(async () => ({ default: (await import("../screens/setup/ProveRecovery")).ProveRecovery }));

type Stage =
  | { at: "starting" }
  | { at: "failed"; problem: Refused }
  | { at: "setup" | "locked" | "unreadable"; status: AppStatus }
  | { at: "proving"; ask: readonly number[] }
  | { at: "duty"; duty: DutyView; notices: string[] }
  | { at: "curtain" }
  | { at: "open"; road: Road; notices: readonly string[] };

/** The window: which of the few first screens stands, and the curtain that falls at once when it locks. */
export function App() {
  const [client] = useState(makeQueryClient);
  const [stage, setStage] = useState<Stage>({ at: "starting" });
  const [locksSoon, setLocksSoon] = useState(0);

  const enter = useCallback(async (opening: OpeningView) => {
    if (opening.prove_recovery) return setStage({ at: "proving", ask: opening.prove_recovery });
    // What the unlocking has to tell is told once the duty is accepted.
    if (opening.duty) return setStage({ at: "duty", duty: opening.duty, notices: opening.notices });
    await loadDrafts();
    const place = lastPlace();
    setStage({ at: "open", road: makeRoad(place?.path ?? "/today"), notices: opening.notices });
    place?.restore();
  }, []);

  // Another folder was chosen: what is there decides which first screen stands.
  const look = useCallback((status: AppStatus) => setStage(status.phase === "open" || status.phase === "prove_recovery" || status.phase === "accept_duty" ? { at: "starting" } : { at: status.phase, status }), []);

  const begin = useCallback(async () => {
    try {
      const status = await call("app_status");
      if (status.phase === "open") await enter({ notices: [], prove_recovery: null, duty: null });
      else if (status.phase === "accept_duty") await enter({ notices: [], prove_recovery: null, duty: await call("duty_view") });
      // Without groups the program answers which ones it wants to hear.
      else if (status.phase === "prove_recovery") await enter(await call("prove_recovery", { groups: [] }));
      else setStage({ at: status.phase, status });
    } catch (cause) {
      setStage({ at: "failed", problem: cause as Refused });
    }
  }, [enter]);

  useEffect(() => {
    applyLook(lookOf([]));
    void begin();
    watch((notice) => {
      if (notice.kind === "locking" || notice.kind === "closing") {
        setStage({ at: "curtain" });
        void flushDrafts().finally(() => {
          forgetDrafts();
          client.clear();
        });
      } else if (notice.kind === "locks_soon") setLocksSoon(notice.seconds);
      else if (notice.kind === "progress") hearProgress(notice);
      else hearDrop(notice);
    });
  }, [begin, client]);

  return (
    <I18nProvider locale="en-US">
      <QueryClientProvider client={client}>
        {stage.at === "starting" ? <p className="unseen">{t("opening")}</p> : null}
        {stage.at === "curtain" ? <Welcome title={t("lock.curtain")} /> : null}
        {stage.at === "failed" ? (
          <Welcome title={t("crash.title")}>
            <Banner kind="stop" rounded live>
              {stage.problem.message} {stage.problem.help}
            </Banner>
            <Button kind="main" onPress={() => void begin()}>
              {t("retry")}
            </Button>
          </Welcome>
        ) : null}
        {stage.at === "setup" ? (
          <Suspense fallback={<Waiting />}>
            <Setup onDone={(opening) => void enter(opening)} onOther={look} />
          </Suspense>
        ) : null}
        {stage.at === "locked" || stage.at === "unreadable" ? (
          <Unlock status={stage.status} onOpen={(opening) => void enter(opening)} onOther={look} />
        ) : null}
        {stage.at === "proving" ? (
          <Suspense fallback={<Waiting />}>
            <ProveRecovery ask={stage.ask} onDone={(opening) => void enter(opening)} />
          </Suspense>
        ) : null}
        {stage.at === "duty" ? (
          <Suspense fallback={<Waiting />}>
            <Duty duty={stage.duty} onDone={(opening) => void enter({ ...opening, notices: stage.notices })} />
          </Suspense>
        ) : null}
        {stage.at === "open" ? (
          <RoadProvider road={stage.road}>
            <ScreenGuard>
              <Frame notices={stage.notices} locksSoon={locksSoon} onLocking={() => setStage({ at: "curtain" })} />
            </ScreenGuard>
          </RoadProvider>
        ) : null}
        <LiveRegion />
      </QueryClientProvider>
    </I18nProvider>
  );
}
