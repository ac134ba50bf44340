// The closed list of what the page may ask of the program. Rust holds the same list; a command missing there is refused.
import type {
  AbsenceForm,
  AccessForm,
  AdviceForm,
  AnchorForm,
  AnchorFoundView,
  AppointmentForm,
  AppStatus,
  AuthorizationDetail,
  AuthorizationForm,
  AuthorizationList,
  BackupView,
  BoxRow,
  ClosureForm,
  ContinueForm,
  CopyLookForm,
  CopyView,
  CounselCallForm,
  CounselForm,
  CoverForm,
  CustodyView,
  DecisionForm,
  DeliveryForm,
  DesignationForm,
  DeskView,
  DirectorForm,
  DirectorRouteForm,
  DisposedView,
  DisposeForm,
  DraftView,
  DutyView,
  EmployeeForm,
  EnclosingForm,
  EnclosingView,
  ExtensionForm,
  FeeForm,
  FileView,
  FirstContactView,
  FoundBackupView,
  GagForm,
  HoldForm,
  IdentityForm,
  InstrumentForm,
  LetterEdit,
  LetterStyleForm,
  LetterStyleView,
  LetterView,
  LiftForm,
  ListQuery,
  NewRequestForm,
  OpeningView,
  OutsideLetterForm,
  OwnTextEdit,
  OwnTextForm,
  OwnTextsView,
  OwnTextView,
  ParagraphView,
  PartForm,
  PauseForm,
  PeopleView,
  PeriodForm,
  RegisterForm,
  RegisterView,
  PolicyOffer,
  PolicyPage,
  PreservationForm,
  PrintReport,
  ProfileForm,
  ProofView,
  ReadInForm,
  RecoveryGroup,
  RecoverySheetView,
  RedactionForm,
  RedactionView,
  ReleaseForm,
  RequesterForm,
  RequestList,
  RequestView,
  RestoredView,
  ResumeForm,
  RetentionView,
  RoutePreview,
  SearchHit,
  SettingsView,
  SetupForm,
  SetupOffer,
  StandInForm,
  StatementForm,
  SwitchForm,
  TakeBackForm,
  TestedBackupView,
  TryForm,
  UnsealForm,
  UseForm,
  VacancyForm,
  VendorSessionForm,
  VerificationView,
  VisitForm,
} from "./types";

/** A file the program was given by the person. The page holds a ticket, never a path. */
export interface Offer {
  ticket: string;
  name: string;
  bytes: number;
}

/** What the program tells the page without being asked. */
export type Notice =
  | { kind: "locking"; because: string }
  | { kind: "closing" }
  | { kind: "locks_soon"; seconds: number }
  | { kind: "progress"; share: number }
  | { kind: "files_over"; count: number }
  | { kind: "files_gone" }
  | { kind: "files_dropped"; files: Offer[] };

type Nothing = Record<never, never>;
interface Command<Input, Reply> {
  input: Input;
  reply: Reply;
}
type Act<Input> = Command<{ request: string } & Input, RequestView>;
type Setting<Input> = Command<Input, SettingsView>;
type Custody<Input> = Command<Input, CustodyView>;

/** Every command by name, with what it takes and what it answers. */
export interface Commands {
  app_status: Command<Nothing, AppStatus>;
  activity: Command<Nothing, null>;
  lock_now: Command<Nothing, null>;
  quit: Command<Nothing, null>;
  desk_view: Command<Nothing, DeskView>;

  setup_offer: Command<Nothing, SetupOffer>;
  pick_folder: Command<{ title: string; accept: string }, string | null>;
  pick_file: Command<{ title: string; accept: string }, Offer | null>;
  check_place: Command<{ folder: string }, string | null>;
  setup_create: Command<{ form: SetupForm; passphrase: string; logo: string }, RecoverySheetView>;
  prove_recovery: Command<{ groups: RecoveryGroup[] }, OpeningView>;

  unlock: Command<{ person: string; passphrase: string }, OpeningView>;
  unlock_with_sheet: Command<{ groups: string[] }, OpeningView>;
  open_other_vault: Command<{ folder: string }, AppStatus>;
  duty_view: Command<Nothing, DutyView | null>;
  accept_duty: Command<Nothing, OpeningView>;

  list_requests: Command<ListQuery, RequestList>;
  search: Command<{ words: string }, SearchHit[]>;
  first_contact: Command<Nothing, FirstContactView>;
  preview_route: Command<{ answers: Record<string, string[]>; asks: string[] }, RoutePreview>;
  start_request: Command<NewRequestForm, RequestView>;
  open_request: Act<Nothing>;
  refresh_request: Act<Nothing>;

