import { useEffect, useState } from "react";
import { useActing } from "../../app/acts";
import { Welcome } from "../../app/Welcome";
import { call, Refused } from "../../bridge/call";
import type { Offer } from "../../bridge/commands";
import type { AppStatus, ClosureForm, OpeningView, RecoverySheetView, SetupForm, SetupOffer } from "../../bridge/types";
import { Banner } from "../../design/parts/Banner";
import { Button } from "../../design/parts/Button";
import { ErrorSummary } from "../../design/parts/ErrorSummary";
import { RadioCards } from "../../design/parts/RadioCards";
import { PassphraseField } from "../../design/parts/TextField";
import { t } from "../../text/t";
import { Restore } from "../backup/Restore";
import { ClosureEditor, NO_CLOSURE } from "./ClosureEditor";
import { CounselFields, DirectorFields, LibraryFields } from "./ProfileFields";
import { ProveRecovery } from "./ProveRecovery";
import { RecoverySheet } from "./RecoverySheet";
import css from "./Setup.module.css";

const STEPS = ["kind", "library", "director", "counsel", "closures", "place", "passphrase"] as const;
type Step = (typeof STEPS)[number];

const STEP_OF: Record<string, Step> = { profile: "library", logo: "library", director: "director", counsel: "counsel", closures: "closures", folder: "place", passphrase: "passphrase" };

const EMPTY: SetupForm = {
  folder: "",
  practice: false,
  policy: "",
  profile: { name: "", office: "", address: [], phone: "", email: "", website: "", hours: "", window_envelope: true },
  director: { name: "", title: "" },
  counsel: { department: "", lawyer: "", phone: "", email: "", hours: "", after_hours: "" },
  closures: [],
};

