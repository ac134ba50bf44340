import { useEffect, useState } from "react";
import { t } from "../../text/t";
import { classes } from "./classes";
import css from "./PageImages.module.css";

/** How large the pages are drawn. */
export type Zoom = "width" | "whole" | "full";

interface Props {
  /** PNG pages of the same run as the printed file. */
  pages: readonly Uint8Array[];
  /** What the pages say, per page, for those who do not see them. */
  describedBy?: string;
  stale?: boolean;
  zoom?: Zoom;
  /** What the pages are of, where it is no letter. */
  label?: string;
  /** The pages shown begin at this one of so many; otherwise all are shown. */
  among?: { first: number; of: number };
}

/** The pages as they will print. The images are blob addresses made here and freed when they change. */
export function PageImages({ pages, describedBy, stale, zoom = "width", label, among }: Props) {
  const [sources, setSources] = useState<string[]>([]);
  useEffect(() => {
    const made = pages.map((bytes) => URL.createObjectURL(new Blob([bytes as BlobPart], { type: "image/png" })));
    setSources(made);
    return () => made.forEach((source) => URL.revokeObjectURL(source));
  }, [pages]);
  return (
    // The pages scroll, so the region takes the focus for the Page Up and Page Down keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes(css.desk, stale && css.stale, zoom === "whole" && css.whole, zoom === "full" && css.full)} role="region" aria-label={stale ? t("pages.stale") : (label ?? t("pages.region"))} tabIndex={0} {...(describedBy ? { "aria-describedby": describedBy } : {})}>
      {sources.map((source, index) => (
        <img key={source} className={css.page} src={source} decoding="sync" alt={t("pages.page", { n: (among?.first ?? 1) + index, of: among?.of ?? sources.length })} />
      ))}
    </div>
  );
}
