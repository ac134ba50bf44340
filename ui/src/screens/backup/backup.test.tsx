import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectAccessible, heading, showApp, showScreen } from "../../testing/show";

describe("backups", () => {
  it("are made in a folder that was chosen, and the page never hears its path", async () => {
    const { user, fake } = showScreen("/settings/backup");
    await heading("Settings");
    expect(await screen.findByText("There is no backup of this record yet.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Back up now" })).toBeDisabled();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Choose the folder" }));
    expect(await screen.findByText("stick")).toBeVisible();
    expect(fake.calls.find((call) => call.name === "choose_backup_folder")?.input).toEqual({ title: "Where backups are kept", accept: "Keep backups here" });
    await user.click(screen.getByRole("button", { name: "Back up now" }));
    expect(await screen.findByText("The last backup was made today.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Test a restore of Mon 23 Nov 2026, 10:42" }));
    expect(await screen.findByText("The backup opens and everything in it is intact.")).toBeVisible();
    await expectAccessible();
  });
  it("say how far they are when it takes longer than a moment", async () => {
    const { user, fake } = showScreen("/settings/backup");
    await user.click(await screen.findByRole("button", { name: "Choose the folder" }));
    const release = fake.hold("make_backup");
    await user.click(await screen.findByRole("button", { name: "Back up now" }));
    expect(screen.queryByRole("progressbar")).toBeNull();
    expect(await screen.findByRole("progressbar", { name: /Copying the record/ }, { timeout: 2000 })).toBeVisible();
    release();
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });
  it("say what is wrong when they fail, and that nothing was lost", async () => {
    const { user, fake } = showScreen("/settings/backup");
    await user.click(await screen.findByRole("button", { name: "Choose the folder" }));
    fake.failNext("make_backup", "file_problem", "Copying the record file failed: the disk is full.");
    await user.click(await screen.findByRole("button", { name: "Back up now" }));
    expect(await screen.findByText("Copying the record file failed: the disk is full.")).toBeVisible();
    expect(screen.getByText("There is no backup of this record yet.")).toBeVisible();
    fake.answerNext("test_other_backup", { sound: false, words: "This backup cannot be relied on.", backups: { may_choose: true, place: "stick", problem: null, trouble: "Today's backup could not be made.", last: "The last backup was made 23 days ago: back up now.", tone: "wait", tested: null, daily: true, rows: [] } });
    await user.click(screen.getByRole("button", { name: "Test a backup that lies elsewhere" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("This backup cannot be relied on.");
    expect(screen.getByText("Today's backup could not be made.")).toBeVisible();
    expect(screen.getByText("The last backup was made 23 days ago: back up now.")).toBeVisible();
  });
  it("show nothing to change to whoever may not change it", async () => {
    const { fake } = showScreen("/today");
    fake.answerNext("backup_view", { may_choose: false, place: null, problem: null, trouble: null, last: "There is no backup of this record yet.", tone: "open", tested: null, daily: true, rows: [] });
    const { BackupPanel } = await import("./BackupPanel");
    const { show } = await import("../../testing/show");
    const { settings } = await import("../../bridge/fake/samples");
    show(<BackupPanel settings={settings()} />);
    expect(await screen.findByText("Only the Director chooses it")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Choose the folder" })).toBeNull();
    expect(screen.queryByText("How many are kept")).toBeNull();
  });
  it("are set by the Director: how many, how often, and when to speak up", async () => {
    const { user, fake } = showScreen("/settings/backup");
    await user.click(await screen.findByRole("switch", { name: "One backup a day while the program is open" }));
    await user.click(await screen.findByRole("button", { name: /How many are kept/ }));
    await user.click(await screen.findByRole("option", { name: "30 backups" }));
    await waitFor(() => expect(fake.calls.filter((call) => call.name === "set_preference").map((call) => call.input)).toEqual([{ name: "backup_daily", value: "off" }, { name: "backup_keep", value: "30" }]));
  });
  it("are spoken of on Today when they are too old, and lead there", async () => {
    const { user } = showScreen("/today", { reminders: [{ code: "backup", label: "The last backup was made 23 days ago: back up now.", request: null }] });
    expect(await screen.findByText("The last backup was made 23 days ago: back up now.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Open Backup" }));
    expect(await screen.findByRole("tab", { name: "Backup", selected: true })).toBeVisible();
  });
});

describe("restoring", () => {
  it("goes beside the record, and then asks which of the two is opened", async () => {
    const { user, fake } = showApp({ phase: "locked" });
    await user.click(await screen.findByRole("button", { name: "Restore a backup" }));
    await heading("Restore a backup");
    await user.click(screen.getByRole("button", { name: "Choose the backup" }));
    expect(await screen.findByText("/home/dana/Custodian restored")).toBeVisible();
    await expectAccessible();
    await user.type(screen.getByLabelText(/Passphrase/), "not this one");
    await user.click(screen.getByRole("button", { name: "Restore it" }));
    expect((await screen.findAllByText("That passphrase does not open this vault.")).length).toBeGreaterThan(0);
    await user.type(screen.getByLabelText(/Passphrase/), "correct horse");
    await user.click(screen.getByRole("button", { name: "Restore it" }));
    await heading("The backup is restored");
    expect(screen.getByText(/was not touched/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Open the record of before" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Open the restored record" }));
    await heading("Open the vault");
    expect(screen.getByText(/Custodian restored/)).toBeVisible();
    expect(fake.calls.find((call) => call.name === "open_other_vault")?.input).toEqual({ folder: "/home/dana/Custodian restored" });
  });
  it("is refused into a folder that is copied elsewhere, with the reason", async () => {
    const { user, fake } = showApp({ phase: "setup" });
    await user.click(await screen.findByRole("button", { name: "Restore a backup" }));
    await user.click(screen.getByRole("button", { name: "Choose the backup" }));
    await screen.findByText("/home/dana/Custodian restored");
    fake.answerNext("pick_folder", "/home/dana/Cloud");
    await user.click(screen.getByRole("button", { name: "Choose another folder" }));
    expect(await screen.findByText(/copied to a cloud service/)).toBeVisible();
    await user.type(screen.getByLabelText(/Passphrase/), "correct horse");
    expect(screen.getByRole("button", { name: "Restore it" })).toBeDisabled();
    await user.click(screen.getByRole("button", { name: "Use the recovery sheet" }));
    expect(within(screen.getByRole("group", { name: "Recovery sheet, eight groups" })).getAllByRole("textbox")).toHaveLength(8);
    await user.click(screen.getByRole("button", { name: "Back" }));
    await heading("What do you want to set up?");
  });
});
