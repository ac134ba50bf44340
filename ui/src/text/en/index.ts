import { acts } from "./acts";
import { authorizations } from "./authorizations";
import { clocks } from "./clocks";
import { custody } from "./custody";
import { desk } from "./desk";
import { duty } from "./duty";
import { frame } from "./frame";
import { keeping } from "./keeping";
import { letters } from "./letters";
import { parts } from "./parts";
import { people } from "./people";
import { policy } from "./policy";
import { redact } from "./redact";
import { retention } from "./retention";
import { sealed } from "./sealed";
import { wording } from "./wording";

/** All wording of the program. Law and policy text comes from the pack through Rust, never from here. */
export const words = { ...frame, ...parts, ...desk, ...acts, ...authorizations, ...clocks, ...custody, ...duty, ...keeping, ...letters, ...people, ...policy, ...redact, ...retention, ...sealed, ...wording } as const;
