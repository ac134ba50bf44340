import type { AccessRow } from "./AccessRow";
import type { Labelled } from "./Labelled";
import type { Moment } from "./Moment";
export type PeopleView = { can_manage: boolean, can_change_passphrase: boolean, rows: Array<AccessRow>, without_access: Array<Labelled>, sheet_proved: Moment | null, };
