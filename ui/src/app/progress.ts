// How far the work is that a screen waits for. The program says it unasked, in hundredths.
import { useEffect, useState } from "react";
import type { Notice } from "../bridge/commands";

type Progress = Extract<Notice, { kind: "progress" }>;
const listeners = new Set<(share: number) => void>();

/** Passes a share on to whoever waits. */
export function hearProgress(notice: Progress): void {
  for (const listener of listeners) listener(notice.share);
}

/** The share of the work while `working`, from 0 to 100. */
export function useProgress(working: boolean): number {
  const [share, setShare] = useState(0);
  useEffect(() => {
    setShare(0);
    if (!working) return undefined;
    listeners.add(setShare);
    return () => {
      listeners.delete(setShare);
    };
  }, [working]);
  return share;
}
