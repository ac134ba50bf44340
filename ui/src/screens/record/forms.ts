import type { ReactNode } from "react";
import type { FormKind, PartView, RequestView } from "../../bridge/types";

/** What every form gets. `frame` draws the content and the pinned bar; the guide and the record page frame it differently. */
export interface FormProps {
  view: RequestView;
  part: PartView | undefined;
  now: string;
  /** What on a page of its own the act is about besides the part, such as the code of a letter. */
  about?: string;
  frame: (content: ReactNode, actions: ReactNode) => ReactNode;
  onDone: (view: RequestView) => void;
}

/** The forms that a step or a stop can ask for. */
export type { FormKind };

/** An empty requester's draft key and others: one place, so that a draft is found again from every road to the form. */
export function draftKey(view: RequestView, form: string, part?: PartView): string {
  return `request/${view.id}/${part ? `${part.id}/` : ""}${form}`;
}
