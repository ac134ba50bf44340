import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible, show } from "../../testing/show";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Checkbox, CheckboxCards, Switch } from "./Checkbox";
import { DateField, MomentField } from "./DateField";
import { Dialog } from "./Dialog";
import { DueChip } from "./DueChip";
import { ErrorSummary } from "./ErrorSummary";
import { announce, LiveRegion } from "./LiveRegion";
import { PageImages } from "./PageImages";
import { Palette, type PaletteItem } from "./Palette";
import { RadioCards } from "./RadioCards";
import { ComboField, SelectField } from "./SelectField";
import { Splitter } from "./Splitter";
import { Steps } from "./Steps";
import { TextField, PassphraseField } from "./TextField";
import { Waiting } from "./Waiting";

const CHOICES = [
  { value: "a", label: "First", hint: "A hint" },
  { value: "b", label: "Second", blocked: "Not before counsel" },
  { value: "c", label: "Third" },
];

function Radios({ onPick }: { onPick: (value: string) => void }) {
  const [value, setValue] = useState("");
  return (
    <RadioCards
      legend="Which?"
      choices={CHOICES}
      value={value}
      onChange={(next) => {
        setValue(next);
        onPick(next);
      }}
    />
  );
}

describe("radio cards", () => {
  it("pick by number and arrows, and never what is blocked", async () => {
    const picked = vi.fn();
    const user = userEvent.setup();
    show(<Radios onPick={picked} />);
    screen.getByRole("radio", { name: /First/ }).focus();
    await user.keyboard("2");
    expect(picked).not.toHaveBeenCalled();
    await user.keyboard("3");
    expect(picked).toHaveBeenLastCalledWith("c");
    await user.keyboard("{ArrowUp}");
    expect(picked).toHaveBeenLastCalledWith("a");
    await user.keyboard("{Control>}3{/Control}");
    expect(picked).toHaveBeenLastCalledWith("a");
    expect(screen.getByText("Not before counsel")).toBeVisible();
    await expectAccessible();
  });
});

describe("checkboxes and switches", () => {
  it("change by Space and say their hint", async () => {
    const user = userEvent.setup();
    const changed = vi.fn();
    show(
      <>
        <Checkbox isSelected={false} onChange={changed} hint="Why">
          Seen
        </Checkbox>
        <Switch isSelected onChange={changed}>
          Dense
        </Switch>
        <CheckboxCards legend="Kinds" choices={CHOICES} value={["a"]} onChange={changed} />
      </>,
    );
    screen.getByRole("checkbox", { name: /Seen/ }).focus();
    await user.keyboard(" ");
    expect(changed).toHaveBeenLastCalledWith(true);
    await user.click(screen.getByRole("switch", { name: "Dense" }));
    expect(changed).toHaveBeenLastCalledWith(false);
    await user.click(screen.getByRole("checkbox", { name: /Third/ }));
    expect(changed).toHaveBeenLastCalledWith(["a", "c"]);
    expect(screen.getByRole("checkbox", { name: /Second/ })).toBeDisabled();
    await expectAccessible();
  });
});

describe("fields", () => {
  it("take any script, very long names and control characters without losing a letter", () => {
    const changed = vi.fn();
    show(<TextField label="Name" value="" onChange={changed} />);
    const field = screen.getByLabelText("Name");
    expect(field).toHaveAttribute("dir", "auto");
    for (const text of ["محمد بن علي", "山田 太郎", "נעמי", "x".repeat(10_000), "a\u0007b"]) {
      fireEvent.change(field, { target: { value: text } });
      expect(changed).toHaveBeenLastCalledWith(text);
    }
  });
  it("say label, hint and error together", async () => {
    show(<TextField label="Name" hint="As on the badge" error="The name is missing." optional value="" onChange={() => undefined} />);
    const field = screen.getByRole("textbox", { name: /Name/ });
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/As on the badge.*The name is missing\.|The name is missing\..*As on the badge/);
    await expectAccessible();
  });
  it("hide a passphrase until it is shown", async () => {
    const user = userEvent.setup();
    show(<PassphraseField label="Passphrase" value="abc" onChange={() => undefined} />);
    const field = screen.getByLabelText(/Passphrase/);
    expect(field).toHaveAttribute("type", "password");
    await user.click(screen.getByRole("button", { name: "Show" }));
    expect(field).toHaveAttribute("type", "text");
  });
  it("take a day part by part", async () => {
    const user = userEvent.setup();
    const changed = vi.fn();
    function Paper() {
      const [day, setDay] = useState("");
      return (
        <DateField
          label="Date on the paper"
          value={day}
          onChange={(next) => {
            setDay(next);
            changed(next);
          }}
        />
      );
    }
    show(<Paper />);
    await user.click(screen.getByRole("spinbutton", { name: /month/ }));
    await user.keyboard("12042026");
    await waitFor(() => expect(changed).toHaveBeenLastCalledWith("2026-12-04"));
    await expectAccessible();
  });
  it("join a day and a time, and keep one while the other is missing", () => {
    show(<MomentField dayLabel="Day" timeLabel="Time" value="2026-12-04T09:05" onChange={() => undefined} />);
    expect(screen.getByRole("spinbutton", { name: /hour/ })).toHaveAttribute("aria-valuenow", "9");
    expect(screen.queryByText("AM")).toBeNull();
  });
  it("choose from a list, and take own words where allowed", async () => {
    const user = userEvent.setup();
    const changed = vi.fn();
    show(
      <>
        <SelectField label="Zoom" options={CHOICES} value="a" onChange={changed} />
        <ComboField label="Number" options={CHOICES} value="" onChange={changed} />
      </>,
    );
    await user.click(screen.getByRole("button", { name: /Zoom/ }));
    await user.click(await screen.findByRole("option", { name: "Third" }));
    expect(changed).toHaveBeenLastCalledWith("c");
    await user.type(screen.getByRole("combobox", { name: "Number" }), "5");
    expect(changed).toHaveBeenLastCalledWith("5");
  });
});

