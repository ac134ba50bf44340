// A sample road for tests and for looking at screens: one paper that must go to counsel. It is no policy and is never shipped.
import type { AnswerRow, CaseCustody, ChecklistItem, Clause, LetterRow, ObstacleView, OptionView, RequestView, RulingView, SealedView, StepStatus, StepView, StopView, TimelineRow } from "../types";
import { clause, DATA_KINDS, moment, NOW } from "./samples";

/** What the stand-in remembers of one request. */
export interface Kept {
  id: string;
  number: string;
  kind: string;
  from: string;
  received: string;
  channel: string;
  words: string;
  verbal: boolean;
  answers: Record<string, { choices: string[]; note: string; earlier: string[] }>;
  requester: RequestView["requester_form"];
  paper: RequestView["instrument"];
  identity: string[];
  visits: string[];
  preservation: string[];
  tries: string[];
  consulted: boolean;
  advice: string;
  adviceWords: string;
  outcome: string;
  reason: string;
  issued: LetterRow["issued"];
  outside: LetterRow["outside"];
  deliveries: string[];
  files: RequestView["attachments"];
  timeline: TimelineRow[];
  closed: string;
  /** What a test lays over the view and over its part. */
  more: Partial<RequestView>;
  part: Partial<RequestView["parts"][number]>;
  custody: CaseCustody;
  waits: string | null;
  seal: SealedView | null;
}

interface Ask {
  code: string;
  heading: string;
  hint: string;
  why: string;
  choices: readonly (readonly [code: string, label: string, hint: string | null, preview: string])[];
}

/** The questions of the sample paper. */
export const QUESTIONS: readonly Ask[] = [
  {
    code: "signed",
    heading: "Who signed the paper?",
    hint: "Look at the last page, above the printed name of the court",
    why: "A judge's signature changes what counsel must look at. An unsigned paper has no force yet.",
    choices: [
      ["judge", "A judge", null, "Counsel is asked whether the court made the findings."],
      ["clerk", "A clerk, with a seal", null, "Nothing is handed over; counsel decides what to ask the court."],
      ["nobody", "Nobody, or the line is empty", null, "The paper goes back through counsel."],
      ["unsure", "I am not sure", "We treat it as not signed", "We treat it as not signed until counsel says otherwise."],
    ],
  },
  {
    code: "library",
    heading: "Does it name this library?",
    hint: "The name of the library or of the city, at the top or in the first paragraph",
    why: "A paper for somebody else gives no one a right to our records.",
    choices: [
      ["yes", "Yes, the library or the city", null, "The road goes on."],
      ["no", "No, somebody else", null, "Nothing is handed over; counsel returns it."],
      ["unsure", "I am not sure", "We treat it as somebody else", "Counsel is asked."],
    ],
  },
  {
    code: "person",
    heading: "Does it name a particular person?",
    hint: "A name or a card number, not everyone who did something",
    why: "A paper that asks for everyone is too wide to answer.",
    choices: [
      ["yes", "Yes, one person or organization", null, "Counsel is asked about this person only."],
      ["no", "No, everyone who did something", null, "Counsel is asked to have it narrowed."],
      ["unsure", "I am not sure", "Counsel is asked", "Counsel is asked."],
    ],
  },
];

const CLAUSE_COUNSEL: Clause = clause("Section 6", "Staff hand over nothing until counsel has looked at the paper and said what may be given.");
/** A check: nothing stands still, but the words are needed at the desk. */
export const CHECK: StopView = {
  id: "same-words",
  strength: "check",
  part: "p1",
  heading: "The same words for every name",
  reason: null,
  do_not: ["Do not look the name up"],
  say: "Records that would show a user are closed. I can give you everything else we keep.",
  call: [],
  write_down: ["What was asked, word for word"],
  clauses: [],
  record: "second_look",
  action: "Look a second time",
  caused_by: "p1/person",
  banner: "The same words for every name",
};

const CLAUSE_PRIVATE: Clause = clause("Section 2", "Records that could identify a user are confidential, whoever asks.");

