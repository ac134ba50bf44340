import type { Moment } from "./Moment";
import type { Tone } from "./Tone";
export type AccessRow = { slot: string, who: string, role: string, reads: string, since: Moment | null, until: string | null, fingerprint: string, state: string, tone: Tone, me: boolean, can_end: boolean, };
