// The only way from a screen to the program. In tests and in the look-at-it build another back end stands here.
import type { CommandName, InputOf, Notice, ReplyOf } from "./commands";
import type { Failure, FailureCode } from "./types";

/** Whoever answers commands: the program, or the in-memory stand-in. */
export interface BackEnd {
  invoke: <N extends CommandName>(name: N, input: InputOf<N>) => Promise<ReplyOf<N>>;
  watch: (listener: (notice: Notice) => void) => void;
}

let backEnd: BackEnd | undefined;

/** Chooses who answers. Called once at start, and by each test. */
export function connect(to: BackEnd): void {
  backEnd = to;
}

/** Runs one command. Rejects with a `Refused` that holds the program's own words. */
export async function call<N extends CommandName>(name: N, ...args: keyof InputOf<N> extends never ? [] : [input: InputOf<N>]): Promise<ReplyOf<N>> {
  if (!backEnd) throw new Refused(inside("no back end is connected"));
  try {
    return await backEnd.invoke(name, (args[0] ?? {}) as InputOf<N>);
  } catch (cause) {
    throw cause instanceof Refused ? cause : new Refused(readFailure(cause));
  }
}

/** Hears what the program says unasked: locking, dropped files. */
export function watch(listener: (notice: Notice) => void): void {
  backEnd?.watch(listener);
}

/** An act that was refused. `message` says what happened, `help` what is safe and what to do next. */
export class Refused extends Error {
  readonly code: FailureCode;
  readonly help: string;
  readonly refs: readonly string[];
  constructor(failure: Failure) {
    super(failure.message);
    this.name = "Refused";
    this.code = failure.code;
    this.help = failure.help;
    this.refs = failure.refs;
  }
}

function readFailure(cause: unknown): Failure {
  if (typeof cause === "object" && cause !== null && "code" in cause && "message" in cause) {
    const failure = cause as Partial<Failure>;
    return { code: failure.code ?? "internal", message: String(failure.message), help: String(failure.help ?? ""), refs: Array.isArray(failure.refs) ? failure.refs : [] };
  }
  return inside(typeof cause === "string" ? cause : "the program gave no reason");
}

// Only reached when the program and the page do not fit together; every refusal of the program brings its own words.
function inside(what: string): Failure {
  return { code: "internal", message: `The program could not finish this: ${what}.`, help: "Nothing was changed. Your text is kept. Lock and open again.", refs: [] };
}
