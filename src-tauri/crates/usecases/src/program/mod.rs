//! What the `custodian` program does beyond what the window does: counting dates, asking a policy about facts in a file,
//! looking at letters, making a practice vault, checking a vault.

pub mod anchor;
pub mod backup;
mod contradictions;
pub mod deadline;
pub mod events;
pub mod facts;
pub mod founding;
pub mod headers;
pub mod letters;
pub(crate) mod pack;
pub mod people;
mod place;
pub mod plain_text;
pub mod policy;
pub mod policy_life;
pub mod practice;
pub mod reply;
mod script;
pub mod vault;
