import { frame } from "./frame";
import { parts } from "./parts";

/** All wording of the program. Law and policy text comes from the pack through Rust, never from here. */
export const words = { ...frame, ...parts } as const;