/** The stops that stand for a request. */
export function stopsOf(kept: Kept): StopView[] {
  const stops: StopView[] = [];
  if (!kept.verbal && kept.answers["signed"] && !kept.advice) {
    stops.push({
      id: "counsel-first",
      strength: "stop",
      part: "p1",
      heading: "Stop. Do not hand over anything yet",
      reason: kept.consulted ? "Counsel was reached. What counsel said is not on record yet." : null,
      do_not: ["Do not open, copy or print a user's record", "Do not say whether the person is a user here"],
      say: "Our counsel has to look at this first. It is the rule for every paper, and I will call now.",
      call: ["Office of counsel: 555-0142, Monday to Friday 8:00 to 17:00", "After hours: 555-0199"],
      write_down: ["The officer's name, agency and badge number", "When they came, and what they said"],
      clauses: [CLAUSE_COUNSEL],
      record: kept.consulted ? "advice" : "counsel",
      action: kept.consulted ? "Record what counsel said" : "I called. Record it",
      caused_by: "p1/signed",
      banner: kept.consulted ? "Stopped: counsel was reached, the advice is not recorded yet" : "Stopped: waiting for counsel",
    });
  }
  return stops;
}

/** The steps of the one part. */
export function stepsOf(kept: Kept): StepView[] {
  const stopped = stopsOf(kept).length > 0;
  const answered = QUESTIONS.every((question) => kept.answers[question.code]);
  const steps: Omit<StepView, "status">[] = [
    {
      id: "start",
      section: "Start",
      heading: kept.verbal ? "A question from an officer, without a paper" : "A paper from a court or a prosecutor",
      hint: null,
      why: null,
      clauses: [CLAUSE_PRIVATE],
      answer: "Read",
      body: { kind: "start", what: kept.verbal ? "Somebody asks about a person and brings no paper. The answer is the same for everybody." : "You hold a paper that asks for records. It is looked at by counsel before anything is given.", at_hand: ["The paper itself, or a copy", "The officer's card or badge number"], road: ["Write down who asked", "Copy the facts from the paper", "Call counsel", "Decide", "Make the letter and record how it was sent"] },
    },
    { id: "who", section: "Who is asking", heading: "Who asked?", hint: "As far as they said", why: "The letter goes to them.", clauses: [CLAUSE_PRIVATE], answer: kept.requester.name || null, body: { kind: "facts", form: "requester" } },
    { id: "identity", section: "Who is asking", heading: "Check who they are", hint: "Call back at a number you found yourself", why: "A copied badge is easy to make.", clauses: [CLAUSE_PRIVATE], answer: kept.identity[0] ?? null, body: { kind: "task", form: "identity" } },
  ];
  if (!kept.verbal) {
    steps.push({ id: "paper", section: "Check the paper", heading: "Copy the facts from the paper", hint: "From the top to the bottom", why: "The release can never be wider than what it says.", clauses: [CLAUSE_COUNSEL], answer: kept.paper?.kind ?? null, body: { kind: "facts", form: "instrument" } });
    for (const question of QUESTIONS) {
      const given = kept.answers[question.code];
      steps.push({
        id: question.code,
        section: "Check the paper",
        heading: question.heading,
        hint: question.hint,
        why: question.why,
        clauses: [CLAUSE_COUNSEL],
        answer: given ? labelOf(question, given.choices[0] ?? "") : null,
        body: { kind: "question", question: question.code, several: false, choices: question.choices.map(([code, label, hint, preview]) => ({ code, label, hint, preview, not_sure: code === "unsure" })), chosen: given?.choices ?? [], note: given?.note || null, whole_request: false },
      });
    }
    steps.push({ id: "call", section: "Talk to counsel", heading: "Call counsel", hint: "The question is made from your answers", why: "The policy asks for counsel on every paper.", clauses: [CLAUSE_COUNSEL], answer: kept.consulted ? "Reached" : null, body: { kind: "task", form: "counsel" } });
    steps.push({ id: "advice", section: "Talk to counsel", heading: "What did counsel say?", hint: null, why: "The release can never be wider than the advice.", clauses: [CLAUSE_COUNSEL], answer: kept.advice || null, body: { kind: "task", form: "advice" } });
    steps.push({ id: "keep", section: "Keep", heading: "Keep what is named", hint: "Stop only what would delete it", why: "What is asked for by a court may not disappear meanwhile.", clauses: [CLAUSE_COUNSEL], answer: kept.preservation[0] ?? null, body: { kind: "task", form: "preservation" } });
  }
  steps.push({ id: "check", section: "Check", heading: "Are these answers right?", hint: null, why: null, clauses: [], answer: null, body: { kind: "check" } });
  steps.push({ id: "decide", section: "Decide", heading: "What do you decide?", hint: null, why: "Only what the policy allows now can be recorded.", clauses: [CLAUSE_COUNSEL], answer: kept.outcome || null, body: { kind: "decide" } });
  steps.push({ id: "letter", section: "Letter and sending", heading: "Make the letter", hint: null, why: null, clauses: [CLAUSE_PRIVATE], answer: kept.issued.length > 0 ? "Issued" : null, body: { kind: "task", form: "letter" } });
  let first = true;
  return steps.map((step) => {
    const done = isDone(kept, step.id);
    const waits = (step.id === "decide" && (stopped || (!kept.verbal && !answered))) || (step.id === "letter" && kept.outcome === "") || (step.id === "advice" && !kept.consulted);
    const status: StepStatus = done ? "done" : waits ? "cannot_start" : first ? "in_progress" : "not_started";
    if (status === "in_progress") first = false;
    return { ...step, status };
  });
}

