// An in-memory back end: it answers every command with consistent views, so that each screen can be tested and looked at without
// the program. It refuses like the program does, but it is no measure of the policy: that is Rust's alone.
import { type BackEnd, Refused } from "../call";
import type { CommandName, Commands, InputOf, Notice, ReplyOf } from "../commands";
import type { AppStatus, AuthorizationDetail, CustodyView, DeskView, DutyView, FailureCode, FirstContactView, LetterView, PeopleView, RequestList, RequestRow, RequestView } from "../types";
import { blankCustody, custodyHandlers } from "./custody";
import { enclosingHandlers } from "./enclosing";
import { keepingHandlers } from "./keeping";
import { letterStyleHandlers } from "./letterStyle";
import { retentionHandlers } from "./retention";
import { redactionHandlers } from "./redaction";
import { peopleHandlers } from "./people";
import { sealHandlers } from "./sealed";
import { type Kept, stopsOf, viewOf } from "./road";
import { standingHandlers } from "./standing";
import { wordingHandlers } from "./wording";
import { blank, DATA_KINDS, moment, NOW, PIXEL, policyPage, settings } from "./samples";

/** The stand-in, with hooks for tests. */
export interface Fake extends BackEnd {
  /** Every call so far, oldest first. */
  calls: { name: CommandName; input: unknown }[];
  /** Sends a notice as the program would. */
  tell: (notice: Notice) => void;
  /** The next call of `name` fails so; with `of`, the next one whose input is meant. */
  failNext: <N extends CommandName>(name: N, code: FailureCode, message: string, refs?: string[], of?: (input: InputOf<N>) => boolean) => void;
  /** The next call of `name` answers so. */
  answerNext: <N extends CommandName>(name: N, reply: ReplyOf<N>) => void;
  /** Answers of `name` wait until the returned function is called. */
  hold: (name: CommandName) => () => void;
  requests: Map<string, Kept>;
  drafts: Map<string, string>;
  status: AppStatus;
  passphrase: string;
}

/** How the stand-in begins. */
export interface Beginning {
  phase?: AppStatus["phase"];
  practice?: boolean;
  requests?: readonly Kept[];
  preferences?: Record<string, string>;
  notReady?: readonly string[];
  custody?: Partial<CustodyView>;
  keys?: Partial<PeopleView>;
  authorizations?: readonly AuthorizationDetail[];
  /** What is still to be accepted before anything is shown. */
  duty?: DutyView | null;
  /** Quiet words about the record as a whole. */
  reminders?: DeskView["reminders"];
  /** Who can sign in, by job title. */
  people?: AppStatus["people"];
  /** The languages a letter can be written in, where there are several. */
  languages?: LetterView["languages"];
}

type Handlers = { [N in CommandName]: (input: InputOf<N>) => ReplyOf<N> | Promise<ReplyOf<N>> };

