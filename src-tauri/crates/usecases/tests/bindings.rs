//! The TypeScript types that the pages use are those that the views give today.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use ts_rs::{Config, TS};
use usecases::Error;
use usecases::view::*;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/bridge/generated");

const AGAIN: &str = "Run `cargo xtask bindings` and commit what it writes.";

macro_rules! export {
    ($config:expr, $($kind:ty),* $(,)?) => { $(<$kind>::export_all($config).unwrap();)* };
}

/// Writes every type that crosses to the pages, with all it is made of.
fn export_to(folder: &Path) {
    let config = Config::new().with_out_dir(folder);
    export!(
        &config,
        Error,
        AbsenceForm,
        RetentionView,
        PeriodForm,
        LiftForm,
        HoldForm,
        DisposedView,
        DisposeForm,
        AccessForm,
        AdviceForm,
        AnchorForm,
        AnchorFoundView,
        AppStatus,
        AppointmentForm,
        AuthorizationDetail,
        AuthorizationForm,
        AuthorizationList,
        BackupView,
        ClosureForm,
        ContinueForm,
        CounselCallForm,
        CounselForm,
        CustodyView,
        DecisionForm,
        DeliveryForm,
        DesignationForm,
        DeskView,
        DirectorForm,
        DirectorRouteForm,
        DraftView,
        DutyView,
        EmployeeForm,
        ExtensionForm,
        FeeForm,
        FileView,
        FirstContactView,
        FoundBackupView,
        GagForm,
        IdentityForm,
        InstrumentForm,
        LetterEdit,
        LetterView,
        ListQuery,
        MarkedReading,
        NewRequestForm,
        OpeningView,
        OutsideLetterForm,
        ParagraphView,
        PartForm,
        PauseForm,
        PeopleView,
        PolicyOffer,
        PolicyPage,
        PreservationForm,
        ProofView,
        PrintReport,
        ProfileForm,
        ReadInForm,
        RecoveryGroup,
        RecoverySheetView,
        ReleaseForm,
        RequestList,
        RequestView,
        RequesterForm,
        ResumeForm,
        RestoredView,
        RoutePreview,
        SearchHit,
        SettingsView,
        SetupForm,
        SetupOffer,
        StandInForm,
        StatementForm,
        SwitchForm,
        TestedBackupView,
        TryForm,
        UseForm,
        VacancyForm,
        VendorSessionForm,
        UnsealForm,
        VerificationView,
        VisitForm,
    );
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
        })
        .collect()
}

#[test]
fn the_committed_types_are_the_ones_the_views_give() {
    let folder = tempfile::tempdir().unwrap();
    export_to(folder.path());
    let (given, committed) = (texts(folder.path()), texts(Path::new(COMMITTED)));
    let names = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&committed),
        names(&given),
        "a type is new or gone. {AGAIN} A new type is also named in this test."
    );
    for (name, text) in &given {
        assert!(committed[name] == *text, "{name} is not what the views give. {AGAIN}");
    }
}