describe("the error summary", () => {
  it("takes the focus once, leads to the field, and leaves the caret alone afterwards", async () => {
    const user = userEvent.setup();
    function Form() {
      const [text, setText] = useState("");
      return (
        <>
          <ErrorSummary problems={[{ message: "The name is missing.", field: "form/name" }]} />
          <TextField id="form/name" label="Name" value={text} onChange={setText} />
        </>
      );
    }
    show(<Form />);
    expect(document.activeElement).toBe(screen.getByRole("alert"));
    await user.click(screen.getByRole("button", { name: "The name is missing." }));
    await user.keyboard("Dana");
    expect(screen.getByLabelText("Name")).toHaveValue("Dana");
  });
});

describe("a dialog", () => {
  it("takes the focus in, closes by Escape, and gives the focus back", async () => {
    const user = userEvent.setup();
    function Page() {
      const [open, setOpen] = useState(false);
      return (
        <>
          <Button onPress={() => setOpen(true)}>Open</Button>
          <Dialog title="Sure?" isOpen={open} onClose={() => setOpen(false)} actions={<Button kind="main">Yes</Button>}>
            <p>Text</p>
          </Dialog>
        </>
      );
    }
    show(<Page />);
    await user.click(screen.getByRole("button", { name: "Open" }));
    const dialog = await screen.findByRole("dialog", { name: "Sure?" });
    expect(dialog.contains(document.activeElement)).toBe(true);
    await expectAccessible();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Open" })));
  });
});

describe("the palette", () => {
  it("filters, makes the first hit active, runs it by Enter, and says when nothing matches", async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    show(<Palette isOpen onClose={() => undefined} groups={[{ title: "Commands", items: [{ id: "x", label: "Lock now", run }, { id: "y", label: "Today", run: () => undefined }] }]} />);
    await user.keyboard("zzz");
    expect(await screen.findByText(/Nothing matches/)).toBeVisible();
    await expectAccessible();
    await user.keyboard("{Backspace}{Backspace}{Backspace}lock");
    await screen.findByRole("menuitem", { name: /Lock now/ });
    expect(screen.queryByRole("menuitem", { name: /Today/ })).toBeNull();
    await user.keyboard("{Enter}");
    expect(run).toHaveBeenCalledOnce();
  });
});

describe("a hit that does not show what it was found by", () => {
  it("stays in the palette, and other things are filtered by their own words", async () => {
    const user = userEvent.setup();
    const groups = [{ title: "Requests", items: [{ id: "x", label: "WZ9Z-3RDT · Sealed matter", foundBy: "lynx", run: () => undefined }, { id: "y", label: "Today", run: () => undefined }] }];
    show(<Palette isOpen onClose={() => undefined} groups={groups} />);
    await user.type(screen.getByRole("searchbox"), "lynx");
    await waitFor(() => expect(screen.queryByRole("menuitem", { name: "Today" })).toBeNull());
    expect(screen.getByRole("menuitem", { name: /Sealed matter/ })).toBeVisible();
  });
});

