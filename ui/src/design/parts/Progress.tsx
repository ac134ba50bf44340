import { useEffect, useState } from "react";
import { Label, ProgressBar } from "react-aria-components";
import { t } from "../../text/t";
import css from "./Progress.module.css";

const QUIET = 300;

/** Work that takes a while, in words and hundredths: nothing for 300 ms, then a line; never a spinner. */
export function Progress({ what, share }: { what: string; share: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <ProgressBar value={share} className={css.progress}>
      <Label>{what}</Label>
      <span className="numbers">{t("look.percent", { size: share })}</span>
    </ProgressBar>
  );
}
