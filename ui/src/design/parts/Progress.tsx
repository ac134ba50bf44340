import { useEffect, useId, useState } from "react";
import { t } from "../../text/t";
import css from "./Progress.module.css";

const QUIET = 300;

/** Work that takes a while, in words and hundredths: nothing for 300 ms, then a line; never a spinner. */
export function Progress({ what, share }: { what: string; share: number }) {
  const id = useId();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className={css.progress}>
      <span id={id}>{what}</span>
      <progress aria-labelledby={id} value={share} max={100} />
      <span className="numbers">{t("look.percent", { size: share })}</span>
    </div>
  );
}
