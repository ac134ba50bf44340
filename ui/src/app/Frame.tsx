import { useQueryClient } from "@tanstack/react-query";
import { BookOpen, CalendarCheck2, FilePlus2, FileSignature, Inbox, Search, Settings as Gear, UserCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useLocation } from "wouter";
import { call } from "../bridge/call";
import { Banner } from "../design/parts/Banner";
import { Button } from "../design/parts/Button";
import { classes } from "../design/parts/classes";
import { Keys } from "../design/parts/Keys";
import { announce } from "../design/parts/LiveRegion";
import { SaveState } from "../design/parts/SaveState";
import { t, tCount } from "../text/t";
import { useDesk } from "./acts";
import { Commands } from "./Commands";
import { CustodianStrip } from "./CustodianStrip";
import { flushBeforeLocking, flushDrafts, noteClock, noteSaved, retryDrafts, useSaving } from "./drafts";
import css from "./Frame.module.css";
import { KeySheet } from "./KeySheet";
import { applyLook, lookOf, nextTextSize } from "./look";
import { noteCaret } from "./place";
import { useRoad } from "./Road";
import { Screens } from "./Screens";
import { focusNextPane, useShortcuts } from "./shortcuts";

/** The places of the side bar. A place that does not exist yet does not appear. */
const PLACES = [
  { path: "/today", words: "place.today", icon: CalendarCheck2 },
  { path: "/requests", words: "place.requests", icon: Inbox },
  { path: "/new", words: "place.new", icon: FilePlus2 },
  { path: "/authorizations", words: "place.authorizations", icon: FileSignature },
  { path: "/custody", words: "place.custody", icon: UserCheck },
  { path: "/policy", words: "place.policy", icon: BookOpen },
  { path: "/settings", words: "place.settings", icon: Gear },
] as const;

const TOUCH_PAUSE = 10_000;