/** The whole request as the program would send it. */
export function viewOf(kept: Kept): RequestView {
  const steps = stepsOf(kept);
  const stops = stopsOf(kept);
  const current = steps.find((step) => step.status === "in_progress");
  const stopped = stops.length > 0;
  const title = kept.seal?.stands ? kept.number : `${kept.number} ${kept.kind}`;
  return {
    id: kept.id,
    number: kept.number,
    title,
    sealed: kept.seal,
    kind: kept.kind,
    state: kept.closed ? "Closed" : stopped ? "Stopped" : kept.outcome ? "Decided" : "Open",
    tone: kept.closed ? "done" : stopped ? "stop" : kept.outcome ? "done" : "open",
    read_only: kept.closed ? `Closed: ${kept.closed}. Open it again with a reason to change anything.` : null,
    outcome: kept.outcome ? OUTCOMES[kept.outcome] ?? null : null,
    received: moment(kept.received),
    channel: kept.channel,
    first_answers: { holding: ["nothing"] },
    taken_in_by: "Mia Chen, front desk",
    words: kept.words,
    records_request: false,
    requester: [...(kept.requester.name ? [{ code: "Name", label: kept.requester.name }] : []), ...(kept.requester.organisation ? [{ code: "Agency", label: kept.requester.organisation }] : [])],
    requester_form: kept.requester,
    anonymous_allowed: false,
    policy: "Confidentiality policy, version 7, adopted 12 Mar 2026",
    custody: kept.custody,
    stops,
    parts: [
      {
        id: "p1",
        serial: 1,
        what: "Loans of one named person in October",
        asks: [{ code: "loans", label: "What was borrowed" }],
        about: "the person named in the paper",
        period: "October 2026",
        kind: kept.kind,
        withdrawn: false,
        waits_for_director: kept.waits,
        identity: "officer",
        last_day_printed: false,
        authorization: null,
        steps,
        current: current?.id ?? null,
        ruling: rulingOf(kept, stopped),
        plan: null,
        second_look: null,
        look_at: [],
        others_could_look: null,
        pause_until: null,
        decision: kept.outcome ? { outcome: kept.outcome, label: OUTCOMES[kept.outcome] ?? kept.outcome, reason: kept.reason, by: "Dana Ortiz, Director", at: moment(NOW), grounds: [CLAUSE_COUNSEL] } : null,
        ...kept.part,
      },
    ],
    checklist: checklistOf(steps, stopped, kept),
    due: kept.verbal ? null : { date: { iso: "2026-12-04", words: "Fri 4 Dec 2026" }, distance: "in 8 working days", what: "Return date of the paper", tone: "wait" },
    clocks: kept.verbal
      ? []
      : [
          {
            code: "return",
            name: "Return date of the paper",
            due: { date: { iso: "2026-12-04", words: "Fri 4 Dec 2026" }, distance: "in 8 working days", what: "Return date", tone: "wait" },
            waiting_for: null,
            met: false,
            group: "return",
            original: null,
            moved: [],
            rule: "The date printed on the paper governs.",
            confidence: "The paper itself",
            extend: [],
            pause: [],
            paused: false,
            basis: "Typed twice from the paper",
            derivation: [
              { day: "Mon 23 Nov 2026", counts: false, why: "Day it arrived" },
              { day: "Tue 24 Nov 2026", counts: true, why: "Working day 1" },
              { day: "Wed 25 Nov 2026", counts: true, why: "Working day 2" },
              { day: "Thu 26 Nov 2026", counts: false, why: "Thanksgiving" },
            ],
          },
        ],
    timeline: kept.timeline.toReversed(),
    answers: [{ group: "The whole request", question: "What are you holding?", answer: "A paper from a court or an officer", note: null, earlier: [], unused: false, open: "p1/holding" } satisfies AnswerRow, ...QUESTIONS.flatMap((question): AnswerRow[] => {
      const given = kept.answers[question.code];
      return given ? [{ group: "Check the paper", question: question.heading, answer: labelOf(question, given.choices[0] ?? ""), note: given.note || null, earlier: given.earlier.map((code) => labelOf(question, code)), unused: false, open: `p1/${question.code}` }] : [];
    })],
    letters: lettersOf(kept),
    attachments: kept.files,
    counsel: {
      route: [
        { code: "Office of counsel", label: "555-0142, Monday to Friday 8:00 to 17:00" },
        { code: "After hours", label: "555-0199" },
      ],
      numbers: ["555-0142", "555-0199"],
      brief: `We hold a paper, ${kept.number}. It asks for what one named person borrowed. May anything be given, and what exactly?`,
      contacts: kept.tries,
      advice: kept.advice ? [{ result: kept.advice, from: "R. Patel, Mon 23 Nov 2026, 10:30", words: kept.adviceWords, scope: "All parts", current: true }] : [],
      clauses: [CLAUSE_COUNSEL],
      label: "Legal advice. Do not give out with the record",
      consulted: kept.consulted,
    },
    instrument: kept.paper,
    paper_version: kept.paper ? 1 : 0,
    paper: kept.paper ? [{ code: "What it calls itself", label: kept.paper.kind }, { code: "Court", label: kept.paper.issuer }] : [],
    fee: { form: { minutes: "", free_minutes: "30", hour: "", copies: "", prepaid: false, sent_on: "", paid_on: "" }, lines: [], state: "", tone: "open" },
    sessions: [],
    statements: [],
    owed: [],
    identity: kept.identity,
    visits: kept.visits,
    preservation: kept.preservation,
    holds: [],
    deliveries: kept.deliveries,
    next: kept.closed ? "Closed" : stopped ? "Call counsel and record the call" : (current?.heading ?? "Record how the letter was sent"),
    next_step: current ? `p1/${current.id}` : null,
    keeps_open: [...(kept.outcome ? [] : ["The part is not decided"]), ...(kept.issued.length > 0 ? [] : ["The letter is not issued"]), ...(kept.deliveries.length > 0 ? [] : ["The sending is not recorded"])],
    script: kept.verbal ? "We cannot say anything about any person, or whether somebody uses the library. If you have a paper from a court, I will take it." : null,
    data_kinds: DATA_KINDS,
    ...kept.more,
  };
}