/** Makes a back end that lives in memory. */
export function makeFake({ phase = "open", practice = false, requests = [], preferences = {}, notReady = [], custody: begun = {}, keys = {}, authorizations = [], people = [], reminders = [], duty: begun_duty = null, languages = [] }: Beginning = {}): Fake {
  const kept = new Map(requests.map((request) => [request.id, request]));
  const drafts = new Map<string, string>();
  const desk = settings();
  const policy = policyPage();
  const custody = { ...blankCustody(), ...begun };
  const standing = structuredClone([...authorizations]);
  for (const [name, value] of Object.entries(preferences)) setPreference(name, value);
  const failures = new Map<CommandName, { why: Refused; of: (input: never) => boolean }>();
  const replies = new Map<CommandName, unknown>();
  const holds = new Map<CommandName, Promise<void>>();
  let listener: (notice: Notice) => void = () => undefined;
  let serial = 41 + kept.size;
  let wrong = 0;
  let owes = begun_duty;
  let edits: { free: Record<string, string | undefined>; fields: Record<string, string | undefined>; corrects?: string; language?: string } = { free: {}, fields: {} };
  const status: AppStatus = { version: "0.1.0", phase, folder: "/home/dana/Custodian", practice, people: [...people], problem: phase === "unreadable" ? "The file vault.1 is damaged from byte 8192 on." : null, locked_because: phase === "locked" ? "Locked at 10:42 because the computer went to sleep" : null, wait_seconds: 0 };

  function duty(): DutyView | null {
    return owes;
  }
  function setPreference(name: string, value: string) {
    desk.preferences = desk.preferences.map((each) => (each.code === name ? { code: name, label: value } : each));
  }
  function find(id: string): Kept {
    const request = kept.get(id);
    if (!request) throw refusal("not_found", "There is nothing here, or nothing you may see.");
    return request;
  }
  function act(input: { request: string }, title: string, change: (request: Kept) => void): RequestView {
    const request = find(input.request);
    if (request.closed && title !== "Opened again") throw refusal("request_ended", "This request is closed.");
    change(request);
    request.timeline.push({ at: moment(NOW), who: "Dana Ortiz, Director", title, note: null, kind: "Act" });
    return viewOf(request);
  }
  function letterView(request: string): LetterView {
    const named = edits.fields["salutation"] ?? "";
    return {
      code: "answer",
      title: "Answer to the asker",
      audience: "the asker",
      banner: null,
      blocks: [
        { id: "opening", kind: "fixed", what: "Opening", text: "We have your request of 23 November 2026. Our counsel has looked at it.", required: true },
        { id: "outcome", kind: "chosen", what: "Outcome", text: "The library cannot give the records you ask for.", required: true },
        { id: "more", kind: "free", what: "Anything more", text: edits.free["more"] ?? "", required: false },
      ],
      fields: [{ name: "salutation", what: "Salutation", value: named, optional: false }],
      unresolved: named ? [] : [{ what: "Salutation", fill_in: "The letter, at its top" }],
      findings: edits.free["more"]?.includes("secret") ? [{ words: "secret", rule: "No letter speaks of other cases.", block: "more" }] : [],
      paragraphs: named ? [{ role: "heading", text: "Your request" }, { role: "body", text: `${named}, we have your request.` }] : [],
      carries: find(request).outcome === "release",
      pages: named ? 1 : 0,
      preview: JSON.stringify(edits),
      signer: "Dana Ortiz, Director",
      correctable: find(request).issued.map((one) => ({ code: one.id, label: one.at.words })),
      corrects: edits.corrects ?? "",
      languages,
      language: edits.language || (languages[0]?.code ?? "en-US"),
      changes: edits.free["more"] ? [{ title: "Anything more", why: "Written for this letter.", pieces: [{ text: edits.free["more"], how: "added" }] }] : [],
      blocked_by: find(request).issued.length > 0 && !edits.corrects ? ["Say whether this one corrects it, or is a further one."] : [],
    };
  }

  const handlers: Handlers = {
    app_status: () => ({ ...status }),
    activity: () => null,
    lock_now: () => {
      listener({ kind: "locking", because: "asked" });
      return null;
    },
    quit: () => null,
    setup_offer: () => ({ passphrase: "harbor velvet quiet lantern orchid pebble", folder: "/home/dana/Custodian", place_problem: null, policy: desk.policy, policies: [{ code: "p1", label: "Sample Library: Confidentiality policy" }] }),
    desk_view: (): DeskView => ({ library: desk.profile.name, acting: "Dana Ortiz, Director", custodian: custody.custodian, to_confirm: custody.to_confirm.length, practice, lock_minutes: Number(desk.preferences.find((each) => each.code === "lock_minutes")?.label), preferences: desk.preferences, not_ready: [...notReady], reminders: [...reminders], saved: moment(NOW), now: moment(NOW), today: [...kept.values()].filter((request) => stopsOf(request).length > 0).length }),
    pick_folder: () => "/home/dana/Elsewhere",
    pick_file: () => ({ ticket: "t1", name: "scan.pdf", bytes: 482_113 }),
    check_place: ({ folder }) => (folder.includes("Cloud") ? "This folder is copied to a cloud service. Choose a place on this computer." : null),
    setup_create: ({ form, passphrase }) => {
      if (form.profile.address.length === 0) throw refusal("missing", "The address of the library is missing.", ["profile.address"]);
      fake.passphrase = passphrase;
      return { groups: ["7KQ2-M", "94TR-B", "PX3D-Z", "2WLC-V", "8HNA-J", "5YEF-S", "GU6P-4", "R3MD-K"], ask: [2, 7] };
    },
    prove_recovery: ({ groups }) => {
      if (groups.length === 0) return { notices: [], prove_recovery: [2, 7], duty: null };
      const sheet = ["7KQ2-M", "94TR-B", "PX3D-Z", "2WLC-V", "8HNA-J", "5YEF-S", "GU6P-4", "R3MD-K"];
      if (groups.some((group) => sheet[group.index - 1] !== group.text.trim().toUpperCase())) throw refusal("wrong_secret", "These groups are not those of the sheet.");
      return { notices: [], prove_recovery: null, duty: duty() };
    },
    unlock: ({ passphrase }) => {
      if (passphrase === fake.passphrase || (practice && passphrase === "")) return { notices: wrong > 0 ? [`There were ${wrong} wrong tries before.`] : [], prove_recovery: null, duty: duty() };
      wrong += 1;
      status.wait_seconds = wrong > 1 ? 2 ** wrong : 0;
      throw refusal("wrong_secret", "That passphrase does not open this vault.");
    },
    unlock_with_sheet: ({ groups }) => {
      if (groups.every((group) => group.trim() !== "")) return { notices: [], prove_recovery: null, duty: duty() };
      throw refusal("wrong_secret", "These groups do not open this vault.");
    },
    duty_view: duty,
    accept_duty: () => {
      owes = null;
      return { notices: [], prove_recovery: null, duty: null };
    },
    open_other_vault: ({ folder }) => ({ ...status, folder, phase: "locked" }),
    list_requests: ({ view, words, offset, limit }): RequestList => {
      const all = [...kept.values()].map(rowOf).filter((row) => (view === "closed" ? row.tone === "done" : view === "today" ? row.tone === "stop" || row.due !== null : true));
      const rows = all.filter((row) => `${row.number} ${row.kind} ${row.from}`.toLowerCase().includes(words.toLowerCase()));
      return { rows: rows.slice(offset, offset + limit), total: rows.length, views: [{ code: "", label: `Open (${all.length})` }, { code: "due", label: "Due soon" }, { code: "counsel", label: "Waiting for counsel" }, { code: "closed", label: "Closed this year" }, { code: "all", label: "All" }] };
    },
    search: ({ words }) => [...kept.values()].filter((request) => `${request.number} ${request.kind}`.toLowerCase().includes(words.toLowerCase())).map((request) => ({ request: request.id, title: `${request.number} ${request.kind}`, excerpt: request.words.slice(0, 40) })),
    first_contact: (): FirstContactView => ({
      channels: [
        { code: "in_person", label: "In person" },
        { code: "mail", label: "By mail" },
        { code: "email", label: "By e-mail" },
      ],
      questions: [
        {
          code: "holding",
          heading: "What are you holding?",
          hint: null,
          several: false,
          only_when: {},
          by_part: true,
          choices: [
            { code: "paper", label: "A paper from a court or an officer", hint: null, preview: null, not_sure: false },
            { code: "nothing", label: "Nothing, somebody asks aloud", hint: null, preview: null, not_sure: false },
            { code: "unsure", label: "I cannot tell", hint: "We take the careful path", preview: null, not_sure: true },
          ],
        },
        {
          code: "from",
          heading: "Who is it from?",
          hint: "As it is printed at the top",
          several: false,
          only_when: { holding: ["paper"] },
          by_part: true,
          choices: [
            { code: "court", label: "A court or a prosecutor", hint: null, preview: null, not_sure: false },
            { code: "other", label: "Somebody else", hint: null, preview: null, not_sure: false },
          ],
        },
      ],
      data_kinds: DATA_KINDS,
      now: moment(NOW),
      not_ready: [...notReady],
      types: [{ code: "paper", label: "Paper from a court" }],
    }),
    preview_route: ({ answers }) => {
      const holding = answers["holding"]?.[0];
      if (holding === "nothing") return { kind: "Question from an officer", what: "Somebody asks about a person and brings no paper.", careful: false, script: "We cannot say anything about any person, or whether somebody uses the library.", stop: null, anonymous: false, sealed: false };
      if (holding === "unsure") return { kind: "Not clear yet", what: "We treat it with care and ask counsel.", careful: true, script: null, stop: "Stop. Hand over nothing until counsel has looked at it.", anonymous: false, sealed: answers["secrecy"]?.[0] === "yes" };
      return { kind: "Subpoena", what: "A paper from a court or a prosecutor that asks for records.", careful: false, script: "Our counsel looks at every paper first.", stop: null, anonymous: false, sealed: false };
    },
    start_request: (form) => {
      if (notReady.length > 0) throw refusal("counsel_route_missing", "Counsel's number is missing.", ["counsel"]);
      if (form.words.trim() === "") throw refusal("missing", "The exact words of the request are missing.", ["words"]);
      if (form.received_at.slice(0, 10) > NOW.slice(0, 10)) throw refusal("invalid", "It cannot have arrived after today.", ["received_at"]);
      serial += 1;
      const verbal = form.answers["holding"]?.[0] === "nothing";
      const request: Kept = { ...blank(`r${serial}`, `2026-0${serial}`, verbal ? "Question from an officer" : "Subpoena"), verbal, received: form.received_at, words: form.words, requester: form.requester };
      kept.set(request.id, request);
      return viewOf(request);
    },
    open_request: ({ request }) => viewOf(find(request)),
    refresh_request: ({ request }) => viewOf(find(request)),
    answer_question: (input) =>
      act(input, "Answered a question", (request) => {
        const before = request.answers[input.question];
        request.answers[input.question] = { choices: [...input.choices], note: input.note, earlier: before ? [...before.earlier, ...before.choices] : [] };
      }),
    describe_requester: (input) => act(input, "Recorded who asked", (request) => void (request.requester = input.form)),
    add_part: (input) => act(input, "Added a part", () => undefined),
    add_own_part: (input) => act(input, "Added a part of its own", () => undefined),
    withdraw_part: (input) => act(input, "Withdrew a part", () => undefined),
    correct_receipt: (input) => act(input, "Corrected the receipt", () => undefined),
    add_note: (input) => act(input, input.text, () => undefined),
    enter_correction: (input) => act(input, `Correction: ${input.text}`, () => undefined),
    check_identity: (input) => {
      if (input.form.name === "") throw refusal("missing", "The name on the badge is missing.", ["name"]);
      return act(input, "Checked the identity", (request) => void request.identity.push(`${input.form.name}, ${input.form.agency}`));
    },
    record_instrument: (input) => {
      if (input.form.return_by && input.form.return_by !== input.form.return_by_again) throw refusal("invalid", "The two return dates differ.", ["return_by_again"]);
      return act(input, "Recorded the paper", (request) => void (request.paper = input.form));
    },
    record_counsel_call: (input) => {
      if (input.form.reached && input.form.lawyer === "") throw refusal("missing", "Say who you spoke with.", ["lawyer"]);
      return act(input, input.form.reached ? "Called counsel" : "Tried to reach counsel", (request) => {
        request.tries.unshift(`${moment(input.form.at || NOW).words}, ${input.form.number}`);
        request.consulted ||= input.form.reached;
      });
    },
    record_advice: (input) => {
      if (!find(input.request).consulted) throw refusal("stopped", "Counsel was not reached yet.");
      if (input.form.words.trim() === "") throw refusal("missing", "Counsel's words are missing.", ["words"]);
      return act(input, "Recorded counsel's advice", (request) => {
        request.advice = input.form.result;
        request.adviceWords = input.form.words;
      });
    },
    preserve: (input) => act(input, "Recorded what is kept", (request) => void request.preservation.push(input.form.what)),
    place_hold: (input) => {
      if (input.form.why.trim() === "") throw refusal("missing", "Say why it is kept.", ["why"]);
      return act(input, "Legal hold placed", (request) => {
        const before = request.more.holds ?? [];
        request.more.holds = [{ number: before.length + 1, why: input.form.why, placed: `${input.form.word.from}: ${input.form.word.what}`, lifted: null }, ...before];
      });
    },
    lift_hold: (input) =>
      act(input, "Legal hold lifted", (request) => {
        request.more.holds = (request.more.holds ?? []).map((hold) => (hold.number === input.form.hold ? { ...hold, lifted: input.form.why } : hold));
      }),
    record_visit: (input) => act(input, "Recorded a visit", (request) => void request.visits.push(input.form.officers)),
    declare_conflict: (input) => act(input, "Declared on conflict", () => undefined),
    plan_release: (input) => act(input, "Planned what goes out", () => undefined),
    start_second_look: (input) => act(input, "Started the second look", () => undefined),
    take_second_look: (input) => act(input, "Took the second look", () => undefined),
    decide_part: (input) => {
      const request = find(input.request);
      const option = viewOf(request).parts[0]?.ruling?.options.find((each) => each.outcome === input.form.outcome);
      if (!option?.open) throw refusal("stopped", "A stop stands: counsel's advice is missing.");
      if (!input.form.no_conflict) throw refusal("conflict", "Say first whether you or your family appear in this request.", ["no_conflict"]);
      return act(input, "Decided", () => {
        request.outcome = input.form.outcome;
        request.reason = input.form.reason;
      });
    },
    attach_file: (input) => {
      if (input.what === "") throw refusal("missing", "Say what the file is.", ["what"]);
      return act(input, "Kept a file", (request) => void request.files.push({ id: `f${request.files.length + 1}`, name: "scan.pdf", what: input.what, media: "PDF document", size: "471 KB", hash: "9f2c1a", at: moment(NOW), privileged: input.privileged, redactable: !input.privileged, copy: null }));
    },
    file_view: ({ request, file, page }) => {
      const held = find(request).files.find((each) => each.id === file);
      if (!held) throw refusal("not_found", "There is nothing here.");
      if (held.media !== "PDF document") throw new Refused({ code: "file_problem", message: "Files of this kind cannot be shown here. PDF documents, PNG and JPEG pictures can.", help: "The file is kept as it came. Ask for a PDF or for paper.", refs: [] });
      return { pages: 2, page, about: "As the file itself states it. That can differ from what the picture shows.", missing: null, lines: page === 0 ? ["To the library", "Please give me"] : ["the second page"] };
    },
    file_page: () => PIXEL.buffer.slice(0),
    waive_letter: (input) => act(input, "Went without a letter", () => undefined),
    file_outside_letter: (input) => act(input, "Filed a letter written outside", () => undefined),
    deliver: (input) => {
      if (!input.form.address_confirmed) throw refusal("missing", "Look at the address again and say so.", ["address_confirmed"]);
      return act(input, "Recorded the delivery", (request) => {
        request.deliveries.push(`${input.form.to}, ${input.form.address}`);
        request.issued = request.issued.map((letter) => (letter.id === input.form.letter ? { ...letter, delivered: true } : letter));
      });
    },
    close_request: (input) => act(input, "Closed", (request) => void (request.closed = input.reason || "done")),
    reopen_request: (input) => act(input, "Opened again", (request) => void (request.closed = "")),
    withdraw_request: (input) => act(input, "Withdrawn", (request) => void (request.closed = `withdrawn, ${input.reason}`)),
    letter_view: ({ request }) => {
      if (!find(request).outcome) throw refusal("gate_not_met", "The part is not decided yet.");
      return letterView(request);
    },
    edit_letter: ({ request, free, fields, corrects, language }) => {
      edits = { free, fields, corrects, language };
      return letterView(request);
    },
    draft_page: () => PIXEL.buffer.slice(0),
    issue_letter: (input) => act(input, "Issued a letter", (request) => void (request.issued = [{ id: `l${request.issued.length + 1}`, at: moment(NOW), signer: "Dana Ortiz, Director", pages: 1, hash: "5be02d", history: [], printed: false, delivered: false, corrected: false, cut_off: null, manifest: null }, ...request.issued.map((old) => (old.id === edits.corrects ? { ...old, corrected: true } : old))])),
    letter_page: () => PIXEL.buffer.slice(0),
    letter_text: () => [{ role: "body", text: "We have your request." }],
    print_letter: () => ({ outcome: "printed", message: "One page was sent to the printer.", methods: [] }),
    confirm_print: (input) => act(input, input.looked_right ? "Printed a letter" : "A print did not come out right", (request) => void (request.issued = request.issued.map((letter) => (letter.id === input.letter ? { ...letter, printed: input.looked_right } : letter)))),
    save_letter_copy: (input) => act(input, "Saved a copy outside", () => undefined),
    save_draft: ({ key, text }) => {
      drafts.set(key, text);
      return null;
    },
    load_drafts: ({ prefix }) => [...drafts].filter(([key]) => key.startsWith(prefix)).map(([key, text]) => ({ key, text, saved: moment(NOW) })),
    drop_draft: ({ key }) => {
      drafts.delete(key);
      return null;
    },
    ...standingHandlers(standing, act, refusal, (words) => {
      serial += 1;
      const request: Kept = { ...blank(`r${serial}`, `2026-0${serial}`, "Friends' list"), words };
      kept.set(request.id, request);
      return viewOf(request);
    }),
    ...sealHandlers(kept, act, refusal),
    policy_page: () => structuredClone(policy),
    compare_policy: ({ folder }) => ({ folder: folder ?? "", title: policy.policy.title, library: policy.policy.library, version: "revised 3/19/2026", same: false, changes: ["clocks, K1: changed", "rows of X, X-1: outcome: deny, now release"], matters: ["2026-041, part 1: Question, row X-1: Deny; under the other version Question, row X-1: Release"] }),
    adopt_policy: () => {
      policy.versions = [{ version: "revised 3/19/2026", id: "p2", adopted: "Mon 23 Nov 2026, 9:10", by: "Dana Ortiz, Director", requests: 0, in_force: true }, ...policy.versions.map((row) => ({ ...row, in_force: false }))];
      return structuredClone(policy);
    },
    set_switch: ({ form }) => {
      if (form.source === "") throw refusal("missing", "The source is missing.", ["source"]);
      policy.switches = policy.switches.map((row) => (row.id === form.id ? { ...row, on: form.on, since: form.since, source: form.source } : row));
      return structuredClone(policy);
    },
    ...wordingHandlers(refusal),
    settings_view: () => structuredClone(desk),
    save_profile: ({ form }) => {
      if (form.name === "") throw refusal("missing", "The name of the library is missing.", ["name"]);
      desk.profile = form;
      return structuredClone(desk);
    },
    set_logo: () => {
      desk.has_logo = true;
      return structuredClone(desk);
    },
    remove_logo: () => {
      desk.has_logo = false;
      return structuredClone(desk);
    },
    ...letterStyleHandlers(desk, refusal),
    save_director: ({ form }) => {
      desk.director = form;
      return structuredClone(desk);
    },
    save_counsel: ({ form }) => {
      desk.counsel = form;
      return structuredClone(desk);
    },
    add_closure: ({ form }) => {
      desk.closures = [...desk.closures, { code: form.date, label: form.reason }];
      desk.moved = [...desk.moved, `2026-041, Return date: Fri 4 Dec 2026, now Mon 7 Dec 2026, because ${form.reason} was added on Mon 23 Nov 2026`];
      return structuredClone(desk);
    },
    remove_closure: ({ date }) => {
      desk.closures = desk.closures.filter((day) => day.code !== date);
      return structuredClone(desk);
    },
    count_holiday: ({ holiday, as_business_day }) => {
      desk.holidays_left_open = desk.holidays_left_open.map((each) => (each.name === holiday ? { ...each, as_business_day } : each));
      return structuredClone(desk);
    },
    set_preference: ({ name, value }) => {
      setPreference(name, value);
      return structuredClone(desk);
    },
    ...custodyHandlers(custody, refusal),
    ...peopleHandlers(refusal, keys),
    take_case: (input) => act(input, "Took the case", (request) => void (request.custody = { ...request.custody, owner: "You have taken this case", can_take: false, can_release: true })),
    release_case: (input) => {
      if (input.reason.trim() === "") throw refusal("missing", "This field is empty.", ["reason"]);
      return act(input, "Gave the case back", (request) => void (request.custody = { ...request.custody, owner: null, can_release: false }));
    },
    approve_again: (input) => act(input, "Approved again", (request) => void (request.waits = null)),
    name_stand_in: (input) => {
      if (input.form.lawyer.trim() === "") throw refusal("missing", "This field is empty.", ["lawyer"]);
      return act(input, "Counsel said who decides", (request) => void (request.custody = { ...request.custody, stand_ins: [] }));
    },
    ...retentionHandlers(refusal),
    ...redactionHandlers(find, act, refusal),
    ...enclosingHandlers(find, refusal),
    ...keepingHandlers(refusal, (share) => listener({ kind: "progress", share })),
  };

  const fake: Fake = {
    calls: [],
    requests: kept,
    drafts,
    status,
    passphrase: "correct horse",
    tell: (notice) => listener(notice),
    failNext: (name, code, message, refs = [], of = () => true) => void failures.set(name, { why: refusal(code, message, refs), of }),
    answerNext: (name, reply) => replies.set(name, reply),
    hold: (name) => {
      let release: () => void = () => undefined;
      holds.set(name, new Promise((resolve) => (release = resolve)));
      return () => {
        holds.delete(name);
        release();
      };
    },
    watch: (hear) => {
      listener = hear;
    },
    invoke: async <N extends CommandName>(name: N, input: InputOf<N>): Promise<ReplyOf<N>> => {
      fake.calls.push({ name, input });
      await holds.get(name);
      const failure = failures.get(name);
      if (failure?.of(input as never)) {
        failures.delete(name);
        throw failure.why;
      }
      if (replies.has(name)) {
        const answer = replies.get(name) as ReplyOf<N>;
        replies.delete(name);
        return answer;
      }
      return structuredClone(await (handlers[name] as unknown as (input: Commands[N]["input"]) => ReplyOf<N>)(input));
    },
  };
  return fake;
}

function refusal(code: FailureCode, message: string, refs: string[] = []): Refused {
  return new Refused({ code, message, help: "Nothing was changed. Mend it and try again.", refs });
}

function rowOf(kept: Kept): RequestRow {
  const view = viewOf(kept);
  if (kept.seal?.stands) return { id: kept.id, number: kept.number, sealed: true, kind: "Sealed matter", from: "", state: "Sealed", tone: "wait", received: view.received, due: null, next: "Open it where nobody reads over your shoulder", to_look: false };
  return { id: kept.id, number: kept.number, sealed: false, kind: kept.kind, from: kept.from, state: view.state, tone: view.tone, received: view.received, due: view.due, next: view.next, to_look: false };
}
