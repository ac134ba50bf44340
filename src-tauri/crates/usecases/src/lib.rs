//! What a person can do, one verb per file; the current state in memory; views for the screens.
//!
//! A [`Session`] is somebody at an unlocked vault. Each verb takes it, checks authority and policy, records events in one
//! transaction, and answers with a view. Time and randomness enter through [`Surroundings`].

pub mod acts;
mod assets;
mod attachment_rows;
mod authorizations;
pub mod backups;
mod breakage;
mod choices;
mod clock_views;
mod counsel_view;
mod crash;
pub mod custody;
mod date_changes;
mod dealings;
mod desk;
mod drafts;
mod due;
mod duty;
pub mod enclosing;
mod error;
mod failure;
mod file_view;
mod guide_view;
mod holds;
mod journal;
pub mod letter;
mod letter_rows;
mod list;
pub mod own_texts;
mod packs;
mod payload;
pub mod people;
pub mod policy_life;
mod preferences;
pub mod program;
pub mod proof;
mod question_view;
pub mod redaction;
mod request_view;
pub mod retention;
mod ruling;
mod sealed_view;
mod search;
mod session;
pub mod settings;
mod setup;
mod sight;
mod surroundings;
mod timeline;
mod unlock;
pub mod view;
mod when;

pub use authorizations::{list_authorizations, open_authorization};
#[cfg(feature = "testing")]
pub use breakage::{Breakage, break_on_purpose};
pub use crash::stopped_at;
pub use desk::desk_view;
pub use drafts::{Beside, drop_draft, load_drafts, save_draft, save_draft_beside};
pub use duty::{accept_duty, duty_view};
pub use error::{Code, Error, Result};
pub use file_view::{KeptFile, kept_file};
pub use letter::paper_not_known;
pub use list::list_requests;
pub use preferences::{lock_minutes, set_preference};
pub use request_view::{open_request, refresh_request};
pub use search::search;
pub use session::Session;
#[cfg(feature = "testing")]
pub use setup::setup_create_quickly;
pub use setup::{SetupInput, check_place, prove_recovery, setup_create, setup_offer};
pub use surroundings::{Clock, Draw, Surroundings};
pub use unlock::{app_status, unlock, unlock_wait, unlock_with_sheet};

pub use domain::PrintOutcome;
pub use enclosures::Helper;
pub use vault::Profile;
#[cfg(feature = "testing")]
pub use vault::testing as keeper;
