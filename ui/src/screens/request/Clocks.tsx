import { lazy, Suspense, useState } from "react";
import { useActing } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { ClockGroup, ClockView, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Card } from "../../design/parts/Card";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { t } from "../../text/t";
import { ClockCard, ClockDate } from "./ClockCard";
import css from "./Clocks.module.css";
import type { Moving } from "./DelayDialog";

// Moving a date is rare: read from disk then.
const DelayDialog = lazy(async () => ({ default: (await import("./DelayDialog")).DelayDialog }));

const GROUPS = ["limit", "return", "life", "practice", "after", "authorization"] as const satisfies readonly ClockGroup[];

/** Every date of a request with its count: those that belong together stand together, and the sheet can be printed. */
export function Clocks({ view }: { view: RequestView }) {
  const acting = useActing();
  const [moving, setMoving] = useState<Moving>();
  const [printed, setPrinted] = useState("");
  if (view.clocks.length === 0) return <p className="muted">{t("clock.none")}</p>;
  const print = async () => {
    const report = await acting.run("print_count", { request: view.id });
    setPrinted(report?.message ?? "");
  };
  return (
    <div className={css.stack}>
      <ErrorSummary problems={acting.problems("clocks")} />
      {printed ? (
        <Banner kind="check" rounded live>
          {printed}
        </Banner>
      ) : null}
      <div>
        <Button onPress={() => void print()} isPending={acting.pending} data-print>
          {t("clock.print")}
        </Button>
      </div>
      {GROUPS.map((group) => {
        const clocks = view.clocks.filter((clock) => clock.group === group);
        if (clocks.length === 0) return null;
        return (
          <section key={group} className={css.group}>
            <h2 className="section">{t(`clock.${group}`)}</h2>
            <div className={group === "limit" ? css.cards : css.group}>
              {clocks.map((clock) => (
                <ClockCard key={clock.code} clock={clock} open actions={view.read_only ? null : <Actions clock={clock} onMove={setMoving} />} />
              ))}
            </div>
          </section>
        );
      })}
      {moving ? (
        <Suspense fallback={null}>
          <DelayDialog view={view} moving={moving} onClose={() => setMoving(undefined)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** The limits of one duty, side by side: the date to work to, the one not to pass, and the latest of all. */
export function Limits({ view }: { view: RequestView }) {
  const road = useRoad();
  const limits = view.clocks.filter((clock) => clock.group === "limit");
  if (limits.length === 0) return null;
  return (
    <Card
      title={t("clock.limit")}
      aside={
        <Button kind="link" onPress={() => road.go(`/request/${view.id}/clocks`)}>
          {t("clock.title")}
        </Button>
      }
    >
      <div className={css.beside}>
        {limits.map((clock) => (
          <div key={clock.code} className={css.limit} role="group" aria-label={clock.name}>
            <strong>{clock.name}</strong>
            <ClockDate clock={clock} />
          </div>
        ))}
      </div>
    </Card>
  );
}

function Actions({ clock, onMove }: { clock: ClockView; onMove: (moving: Moving) => void }) {
  const button = (kind: Moving["kind"]) => (
    <Button kind="link" aria-label={t(`clock.${kind}.named`, { name: clock.name })} onPress={() => onMove({ kind, clock })}>
      {t(`clock.${kind}`)}
    </Button>
  );
  if (clock.extend.length === 0 && clock.pause.length === 0 && !clock.paused) return null;
  return (
    <div className={css.actions}>
      {clock.extend.length > 0 ? button("extend") : null}
      {clock.pause.length > 0 && !clock.paused ? button("pause") : null}
      {clock.paused ? button("resume") : null}
    </div>
  );
}
