import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useActing } from "../../app/acts";
import { useDraftForm } from "../../app/drafts";
import { useProgress } from "../../app/progress";
import { useRoad } from "../../app/Road";
import { call, type Refused } from "../../bridge/call";
import type { CopyView, CoverForm, RedactionForm, RedactionView, RequestView } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { Dialog } from "../../design/parts/Dialog";
import { EmptyState } from "../../design/parts/EmptyState";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { Progress } from "../../design/parts/Progress";
import { SelectField } from "../../design/parts/SelectField";
import { Waiting } from "../../design/parts/Waiting";
import { t } from "../../text/t";
import { FilePages } from "../request/FilePages";
import { WithRequest } from "../request/WithRequest";
import { BoxList } from "./BoxList";
import { newBox, PageBoxes, type Zoom } from "./PageBoxes";
import css from "./Redact.module.css";

const WIDTH = 1400;

/** A redacted copy of a kept file: boxes are drawn, the copy is made and seen, and then kept. */
export function Redact({ id, file }: { id: string; file: string }) {
  return <WithRequest id={id}>{(view) => <Loaded view={view} file={file} />}</WithRequest>;
}

function Loaded({ view, file }: { view: RequestView; file: string }) {
  const road = useRoad();
  const asked = useQuery({ queryKey: ["redaction", view.id, file], queryFn: () => call("redaction_view", { request: view.id, file }), staleTime: Infinity, retry: false });
  if (asked.data) return <Desk view={view} file={file} about={asked.data} />;
  if (asked.error) {
    const refused = asked.error as Refused;
    return (
      <EmptyState action={<Button onPress={() => road.go(`/request/${view.id}/attachments`)}>{t("redact.back")}</Button>}>
        {refused.message} {refused.help}
      </EmptyState>
    );
  }
  return <Waiting what={t("file.opening")} />;
}