  answer_question: Act<{ part: string; question: string; choices: string[]; note: string }>;
  describe_requester: Act<{ form: RequesterForm }>;
  add_part: Act<{ form: PartForm }>;
  add_own_part: Act<{ part: string; remark: string; form: PartForm }>;
  withdraw_part: Act<{ part: string; reason: string }>;
  correct_receipt: Act<{ received_at: string; channel: string; records_request: boolean; reason: string }>;
  add_note: Act<{ text: string }>;
  enter_correction: Act<{ text: string }>;
  check_identity: Act<{ form: IdentityForm }>;
  record_instrument: Act<{ form: InstrumentForm }>;
  record_counsel_call: Act<{ form: CounselCallForm }>;
  record_advice: Act<{ form: AdviceForm }>;
  preserve: Act<{ form: PreservationForm }>;
  record_visit: Act<{ form: VisitForm }>;
  declare_conflict: Act<{ conflict: boolean; note: string }>;
  plan_release: Act<{ part: string; form: ReleaseForm }>;
  start_second_look: Act<{ part: string }>;
  take_second_look: Act<{ part: string; found: string; alone: string }>;
  decide_part: Act<{ part: string; form: DecisionForm }>;
  attach_file: Act<{ ticket: string; what: string; privileged: boolean }>;
  file_view: Command<{ request: string; file: string; page: number }, FileView>;
  file_page: Command<{ request: string; file: string; page: number; width: number }, ArrayBuffer>;
  redaction_view: Command<{ request: string; file: string }, RedactionView>;
  place_boxes: Command<{ request: string; boxes: CoverForm[] }, BoxRow[]>;
  make_copy: Command<{ request: string; file: string; form: RedactionForm }, CopyView>;
  copy_view: Command<{ request: string; file: string; sha256: string; page: number }, FileView>;
  copy_page: Command<{ request: string; file: string; sha256: string; page: number; width: number }, ArrayBuffer>;
  keep_copy: Act<{ file: string; sha256: string }>;
  look_at_copy: Act<{ copy: string; form: CopyLookForm }>;
  waive_letter: Act<{ code: string; reason: string }>;
  file_outside_letter: Act<{ form: OutsideLetterForm }>;
  deliver: Act<{ form: DeliveryForm }>;
  close_request: Act<{ reason: string }>;
  reopen_request: Act<{ reason: string }>;
  withdraw_request: Act<{ reason: string }>;

  seal_matter: Act<{ because: string }>;
  read_in: Act<{ form: ReadInForm }>;
  record_gag_term: Act<{ form: GagForm }>;
  agree_unsealing: Act<{ words: string }>;
  unseal_matter: Act<{ form: UnsealForm }>;

  letter_view: Command<{ request: string; code: string }, LetterView>;
  edit_letter: Command<LetterEdit, LetterView>;
  draft_page: Command<{ request: string; code: string; page: number; scale: number }, ArrayBuffer>;
  enclosing_view: Command<{ request: string; code: string }, EnclosingView | null>;
  choose_enclosures: Command<{ request: string; code: string; form: EnclosingForm }, EnclosingView | null>;
  issue_letter: Act<{ code: string }>;
  letter_page: Command<{ request: string; letter: string; page: number; scale: number }, ArrayBuffer>;
  letter_text: Command<{ request: string; letter: string }, ParagraphView[]>;
  print_letter: Command<{ request: string; letter: string }, PrintReport>;
  confirm_print: Act<{ letter: string; looked_right: boolean }>;
  save_letter_copy: Command<{ request: string; letter: string; reason: string }, RequestView | null>;

  save_draft: Command<{ key: string; text: string }, null>;
  load_drafts: Command<{ prefix: string }, DraftView[]>;
  drop_draft: Command<{ key: string }, null>;

  list_authorizations: Command<Nothing, AuthorizationList>;
  open_authorization: Command<{ request: string; part: string }, AuthorizationDetail>;
  prepare_authorization: Act<{ part: string; form: AuthorizationForm }>;
  use_authorization: Command<{ request: string; part: string; form: UseForm }, AuthorizationDetail>;
  end_authorization: Command<{ request: string; part: string; reason: string }, AuthorizationDetail>;
  continue_authorization: Act<{ part: string; form: ContinueForm }>;
  extend_clock: Act<{ form: ExtensionForm }>;
  pause_clock: Act<{ form: PauseForm }>;
  resume_clock: Act<{ form: ResumeForm }>;
  print_binder: Command<{ request: string; with_counsel: boolean }, PrintReport>;
  print_count: Command<{ request: string }, PrintReport>;
  estimate_fee: Act<{ form: FeeForm }>;
  preview_fee: Command<{ form: FeeForm }, string[]>;
  record_vendor_session: Act<{ form: VendorSessionForm }>;
  record_statement: Act<{ form: StatementForm }>;

  policy_page: Command<Nothing, PolicyPage>;
  compare_policy: Command<{ folder: string | null }, PolicyOffer>;
  adopt_policy: Command<{ folder: string | null }, PolicyPage>;
  set_switch: Command<{ form: SwitchForm }, PolicyPage>;

