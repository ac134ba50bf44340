import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { call, Refused } from "../../bridge/call";
import type { FileView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { PageImages } from "../../design/parts/PageImages";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import css from "./FileSheet.module.css";

/** As many pixels across as a page needs to be read on a good screen. */
const WIDTH = 1400;

interface Props {
  request: string;
  file: string;
  /** A redacted copy of the file that is not kept yet, by its digest: its pages are shown instead. */
  copy?: string;
}

/** One page after the other, drawn by the program's helper, with what the page says below its picture. */
export function FilePages({ request, file, copy }: Props) {
  const [page, setPage] = useState(0);
  const [pages, setPages] = useState(1);
  const asked = useQuery({
    queryKey: ["file", request, file, copy ?? "", page],
    queryFn: async () => {
      if (copy === undefined) {
        const view = await call("file_view", { request, file, page });
        return { view, pictures: [new Uint8Array(await call("file_page", { request, file, page, width: WIDTH }))] };
      }
      const view = await call("copy_view", { request, file, sha256: copy, page });
      return { view, pictures: [new Uint8Array(await call("copy_page", { request, file, sha256: copy, page, width: WIDTH }))] };
    },
    // The page before stays, dimmed, so that the focus stays where it is.
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const counted = asked.data?.view.pages;
  useEffect(() => {
    if (counted) setPages(counted);
  }, [counted]);
  return (
    <div className={css.sheet}>
      {pages > 1 ? (
        // At either end a button stays, and stays where it is: one that goes away takes the focus with it.
        <div className={css.turn}>
          <Button onPress={() => setPage(Math.max(0, page - 1))}>
            <ChevronLeft size={16} aria-hidden /> {t("file.previous")}
          </Button>
          <span className="numbers" aria-live="polite">
            {t("file.page", { n: page + 1, of: pages })}
          </span>
          <Button onPress={() => setPage(Math.min(pages - 1, page + 1))}>
            {t("file.next")} <ChevronRight size={16} aria-hidden />
          </Button>
        </div>
      ) : null}
      {asked.error ? (
        <Banner kind="hold" rounded live>
          {asked.error.message} {asked.error instanceof Refused ? asked.error.help : ""}
        </Banner>
      ) : asked.data ? (
        <Page view={asked.data.view} pictures={asked.data.pictures} stale={asked.isPlaceholderData} />
      ) : (
        <Waiting what={t("file.opening")} />
      )}
    </div>
  );
}

function Page({ view, pictures, stale }: { view: FileView; pictures: readonly Uint8Array[]; stale: boolean }) {
  const says = useId();
  return (
    <>
      <p className="small muted">{t("file.safe")}</p>
      {view.missing ? (
        <Banner kind="check" rounded>
          {view.missing}
        </Banner>
      ) : null}
      <PageImages pages={pictures} stale={stale} label={t("file.region")} among={{ first: view.page + 1, of: view.pages }} describedBy={says} />
      <section id={says} className={css.says}>
        <h3>{t("file.says")}</h3>
        <p className="small muted">{view.about}</p>
        {view.lines.map((line, index) => (
          // Lines of one page never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <p key={index} dir="auto">
            {line}
          </p>
        ))}
      </section>
    </>
  );
}
