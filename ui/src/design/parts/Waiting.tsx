import { useEffect, useState } from "react";
import { t } from "../../text/t";
import css from "./Notice.module.css";

const QUIET = 300;

/** Nothing for 300 ms, then a line of text; never a spinner. */
export function Waiting({ what }: { what?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={`${css.empty} muted`} aria-busy="true">
      {late ? (what ? t("opening.what", { what }) : t("opening")) : ""}
    </p>
  );
}
