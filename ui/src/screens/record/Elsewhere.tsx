// Acts that have a place of their own: the step leads there.
import { useRoad } from "../../app/Road";
import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import type { FormProps } from "./forms";

/** Tries to reach the Director are logged with the absences. */
export function TryDirector({ frame }: FormProps) {
  const road = useRoad();
  return frame(
    <p className="measure">{t("elsewhere.try.lead")}</p>,
    <Button kind="main" onPress={() => road.go("/custody/tries")}>
      {t("elsewhere.try.go")}
    </Button>,
  );
}

/** A seal is lifted on the page of its request. */
export function Unseal({ view, frame }: FormProps) {
  const road = useRoad();
  return frame(
    <p className="measure">{t("elsewhere.unseal.lead")}</p>,
    <Button kind="main" onPress={() => road.go(`/request/${view.id}`)}>
      {t("elsewhere.unseal.go")}
    </Button>,
  );
}
