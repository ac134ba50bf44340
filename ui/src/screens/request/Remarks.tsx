import { useState } from "react";
import type { PartView, RemarkView, RequestView } from "../../bridge/types";
import { Button } from "../../design/parts/Button";
import { t } from "../../text/t";
import css from "./RequestPage.module.css";
import { PartDialog } from "./PartDialog";

/** What comes with a part and does not decide it. What is a part of its own can be added as one, with its own road. */
export function Remarks({ view, part }: { view: RequestView; part: PartView }) {
  const [adding, setAdding] = useState<RemarkView | null>(null);
  const own = adding?.own_part;
  return (
    <>
      <ul className={css.remarks}>
        {(part.ruling?.remarks ?? []).map((remark) => (
          <li key={remark.code}>
            <span>{remark.says}</span>
            <Apart remark={remark} onAdd={view.read_only ? undefined : () => setAdding(remark)} />
          </li>
        ))}
      </ul>
      {adding && own ? <PartDialog view={view} rides={{ part: part.id, code: adding.code, says: adding.says, kind: own.kind }} onClose={() => setAdding(null)} /> : null}
    </>
  );
}

function Apart({ remark, onAdd }: { remark: RemarkView; onAdd?: () => void }) {
  const own = remark.own_part;
  if (!own) return null;
  if (own.there !== null) return <span className="small muted">{t("remark.there", { serial: own.there, kind: own.kind })}</span>;
  if (!own.open) return <span className="small muted">{t("remark.elsewhere", { kind: own.kind })}</span>;
  return onAdd ? (
    <Button kind="link" onPress={onAdd}>
      {t("remark.add", { kind: own.kind })}
    </Button>
  ) : null;
}