function Desk({ view, file, about }: { view: RequestView; file: string; about: RedactionView }) {
  const road = useRoad();
  const acting = useActing();
  const key = `request/${view.id}/redact/${file}`;
  const { values, set, done } = useDraftForm<RedactionForm>(key, { part: about.parts[0]?.code ?? "", boxes: [] }, acting.pending);
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<number>();
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [made, setMade] = useState<CopyView>();
  const [making, setMaking] = useState(false);
  const share = useProgress(making);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const boxes = values.boxes;
  const shown = useQuery({
    queryKey: ["redact page", view.id, file, page],
    queryFn: async () => ({ view: await call("file_view", { request: view.id, file, page }), picture: new Uint8Array(await call("file_page", { request: view.id, file, page, width: WIDTH })) }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const rows = useQuery({ queryKey: ["boxes", view.id, JSON.stringify(boxes)], queryFn: () => call("place_boxes", { request: view.id, boxes }), placeholderData: keepPreviousData, retry: false, gcTime: 0 }).data ?? [];
  const pages = shown.data?.view.pages ?? 1;

  const keepBoxes = (next: CoverForm[]) => {
    acting.refuse(undefined);
    set("boxes", next);
  };
  const change = (at: number, next: CoverForm) => keepBoxes(boxes.map((box, index) => (index === at ? next : box)));
  const add = (box: CoverForm) => {
    // What goes from one file goes mostly for one reason: the last one chosen is offered.
    keepBoxes([...boxes, { ...box, reason: boxes.at(-1)?.reason ?? "" }]);
    setChosen(boxes.length);
  };
  const remove = (at: number) => {
    keepBoxes(boxes.filter((_, index) => index !== at));
    setChosen(undefined);
    document.getElementById("redact-add")?.focus();
  };
  const turn = (to: number) => {
    setPage(Math.min(Math.max(to, 0), pages - 1));
    // Turning back to its page must not take the focus away from the button.
    setChosen(undefined);
  };
  const show = (at: number) => {
    setPage(boxes[at]?.page ?? 0);
    setChosen(at);
  };
  const make = async () => {
    setMaking(true);
    const copy = await acting.run("make_copy", { request: view.id, file, form: values });
    setMaking(false);
    setMade(copy);
  };
  const keep = async (copy: CopyView) => {
    if (await acting.run("keep_copy", { request: view.id, file, sha256: copy.sha256 })) {
      done();
      road.go(`/request/${view.id}/attachments`);
    }
  };
  return (
    <div className={css.screen} data-pane tabIndex={-1}>
      <div className={css.desk}>
        <header className={css.head}>
          <h1 className="title" ref={heading} tabIndex={-1} dir="auto">
            {t("redact.title", { name: about.name })}
          </h1>
          <p className="muted">{t("redact.lead")}</p>
          {made ? null : <ErrorSummary problems={acting.problems(key)} />}
        </header>
        <div className={css.sheet}>
          <div className={css.tools}>
            <Button onPress={() => turn(page - 1)}>
              <ChevronLeft size={16} aria-hidden /> {t("file.previous")}
            </Button>
            <span className="numbers" aria-live="polite">
              {t("file.page", { n: page + 1, of: pages })}
            </span>
            <Button onPress={() => turn(page + 1)}>
              {t("file.next")} <ChevronRight size={16} aria-hidden />
            </Button>
            <Button id="redact-add" onPress={() => add(newBox(page))} isDisabled={!shown.data || shown.isPlaceholderData}>
              {t("redact.add")}
            </Button>
            <SelectField label={t("redact.zoom")} value={zoom} onChange={(next) => setZoom(next as Zoom)} options={[{ value: "fit", label: t("redact.zoom.fit") }, { value: "half", label: t("redact.zoom.half") }, { value: "double", label: t("redact.zoom.double") }]} />
          </div>
          <p className="small muted" id="redact-keys">
            {t("redact.keys")}
          </p>
          {shown.error ? (
            <Banner kind="hold" rounded live>
              {shown.error.message} {(shown.error as Refused).help}
            </Banner>
          ) : shown.data ? (
            <PageBoxes picture={shown.data.picture} stale={shown.isPlaceholderData} page={page} pages={pages} boxes={boxes} rows={rows} zoom={zoom} chosen={chosen} onChoose={setChosen} onAdd={add} onChange={change} onRemove={remove} />
          ) : (
            <Waiting what={t("file.opening")} />
          )}
          {shown.data?.view.missing ? (
            <Banner kind="check" rounded>
              {shown.data.view.missing}
            </Banner>
          ) : null}
        </div>
        <section className={css.side} aria-label={t("redact.boxes")}>
          {about.parts.length > 1 ? <SelectField label={t("redact.part")} value={values.part} onChange={(part) => set("part", part)} options={about.parts.map((part) => ({ value: part.code, label: part.label }))} /> : null}
          <p className="small muted">{about.label}</p>
          <BoxList draft={key} boxes={boxes} rows={rows} reasons={about.reasons} refused={(at) => acting.at(`boxes/${at}`)} onChange={change} onShow={show} onRemove={remove} />
          {making ? <Progress what={t("redact.trying")} share={share} /> : null}
          <div className={css.tools}>
            <Button kind="main" onPress={() => void make()} isPending={making}>
              {t("redact.try")}
            </Button>
            <Button onPress={() => road.go(`/request/${view.id}/attachments`)}>{t("redact.back")}</Button>
          </div>
        </section>
        {made ? (
          <Dialog
            title={t("redact.seen")}
            isOpen
            onClose={() => setMade(undefined)}
            wide
            actions={
              <>
                <Button onPress={() => setMade(undefined)}>{t("redact.boxes.back")}</Button>
                <Button kind="main" onPress={() => void keep(made)} isPending={acting.pending}>
                  {t("redact.keep")}
                </Button>
              </>
            }
          >
            <ErrorSummary problems={acting.problems(key)} />
            <p>{made.about}</p>
            {made.missing ? (
              <Banner kind="hold" rounded>
                {made.missing}
              </Banner>
            ) : null}
            <p className="small muted">{t("redact.kept.next")}</p>
            <FilePages request={view.id} file={file} copy={made.sha256} />
          </Dialog>
        ) : null}
      </div>
    </div>
  );
}
