import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import { LetterList } from "../request/LetterList";
import type { FormProps } from "./forms";

/** The letters this request needs, from the step that asks for one. */
export function LettersStep({ view, frame, onDone }: FormProps) {
  return frame(
    <LetterList view={view} />,
    <Button kind="main" onPress={() => onDone(view)}>
      {t("continue")}
    </Button>,
  );
}

/** Nothing to record: read and go on. */
export function ReadOn({ view, frame, onDone }: FormProps) {
  return frame(
    null,
    <Button kind="main" onPress={() => onDone(view)}>
      {t("continue")}
    </Button>,
  );
}