describe("the palette without a hit", () => {
  it("points to nothing that is gone, also when the active hit is taken away, and Enter runs nothing", async () => {
    const user = userEvent.setup();
    const run = vi.fn();
    const palette = (items: readonly PaletteItem[]) => <Palette isOpen onClose={() => undefined} groups={[{ title: "Requests", items }]} />;
    const { rerender } = render(palette([{ id: "x", label: "2026-041", run }]));
    const active = () => screen.getByRole("searchbox").getAttribute("aria-activedescendant");
    await user.keyboard("{ArrowDown}");
    await waitFor(() => expect(document.getElementById(active() ?? "")).toHaveTextContent("2026-041"));
    rerender(palette([]));
    expect(await screen.findByText(/Nothing matches/)).toBeVisible();
    await waitFor(() => expect(active()).toBeNull());
    await expectAccessible();
    await user.keyboard("{Enter}");
    expect(run).not.toHaveBeenCalled();
  });
});

describe("small parts", () => {
  it("the splitter moves by keys and stays within bounds", async () => {
    const user = userEvent.setup();
    show(<Splitter left={<p>L</p>} right={<p>R</p>} />);
    const bar = screen.getByRole("slider", { name: "Divide the panes" });
    bar.focus();
    await user.keyboard("{ArrowRight}");
    expect(bar).toHaveAttribute("aria-valuenow", "50");
    await user.keyboard("{End}{ArrowRight}");
    expect(bar).toHaveAttribute("aria-valuenow", "75");
    await expectAccessible();
  });
  it("page images are freed when they leave", () => {
    const made = vi.mocked(URL.createObjectURL).mock.calls.length;
    const pages = [new Uint8Array([1]), new Uint8Array([2])];
    const { unmount } = show(<PageImages pages={pages} />);
    expect(screen.getAllByRole("img").map((image) => image.getAttribute("alt"))).toEqual(["Page 1 of 2", "Page 2 of 2"]);
    const freed = vi.mocked(URL.revokeObjectURL).mock.calls.length;
    unmount();
    expect(vi.mocked(URL.createObjectURL).mock.calls.length - made).toBe(2);
    expect(vi.mocked(URL.revokeObjectURL).mock.calls.length - freed).toBe(2);
  });
  it("a due date has word, shape and colour, and says when there is none", () => {
    const { container } = show(<DueChip due={{ date: { iso: "2026-12-04", words: "Fri 4 Dec 2026" }, distance: "in 8 working days", what: "Return", tone: "stop" }} />);
    expect(screen.getByText("Fri 4 Dec 2026, in 8 working days")).toBeVisible();
    expect(container.querySelector("svg rect")).not.toBeNull();
    show(<DueChip due={null} />);
    expect(screen.getByText("No fixed date")).toBeVisible();
  });
  it("a stop band is an alert, a hold is a status", () => {
    show(
      <>
        <Banner kind="stop" live>
          Stopped
        </Banner>
        <Banner kind="hold" live>
          Waiting
        </Banner>
      </>,
    );
    expect(screen.getByRole("alert")).toHaveTextContent("Stopped");
    expect(screen.getByRole("status")).toHaveTextContent("Waiting");
  });
  it("an announcement is read again when it repeats", async () => {
    show(<LiveRegion />);
    announce("Saved");
    const region = await screen.findByRole("status");
    await waitFor(() => expect(region.textContent).toContain("Saved"));
    const before = region.textContent;
    announce("Saved");
    await waitFor(() => expect(region.textContent).not.toBe(before));
  });
  it("waiting says nothing at first and a line of text after a moment", async () => {
    show(<Waiting what="the request" />);
    expect(screen.queryByText("Opening the request…")).toBeNull();
    expect(await screen.findByText("Opening the request…")).toBeVisible();
  });
  it("steps unfold the section one stands in, and a step that cannot start is no button", async () => {
    const opened = vi.fn();
    const step = (id: string, section: string, status: "done" | "in_progress" | "cannot_start") => ({ id, section, heading: `Step ${id}`, hint: null, why: null, clauses: [], status, answer: null, body: { kind: "check" as const } });
    show(<Steps steps={[step("a", "One", "done"), step("b", "Two", "in_progress"), step("c", "Two", "cannot_start"), step("d", "Three", "cannot_start")]} current="b" onOpen={opened} />);
    expect(screen.getByText("Step b").closest("[aria-current]")).toHaveAttribute("aria-current", "step");
    expect(screen.queryByRole("button", { name: /Step c/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /Three/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /One/ }));
    expect(opened).toHaveBeenCalledWith("a");
    await expectAccessible();
  });
});