/** Side bar, top bar, status bar, and the work area between them. */
export function Frame({ notices, locksSoon, onLocking }: { notices: readonly string[]; locksSoon: number; onLocking: () => void }) {
  const desk = useDesk();
  const client = useQueryClient();
  const road = useRoad();
  const [path] = useLocation();
  const saving = useSaving();
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const look = lookOf(desk?.preferences ?? []);
  const lookText = JSON.stringify(look);

  useEffect(() => {
    if (desk) applyLook(JSON.parse(lookText));
  }, [desk, lookText]);
  const now = desk?.now.iso;
  useEffect(() => {
    if (now) noteClock(now);
  }, [now]);
  const saved = desk?.saved?.words;
  useEffect(() => {
    if (saved) noteSaved(saved.split(", ").at(-1) ?? saved);
  }, [saved]);
  useTouch(path);

  const lock = () => {
    onLocking();
    void flushBeforeLocking().finally(() => call("lock_now"));
  };
  const setTextSize = (size: number) => {
    void call("set_preference", { name: "text_size", value: String(size) }).then((settings) => {
      client.setQueryData(["settings"], settings);
      return client.invalidateQueries({ queryKey: ["desk"] });
    });
    applyLook({ ...look, textSize: size });
    announce(t("look.size", { size }));
  };
  useShortcuts({
    palette: () => setPalette(true),
    sheet: () => setKeys(true),
    new: () => road.go("/new"),
    place: ({ number }) => {
      const place = PLACES[(number ?? 1) - 1];
      if (place) road.go(place.path);
    },
    back: () => road.back(),
    forward: () => road.forward(),
    pane: ({ reverse }) => focusNextPane(reverse ?? false),
    why: () => document.querySelector<HTMLElement>("[data-pane-name='policy']")?.focus(),
    lock: () => lock(),
    save: () => void flushDrafts().then(() => announce(saving.state === "saved" ? t("saved.at", { time: saving.at }) : t("saved.idle"))),
    bigger: () => setTextSize(nextTextSize(look.textSize, 1)),
    smaller: () => setTextSize(nextTextSize(look.textSize, -1)),
    normal: () => setTextSize(100),
    find: () => {
      const field = document.querySelector<HTMLElement>("[data-find] input");
      field?.focus();
      return Boolean(field);
    },
    print: () => {
      const button = document.querySelector<HTMLElement>("[data-print]");
      button?.click();
      return true;
    },
    go: () => {
      const button = [...document.querySelectorAll<HTMLElement>("[data-main]:not([disabled])")].at(-1);
      button?.click();
      return Boolean(button);
    },
  });

  return (
    <div className={classes(css.frame, desk?.practice && css.practice, look.textSize >= 150 && css.small)}>
      <a className={css.skip} href="#work" onClick={(event) => skipTo(event, "work")}>
        {t("frame.skip")}
      </a>
      <header className={css.top}>
        <p className={css.name}>
          {t("app.name")}
          {desk?.practice ? <span className={css.practiceWord}> {t("app.practice")}</span> : null}
        </p>
        <AriaButton className={css.search ?? ""} onPress={() => setPalette(true)}>
          <span>
            <Search size={14} aria-hidden /> <span>{t("frame.search")}</span>
          </span>
          <Keys keys="Ctrl K" />
        </AriaButton>
        <div className={css.who}>
          <span className={css.acting}>{desk?.acting}</span>
          <Button onPress={lock}>{t("frame.lock")}</Button>
        </div>
      </header>
      {desk ? <CustodianStrip custodian={desk.custodian} onOpen={() => road.go("/custody")} /> : null}
      <nav className={css.places} aria-label={t("frame.places")} data-pane tabIndex={-1}>
        {PLACES.map(({ path: to, words, icon: Icon }) => (
          <AriaButton key={to} className={classes(css.place, isAt(path, to) && css.here)} aria-current={isAt(path, to) ? "page" : undefined} onPress={() => road.go(to)}>
            <Icon size={17} aria-hidden />
            <span className={css.label}>{t(words)}</span>
            {to === "/today" && desk && desk.today > 0 ? <span className={css.count}>{desk.today}</span> : null}
            {to === "/custody" && desk && desk.to_confirm > 0 ? <span className={css.count}>{desk.to_confirm}</span> : null}
          </AriaButton>
        ))}
      </nav>
      <div className={css.work}>
        <div>
          {saving.state === "failed" ? (
            <Banner kind="stop" live action={<Button onPress={() => void retryDrafts()}>{t("retry")}</Button>}>
              {t("saved.failed.help")}
            </Banner>
          ) : null}
          {locksSoon > 0 ? (
            <Banner kind="hold" live>
              {tCount("lock.soon", locksSoon)}
            </Banner>
          ) : null}
          {notices
            .filter((notice) => !heard.includes(notice))
            .map((notice) => (
              <Banner key={notice} kind="check" action={<Button kind="link" onPress={() => setHeard([...heard, notice])}>{t("notice.read")}</Button>}>
                {notice}
              </Banner>
            ))}
        </div>
        <main id="work" tabIndex={-1}>
          <Screens textScale={look.textSize / 100} compact={look.density === "compact"} />
        </main>
      </div>
      <footer className={css.status} aria-label={t("frame.status")}>
        <SaveState saving={saving} />
        <span>{t("frame.local")}</span>
        {desk ? <span>{tCount("frame.locks", desk.lock_minutes)}</span> : null}
      </footer>
      <Commands isOpen={palette} onClose={() => setPalette(false)} places={PLACES} onLock={lock} onKeys={() => setKeys(true)} />
      <KeySheet isOpen={keys} onClose={() => setKeys(false)} />
    </div>
  );
}

function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`) || (place === "/requests" && path.startsWith("/request/"));
}

function skipTo(event: { preventDefault: () => void }, id: string) {
  event.preventDefault();
  document.getElementById(id)?.focus();
}

/** Any key, pointer or scroll in the window counts as use, and the caret is noted for the way back after a lock. */
function useTouch(path: string) {
  const last = useRef(0);
  useEffect(() => {
    const touched = () => {
      noteCaret(path);
      const now = performance.now();
      if (last.current !== 0 && now - last.current < TOUCH_PAUSE) return;
      last.current = now;
      void call("activity").catch(() => undefined);
    };
    const kinds = ["keyup", "pointerup", "wheel"] as const;
    for (const kind of kinds) window.addEventListener(kind, touched, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touched);
    };
  }, [path]);
}
