import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../../bridge/call";
import type { LetterStyleForm } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { PageImages, type Zoom } from "../../design/parts/PageImages";
import { SelectField } from "../../design/parts/SelectField";
import { t } from "../../text/t";
import css from "./Letter.module.css";

/** Which letter the pages are of; `own` shows the library's own words, `style` a look that is typed, both with invented people. */
export type LetterOf = { kind: "draft"; request: string; code: string } | { kind: "issued"; request: string; letter: string } | { kind: "own"; code: string } | { kind: "style"; form: LetterStyleForm };

const NONE: readonly Uint8Array[] = [];

/** Pages from the same run as the print. Old pages stay, dimmed, until the new ones are there. */
export function LetterPages({ of, pages, version, stale, none = t("letter.preview.none") }: { of: LetterOf; pages: number; version: string; /** Newer ones were asked for already. */ stale?: boolean; /** What is said where there are no pages. */ none?: string }) {
  const [zoom, setZoom] = useState<Zoom>("width");
  const scale = Math.min(3, Math.max(1, Math.ceil(window.devicePixelRatio || 1) + 0.5));
  const asked = useQuery({
    queryKey: ["pages", of, version, pages, scale],
    queryFn: async () => {
      const images: Uint8Array[] = [];
      // One page after the other: the program draws them in turn anyway, and the first is seen sooner in its cache.
      for (let page = 0; page < pages; page += 1) {
        // oxlint-disable-next-line no-await-in-loop
        images.push(new Uint8Array(await pageOf(of, page, scale)));
      }
      return images as readonly Uint8Array[];
    },
    staleTime: Infinity,
    gcTime: 60_000,
    enabled: pages > 0,
  });
  const [last, setLast] = useState(NONE);
  useEffect(() => {
    if (asked.data) setLast(asked.data);
  }, [asked.data]);
  const shown = asked.data ?? last;
  return (
    <div className={css.pages}>
      <div className={css.zoom}>
        <SelectField
          label={t("letter.zoom")}
          options={[
            { value: "width", label: t("pages.width") },
            { value: "whole", label: t("pages.whole") },
            { value: "full", label: t("pages.full") },
          ]}
          value={zoom}
          onChange={(next) => setZoom(next as Zoom)}
        />
      </div>
      {asked.error ? (
        <Banner kind="hold" rounded live>
          {t("letter.preview.failed")} {asked.error.message}
        </Banner>
      ) : null}
      {shown.length === 0 ? (
        <div className={css.blank} aria-busy={pages > 0 && asked.isFetching}>
          {pages === 0 ? <p>{none}</p> : asked.isFetching ? <p>{t("letter.preview.drawing")}</p> : null}
        </div>
      ) : (
        <PageImages pages={shown} stale={stale || asked.isFetching || pages === 0} zoom={zoom} />
      )}
    </div>
  );
}

function pageOf(of: LetterOf, page: number, scale: number): Promise<ArrayBuffer> {
  if (of.kind === "draft") return call("draft_page", { request: of.request, code: of.code, page, scale });
  if (of.kind === "issued") return call("letter_page", { request: of.request, letter: of.letter, page, scale });
  if (of.kind === "own") return call("own_text_page", { code: of.code, page, scale });
  return call("letter_style_page", { form: of.form, page, scale });
}
