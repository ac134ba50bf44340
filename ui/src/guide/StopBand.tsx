import { useRoad } from "../app/Road";
import type { RequestView, StopView } from "../bridge/types";
import { Banner } from "../design/parts/Banner";
import { Button } from "../design/parts/Button";
import { t } from "../text/t";

/** The Stop that stands, if one does. The program orders them, strongest first. */
export function standingStop(view: RequestView): StopView | undefined {
  return view.stops.find((stop) => stop.strength === "stop");
}

/**
 * The thin band on every screen of a stopped or held request. It leaves when the required act is recorded, never by a click.
 * What stands for several parts in the same words is said once, and leads to the first of them.
 */
export function StopBand({ view, here }: { view: RequestView; here?: string }) {
  const road = useRoad();
  const standing = view.stops.filter((stop) => stop.strength !== "check" && stop.id !== here);
  const shown = standing.filter((stop, at) => standing.findIndex((other) => other.banner === stop.banner) === at);
  return shown.map((stop) => (
    <Banner
      key={stop.id}
      kind={stop.strength === "stop" ? "stop" : "hold"}
      action={
        <Button kind="link" onPress={() => road.go(`/request/${view.id}/stop/${stop.id}`)}>
          {t("stop.open")}
        </Button>
      }
    >
      {stop.banner}
    </Banner>
  ));
}