const NO_ADVICE: ObstacleView = { why: "Counsel's advice is missing.", how: "Call counsel and record it.", who: "counsel" };
const NO_COMPLY: ObstacleView = { why: "Counsel has not advised to comply.", how: "Record the advice first.", who: "counsel" };
const OUTCOMES: Record<string, string> = { hold: "Hold: nothing is given now", release: "Give what counsel allowed", deny: "Give nothing" };

function isDone(kept: Kept, step: string): boolean {
  const done: Record<string, boolean> = {
    start: true,
    who: kept.requester.name !== "",
    identity: kept.identity.length > 0,
    paper: kept.paper !== null,
    call: kept.consulted,
    advice: kept.advice !== "",
    keep: kept.preservation.length > 0,
    check: kept.outcome !== "",
    decide: kept.outcome !== "",
    letter: kept.issued.length > 0,
  };
  return done[step] ?? kept.answers[step] !== undefined;
}

function rulingOf(kept: Kept, stopped: boolean): RulingView {
  const released = kept.advice.startsWith("comply");
  const options: OptionView[] = [
    { outcome: "hold", label: "Hold: nothing is given now", consequence: "The paper is accepted. The asker hears that counsel looks at it.", open: !stopped, suggested: !released && !kept.verbal, blocked_by: stopped ? [NO_ADVICE] : [] },
    { outcome: "release", label: "Give what counsel allowed", consequence: "Exactly the named fields go out.", open: !stopped && released, suggested: released, blocked_by: released && !stopped ? [] : [NO_COMPLY] },
    { outcome: "deny", label: "Give nothing", consequence: "The asker hears that nothing can be given.", open: kept.verbal || !stopped, suggested: kept.verbal, blocked_by: stopped && !kept.verbal ? [NO_ADVICE] : [] },
  ];
  return {
    row: "sample",
    outcome: released ? "release" : kept.verbal ? "deny" : "hold",
    label: released ? "Give what counsel allowed" : kept.verbal ? "Give nothing" : "Hold: nothing is given now",
    chain: ["Because the paper asks for a user's record", "under Section 2 and Section 6 of the policy"],
    options,
    gates: [
      { code: "advice", name: "Counsel's advice", state: kept.advice ? "There" : "Missing", tone: kept.advice ? "done" : "wait", met: kept.advice !== "", why: kept.advice ? "Recorded." : "No advice is recorded for this paper.", how: "Call counsel and record what was said.", form: kept.consulted ? "advice" : "counsel" },
    ],
    allowed: released ? [{ code: "loans", label: "What was borrowed" }] : [],
    withheld: [{ code: "contact", label: "Address and telephone" }],
    clauses: [CLAUSE_PRIVATE, CLAUSE_COUNSEL],
    reason: "The library keeps its users' records confidential. Counsel has looked at your paper.",
    remarks: [],
  };
}

