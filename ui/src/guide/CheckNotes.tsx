import { useRoad } from "../app/Road";
import type { FormKind, RequestView } from "../bridge/types";
import { Button } from "../design/parts/Button";
import { CheckPanel } from "../design/parts/StopPanel";
import { type PlainKey, t } from "../text/t";

/** Who can end a check, by the form that records it. Every other form is filled in by whoever handles the request. */
const WHO: Partial<Record<FormKind, PlainKey>> = { counsel: "check.counsel", advice: "check.counsel", second_look: "check.second", authorization: "check.signer", unseal: "check.director" };

/** The checks that stand, at the step itself: words for the desk, beside the work and never in its way. Without `part` all of them. Where the form that ends one is `here` anyway, nothing leads to it. */
export function CheckNotes({ view, part, here }: { view: RequestView; part?: string; here?: FormKind | undefined }) {
  const road = useRoad();
  const shown = view.stops.filter((stop) => stop.strength === "check" && (part === undefined || stop.part === null || stop.part === part));
  return shown.map((stop) => (
    <CheckPanel
      key={`${stop.part ?? ""}/${stop.id}`}
      words={{ title: stop.heading, dont: stop.do_not, say: stop.say ?? undefined, lift: t(WHO[stop.record] ?? "check.handler") }}
      action={
        stop.record === "none" || stop.record === here ? null : (
          <Button kind="link" onPress={() => road.go(`/request/${view.id}/record/${stop.record}${stop.part ? `/${stop.part}` : ""}`)}>
            {stop.action}
          </Button>
        )
      }
    />
  ));
}