/** The first run: what the letters need, where the vault lies, the passphrase, and the paper that opens it if both are lost. */
export function Setup({ onDone, onOther }: { onDone: (opening: OpeningView) => void; onOther: (status: AppStatus) => void }) {
  const acting = useActing();
  const [offer, setOffer] = useState<SetupOffer>();
  const [step, setStep] = useState<Step>("kind");
  const [form, setForm] = useState<SetupForm>(EMPTY);
  const [kind, setKind] = useState("");
  const [closure, setClosure] = useState(NO_CLOSURE);
  const [logo, setLogo] = useState<Offer>();
  const [placeProblem, setPlaceProblem] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [own, setOwn] = useState("");
  const [sheet, setSheet] = useState<RecoverySheetView>();
  const [proving, setProving] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const { refuse } = acting;

  useEffect(() => {
    call("setup_offer").then(
      (made) => {
        setOffer(made);
        setPassphrase(made.passphrase);
        setPlaceProblem(made.place_problem);
        setForm((old) => ({ ...old, folder: made.folder, profile: { ...old.profile, name: old.profile.name || made.policy.library } }));
      },
      (cause: unknown) => refuse(cause as Refused),
    );
  }, [refuse]);

  if (restoring) return <Restore before={undefined} onBack={() => setRestoring(false)} onOpen={onOther} />;
  if (sheet && proving) return <ProveRecovery ask={sheet.ask} onDone={onDone} onBack={() => setProving(false)} />;
  if (sheet) return <RecoverySheet sheet={sheet} onNext={() => setProving(true)} />;

  // A practice vault has a published passphrase that the program uses by itself.
  const steps = STEPS.filter((each) => each !== "passphrase" || kind !== "practice");
  const at = steps.indexOf(step);
  const move = (by: 1 | -1) => {
    refuse(undefined);
    setStep(steps[at + by] ?? step);
  };
  const again = async () => {
    const made = await acting.run("setup_offer", {});
    if (made) setPassphrase(made.passphrase);
  };
  const place = async () => {
    const folder = await acting.run("pick_folder", { title: t("setup.place"), accept: t("setup.place.accept") });
    if (!folder) return;
    setForm((old) => ({ ...old, folder }));
    const problem = await acting.run("check_place", { folder });
    setPlaceProblem(problem ?? null);
  };
  const create = async () => {
    const made = await acting.run("setup_create", { form: { ...form, practice: kind === "practice" }, passphrase: own || passphrase, logo: logo?.ticket ?? "" });
    if (made) return setSheet(made);
    // What is refused is named as `profile.address`: the step that holds it opens, with its field marked.
    const where = acting.last()?.refs[0]?.split(".")[0] ?? "";
    setStep(STEP_OF[where] ?? step);
  };
  const last = at === steps.length - 1;
  const blocked = (step === "kind" && kind === "") || (step === "library" && form.profile.name.trim() === "") || (step === "director" && form.director.name.trim() === "") || (step === "place" && (placeProblem !== null || form.folder === "")) || (step === "passphrase" && (own || passphrase) === "");
  const addClosure = (added: ClosureForm) => {
    setForm((old) => ({ ...old, closures: [...old.closures.filter((each) => each.date !== added.date), added].toSorted((a, b) => a.date.localeCompare(b.date)) }));
    setClosure(NO_CLOSURE);
  };
  return (
    <Welcome
      title={t(`setup.${step}`)}
      lead={t(`setup.${step}.lead`)}
      over={t("setup.step", { n: at + 1, of: steps.length })}
      practice={kind === "practice"}
      top
      actions={
        <>
          <Button kind="main" isDisabled={blocked} isPending={acting.pending} onPress={() => (last ? void create() : move(1))}>
            {last ? (acting.pending ? t("setup.creating") : t("setup.create")) : t("continue")}
          </Button>
          {at > 0 ? <Button onPress={() => move(-1)}>{t("back")}</Button> : null}
          {at === 0 ? (
            <Button kind="quiet" onPress={() => setRestoring(true)}>
              {t("restore.link")}
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorSummary problems={acting.problems().map((problem) => ({ ...problem, field: fieldOf(acting.refused?.refs[0]) }))} />
      {step === "kind" ? (
        <RadioCards
          legend={t("setup.kind")}
          labelledBy="welcome"
          choices={[
            { value: "real", label: t("setup.real"), hint: t("setup.real.hint") },
            { value: "practice", label: t("setup.practice"), hint: t("setup.practice.hint") },
          ]}
          value={kind}
          onChange={setKind}
        />
      ) : null}
      {step === "library" ? (
        <div className={css.form}>
          {offer && offer.policies.length > 1 ? (
            <RadioCards legend={t("setup.policies")} choices={offer.policies.map((policy) => ({ value: policy.code, label: policy.label }))} value={form.policy || (offer.policies[0]?.code ?? "")} onChange={(policy) => setForm((old) => ({ ...old, policy }))} />
          ) : offer ? (
            <p className="small muted">{t("setup.policy", { title: offer.policy.title, version: offer.policy.version })}</p>
          ) : null}
          <LibraryFields at={(field) => acting.at(`profile.${field}`)} value={form.profile} onChange={(profile) => setForm((old) => ({ ...old, profile }))} logo={logo?.name} onLogo={() => void acting.run("pick_file", { title: t("profile.logo"), accept: t("profile.logo.accept") }).then((picked) => picked && setLogo(picked))} onNoLogo={() => setLogo(undefined)} />
        </div>
      ) : null}
      {step === "director" ? <DirectorFields at={(field) => acting.at(`director.${field}`)} value={form.director} onChange={(director) => setForm((old) => ({ ...old, director }))} /> : null}
      {step === "counsel" ? <CounselFields at={(field) => acting.at(`counsel.${field}`)} value={form.counsel} onChange={(counsel) => setForm((old) => ({ ...old, counsel }))} /> : null}
      {step === "closures" ? <ClosureEditor closures={form.closures} typed={closure} onType={setClosure} onAdd={addClosure} onRemove={(date) => setForm((old) => ({ ...old, closures: old.closures.filter((each) => each.date !== date) }))} /> : null}
      {step === "place" ? (
        <div className={css.form}>
          <p className={css.path} dir="ltr">
            {form.folder}
          </p>
          {placeProblem ? (
            <Banner kind="stop" rounded live>
              {placeProblem}
            </Banner>
          ) : null}
          <div className={css.actions}>
            <Button onPress={() => void place()}>{t("setup.place.other")}</Button>
            {offer && placeProblem !== null && offer.place_problem === null && form.folder !== offer.folder ? (
              <Button
                onPress={() => {
                  setForm((old) => ({ ...old, folder: offer.folder }));
                  setPlaceProblem(null);
                }}
              >
                {t("setup.place.offered")}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {step === "passphrase" ? (
        <div className={css.form}>
          <div>
            <p className="small muted">{t("setup.words")}</p>
            <p className={css.phrase}>{passphrase}</p>
          </div>
          <div>
            <Button onPress={() => void again()}>{t("setup.words.again")}</Button>
          </div>
          <PassphraseField label={t("setup.own")} hint={t("setup.own.hint")} optional value={own} onChange={setOwn} error={acting.at("passphrase")} />
        </div>
      ) : null}
    </Welcome>
  );
}

/** The id of the field that a refusal names, as `ProfileFields` gives it. */
function fieldOf(ref: string | undefined): string | undefined {
  const [group, field = ""] = (ref ?? "").split(".");
  if (group === "director") return field === "name" ? "setup/director" : "setup/title";
  if (group === "counsel") return { phone: "setup/counsel-phone", hours: "setup/counsel-hours", email: "setup/counsel-email", after_hours: "setup/after" }[field] ?? `setup/${field}`;
  return field ? `setup/${field}` : undefined;
}
