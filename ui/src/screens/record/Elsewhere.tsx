import { useRoad } from "../../app/Road";
import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import type { FormProps } from "./forms";

/** A try to reach the Director is logged where all tries are: it counts for every request of the day. */
export function TryElsewhere({ frame }: Pick<FormProps, "frame">) {
  const road = useRoad();
  return frame(
    <p className="measure">{t("try.words")}</p>,
    <Button kind="main" onPress={() => road.go("/custody/tries")}>
      {t("try.go")}
    </Button>,
  );
}
