import { acts } from "./acts";
import { custody } from "./custody";
import { dealings } from "./dealings";
import { desk } from "./desk";
import { frame } from "./frame";
import { letters } from "./letters";
import { parts } from "./parts";
import { policy } from "./policy";
import { sealed } from "./sealed";

/** All wording of the program. Law and policy text comes from the pack through Rust, never from here. */
export const words = { ...frame, ...parts, ...desk, ...acts, ...custody, ...dealings, ...letters, ...policy, ...sealed } as const;
