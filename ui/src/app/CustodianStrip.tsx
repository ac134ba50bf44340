import type { CustodianView } from "../bridge/types";
import { Button } from "../design/parts/Button";
import { classes } from "../design/parts/classes";
import { Mark } from "../design/parts/StatusWord";
import { whyWords } from "../text/said";
import { t } from "../text/t";
import css from "./Frame.module.css";

/** Who is the custodian right now, and why: on every screen, under the top bar. */
export function CustodianStrip({ custodian, onOpen }: { custodian: CustodianView; onOpen: () => void }) {
  return (
    <aside className={classes(css.custodian, custodian.nobody && css.nobody)} aria-label={t("custodian.now")}>
      <Mark shape={custodian.nobody ? "square" : "disc"} tone={custodian.nobody ? "stop" : "ok"} />
      <span>
        {t("custodian.now")}: <strong>{custodian.who}</strong>
      </span>
      <span className={classes(css.why, "muted")}>
        {custodian.capacity ? `${custodian.capacity}. ` : ""}
        {whyWords(custodian.who, custodian.why)}
      </span>
      <Button kind="link" onPress={onOpen}>
        {t("custodian.open")}
      </Button>
    </aside>
  );
}
