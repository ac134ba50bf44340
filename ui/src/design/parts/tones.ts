import type { StepStatus, Tone as StateTone } from "../../bridge/types";
import type { Shape, Tone } from "./StatusWord";

/** How a state from the program is drawn: shape and colour always together. */
export const TONE_LOOKS: Record<StateTone, { shape: Shape; tone: Tone }> = {
  stop: { shape: "square", tone: "stop" },
  wait: { shape: "half", tone: "wait" },
  open: { shape: "ring", tone: "quiet" },
  done: { shape: "tick", tone: "ok" },
};

/** How a step of the road is drawn. */
export const STEP_LOOKS: Record<StepStatus, { shape: Shape; tone: Tone; word: "status.done" | "status.now" | "status.open" | "status.blocked" }> = {
  done: { shape: "tick", tone: "ok", word: "status.done" },
  in_progress: { shape: "disc", tone: "accent", word: "status.now" },
  not_started: { shape: "ring", tone: "quiet", word: "status.open" },
  cannot_start: { shape: "ring", tone: "quiet", word: "status.blocked" },
};

/** How a step that was not done is drawn once the request has ended. */
export const UNNEEDED_LOOK = { shape: "dash", tone: "quiet", word: "status.unneeded" } as const;