  list_own_texts: Command<Nothing, OwnTextsView>;
  own_text_view: Command<{ code: string }, OwnTextView>;
  edit_own_text: Command<{ edit: OwnTextEdit }, OwnTextView>;
  own_text_page: Command<{ code: string; page: number; scale: number }, ArrayBuffer>;
  offer_own_text: Command<{ form: OwnTextForm }, OwnTextView>;
  publish_own_text: Command<{ form: OwnTextForm }, OwnTextView>;
  take_back_own_text: Command<{ form: TakeBackForm }, OwnTextView>;
  take_up_own_text: Command<{ code: string; number: number }, OwnTextView>;

  settings_view: Setting<Nothing>;
  save_profile: Setting<{ form: ProfileForm }>;
  set_logo: Setting<{ ticket: string }>;
  remove_logo: Setting<Nothing>;
  save_letter_style: Setting<{ form: LetterStyleForm }>;
  letter_style_view: Command<{ form: LetterStyleForm }, LetterStyleView>;
  letter_style_page: Command<{ form: LetterStyleForm; page: number; scale: number }, ArrayBuffer>;
  save_director: Setting<{ form: DirectorForm }>;
  save_counsel: Setting<{ form: CounselForm }>;
  add_closure: Setting<{ form: ClosureForm }>;
  remove_closure: Setting<{ date: string }>;
  count_holiday: Setting<{ holiday: string; as_business_day: boolean }>;
  set_preference: Setting<{ name: string; value: string }>;

  backup_view: Command<Nothing, BackupView>;
  choose_backup_folder: Command<{ title: string; accept: string }, BackupView | null>;
  make_backup: Command<Nothing, BackupView>;
  test_backup: Command<{ name: string }, TestedBackupView>;
  test_other_backup: Command<{ title: string; accept: string }, TestedBackupView | null>;
  pick_backup: Command<{ title: string; accept: string }, FoundBackupView | null>;
  restore_backup: Command<{ folder: string; passphrase: string; groups: string[]; certificates: string; statement: string }, RestoredView>;

  retention_view: Command<Nothing, RetentionView>;
  confirm_period: Command<{ form: PeriodForm }, RetentionView>;
  dispose_requests: Command<{ form: DisposeForm }, DisposedView>;
  print_certificate: Command<{ disposal: number }, PrintReport>;
  place_hold: Command<{ request: string; form: HoldForm }, RequestView>;
  lift_hold: Command<{ request: string; form: LiftForm }, RequestView>;

  proof_view: Command<Nothing, ProofView>;
  verify_vault: Command<Nothing, VerificationView>;
  print_anchor: Command<Nothing, PrintReport>;
  letter_register: Command<{ form: RegisterForm }, RegisterView>;
  print_register: Command<{ form: RegisterForm }, PrintReport>;
  note_anchor: Command<{ code: string }, ProofView>;
  check_anchor: Command<{ form: AnchorForm }, AnchorFoundView>;

  people_view: Command<Nothing, PeopleView>;
  offer_passphrase: Command<Nothing, string>;
  give_access: Command<{ form: AccessForm; passphrase: string }, PeopleView>;
  end_access: Command<{ slot: string }, PeopleView>;
  set_last_day: Command<{ slot: string; until: string }, PeopleView>;
  change_passphrase: Command<{ current: string; new: string }, null>;
  draw_sheet: Command<Nothing, RecoverySheetView>;
  renew_sheet: Command<{ groups: RecoveryGroup[] }, PeopleView>;
  print_sheet: Command<Nothing, PrintReport>;
  prove_sheet: Command<{ groups: string[] }, PeopleView>;

  custody_view: Custody<Nothing>;
  record_absence: Custody<{ form: AbsenceForm }>;
  withdraw_absence: Custody<{ entry: number; reason: string }>;
  director_back: Custody<Nothing>;
  log_director_try: Custody<{ form: TryForm }>;
  confirm_entry: Custody<{ entry: number; right: boolean; note: string }>;
  save_director_route: Custody<{ form: DirectorRouteForm }>;
  print_designations: Command<Nothing, PrintReport>;
  designate: Custody<{ form: DesignationForm }>;
  announce_designation: Custody<{ person: string; on: string }>;
  revoke_designation: Custody<{ person: string }>;
  record_employee: Custody<{ form: EmployeeForm }>;
  record_vacancy: Custody<{ form: VacancyForm }>;
  correct_clock: Custody<{ reason: string }>;
  appoint_director: Custody<{ form: AppointmentForm }>;
  take_case: Act<Nothing>;
  release_case: Act<{ reason: string }>;
  approve_again: Act<{ part: string; no_conflict: boolean }>;
  name_stand_in: Act<{ form: StandInForm }>;
  log_sealed_try: Act<{ form: TryForm }>;
  confirm_sealed_try: Act<{ entry: number; right: boolean; note: string }>;
}

/** The name of a command. */
export type CommandName = keyof Commands;
/** What a command takes. */
export type InputOf<N extends CommandName> = Commands[N]["input"];
/** What a command answers. */
export type ReplyOf<N extends CommandName> = Commands[N]["reply"];
