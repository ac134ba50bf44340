import type { ReactNode } from "react";
import { useRequest } from "../../app/acts";
import { useRoad } from "../../app/Road";
import type { Refused } from "../../bridge/call";
import type { RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { EmptyState } from "../../design/parts/EmptyState";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";

/** A request as last seen, or why it cannot be shown. */
export function WithRequest({ id, children }: { id: string; children: (view: RequestView) => ReactNode }) {
  const road = useRoad();
  const request = useRequest(id);
  if (request.data) return children(request.data);
  if (request.error) {
    const refused = request.error as Refused;
    return (
      <EmptyState action={<Button onPress={() => road.go("/requests")}>{t("place.requests")}</Button>}>
        {refused.message} {refused.help}
      </EmptyState>
    );
  }
  return <Waiting what={t("request.word")} />;
}
