// The real back end: the program behind this window. No other file imports @tauri-apps.
import { Channel, invoke } from "@tauri-apps/api/core";
import type { BackEnd } from "./call";
import type { CommandName, InputOf, Notice, ReplyOf } from "./commands";

/** Commands go to Rust as one `input` object; notices come back over one channel. */
export const program: BackEnd = {
  invoke: <N extends CommandName>(name: N, input: InputOf<N>) => invoke<ReplyOf<N>>(name, Object.keys(input).length === 0 ? {} : { input }),
  watch: (listener) => {
    const page = new Channel<Notice>();
    page.onmessage = listener;
    void invoke("watch", { page });
  },
};
