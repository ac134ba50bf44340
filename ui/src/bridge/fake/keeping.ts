// The stand-in for backups and proof: consistent views for screens and tests. It copies nothing and checks nothing.
import type { Commands } from "../commands";
import type { BackupView, FailureCode, ProofView, TestedBackupView } from "../types";
import { moment, NOW } from "./samples";

type Names = Extract<keyof Commands, "backup_view" | "choose_backup_folder" | "make_backup" | "test_backup" | "test_other_backup" | "pick_backup" | "restore_backup" | "proof_view" | "verify_vault" | "print_anchor" | "letter_register" | "print_register" | "note_anchor" | "check_anchor">;
type Handlers = { [N in Names]: (input: Commands[N]["input"]) => Commands[N]["reply"] };
type Refuse = (code: FailureCode, message: string, refs?: string[]) => Error;

/** The code that the stand-in shows. */
export const CODE = "ABCDE FGHIJ 22345 67ABC";

/** Nothing is backed up yet; a folder can be chosen. */
export function keepingHandlers(refuse: Refuse, tell: (share: number) => void): Handlers {
  const backups: BackupView = { may_choose: true, place: null, problem: null, trouble: null, last: "There is no backup of this record yet.", tone: "open", tested: null, daily: true, rows: [] };
  const proof: ProofView = { anchor: { day: moment(NOW.slice(0, 10)), code: CODE }, taken: null };
  const shown = () => structuredClone(backups);
  const tested = (words: string): TestedBackupView => {
    backups.tested = "A backup was tested today: it opens and is whole.";
    return { sound: true, words, backups: shown() };
  };
  return {
    backup_view: shown,
    choose_backup_folder: () => {
      backups.place = "stick";
      return shown();
    },
    make_backup: () => {
      tell(60);
      backups.last = "The last backup was made today.";
      backups.tone = "done";
      backups.rows = [{ name: `b${backups.rows.length + 1}`, when: moment(NOW).words, age: "today", size: "620 KiB" }, ...backups.rows];
      return shown();
    },
    test_backup: ({ name }) => {
      if (!backups.rows.some((row) => row.name === name)) throw refuse("not_found", "There is nothing here.");
      return tested("The backup opens and everything in it is intact.");
    },
    test_other_backup: () => tested("The backup opens and everything in it is intact."),
    pick_backup: () => ({ made: moment(NOW), size: "620 KiB", practice: false, folder: "/home/dana/Custodian restored", place_problem: null }),
    restore_backup: ({ folder, passphrase, groups }) => {
      if (groups.length === 0 && passphrase !== "correct horse") throw refuse("wrong_secret", "That passphrase does not open this vault.", ["passphrase"]);
      return { folder, words: "The backup is restored and checked. The record of before was not touched." };
    },
    proof_view: () => structuredClone(proof),
    verify_vault: () => {
      tell(60);
      return { intact: true, summary: "All 1,204 entries are intact.", problems: [], anchor: `Mon 23 Nov 2026: ${CODE}` };
    },
    print_anchor: () => {
      proof.taken = "today";
      return { outcome: "printed", message: "The slip was sent to the printer.", methods: [] };
    },
    letter_register: ({ form }) => {
      if (form.until < form.from) throw refuse("invalid", "The last day is before the first one.", ["until"]);
      return { rows: [{ at: moment(NOW), reference: "2026-014", letter: "L25 Contact of a booking. Printed Mon 23 Nov 2026.", signer: "Dana Whitfield, Director", fingerprint: "9f86d 08188 4c7d6 59a2f" }] };
    },
    print_register: () => ({ outcome: "printed", message: "The register was sent to the printer.", methods: [] }),
    note_anchor: ({ code }) => {
      if (code !== CODE) throw refuse("not_found", "No entry of this record has this code.", ["code"]);
      proof.taken = "today";
      return structuredClone(proof);
    },
    check_anchor: ({ form }) => {
      const code = form.code.replaceAll(/[\s-]/g, "").toUpperCase();
      if (code.length !== 20) throw refuse("invalid", "A code has 20 letters and digits.", ["code"]);
      if (code !== CODE.replaceAll(" ", "")) return { found: false, unchanged: false, words: "No entry of this record has this code." };
      return { found: true, unchanged: true, words: "The entry with this code is in the record. Everything recorded up to it is unchanged." };
    },
  };
}