function checklistOf(steps: readonly StepView[], stopped: boolean, kept: Kept): ChecklistItem[] {
  const words: Record<StepStatus, string> = { done: "Done", in_progress: "In progress", not_started: "Not started", cannot_start: "Cannot start yet" };
  const items: ChecklistItem[] = steps.map((step) => ({ label: step.heading, state: step.id === "call" && stopped ? "Stop" : words[step.status], tone: step.id === "call" && stopped ? "stop" : step.status === "done" ? "done" : step.status === "in_progress" ? "wait" : "open", open: step.status === "cannot_start" ? null : `p1/${step.id}` }));
  items.push({ label: "Close the request", state: kept.closed ? "Done" : "Not started", tone: kept.closed ? "done" : "open", open: "close" });
  items.push({ label: "Record how it was sent", state: kept.deliveries.length > 0 ? "Done" : kept.issued.length > 0 ? "Not started" : "Cannot start yet", tone: kept.deliveries.length > 0 ? "done" : "open", open: kept.issued.length > 0 ? "delivery" : null });
  return items;
}

function lettersOf(kept: Kept): LetterRow[] {
  const blocked = kept.outcome ? null : "Decide first. Then the letter can be made.";
  return [
    { code: "answer", title: "Answer to the asker", why: "The asker is told what was decided.", mandatory: true, waivable: false, has_text: true, blocked, state: kept.issued.length > 0 ? "Issued" : blocked ? "Cannot start yet" : "To make", tone: kept.issued.length > 0 ? "done" : blocked ? "open" : "wait", internal: false, issued: kept.issued, outside: [] },
    { code: "memo", title: "Memo for the file", why: "What happened and why, for counsel.", mandatory: false, waivable: true, has_text: false, blocked: null, state: "May be made", tone: "open", internal: true, issued: [], outside: kept.outside },
  ];
}

function labelOf(question: Ask, code: string): string {
  return question.choices.find(([each]) => each === code)?.[1] ?? code;
}
