//! What the words of the office mean: requests, parts, papers, counsel's advice, decisions, letters, deliveries, and who
//! may act.
//!
//! Nothing here reads a clock, a file or a random source, and nothing here knows a policy: types of request, gates, kinds
//! of data and letters are codes that a policy pack defines. An act is a [`command`](acts) on a state; it answers with
//! events or with a [`Refusal`] that says what to do next; [`Request::evolve`] and [`Office::evolve`] apply events.

mod acts;
mod authority;
mod authorization;
mod availability;
pub mod calendar;
mod clock_delay;
mod codes;
mod counsel;
mod custodian;
mod custody;
pub mod deadline;
mod decision;
mod event;
mod fee;
mod identity;
mod ids;
mod instrument;
mod issued;
mod keeping;
mod looking;
mod manifest;
mod office;
mod outcome;
mod own_text;
mod part;
mod policy_life;
mod received;
mod redaction;
mod refusal;
mod request;
mod retention;
mod sealing;
mod set_back;
mod signing;
mod statement;
mod vendor_session;
mod wording;

pub use acts::*;
pub use authority::{Authority, Matter, Standing, authority, case_owner, clock_is_back};
pub use authorization::*;
pub use availability::{days_without_cover, director_returned, director_unavailable, tries_in_force};
pub use clock_delay::*;
pub use codes::*;
pub use counsel::*;
pub use custodian::{Custodian, who_decides, who_is_custodian};
pub use custody::*;
pub use decision::*;
pub use event::*;
pub use fee::*;
pub use identity::*;
pub use ids::*;
pub use instrument::*;
pub use issued::*;
pub use keeping::*;
pub use looking::{Looking, looking};
pub use manifest::*;
pub use office::*;
pub use outcome::*;
pub use own_text::*;
pub use part::*;
pub use policy_life::*;
pub use received::*;
pub use redaction::*;
pub use refusal::*;
pub use request::*;
pub use retention::*;
pub use sealing::*;
pub use set_back::SetBacks;
pub use signing::{Signing, Telling, awaits_director, printing, signing};
pub use statement::*;
pub use vendor_session::*;
pub use wording::{LINE_LIMIT, NAME_LIMIT, PASSAGE_LIMIT, line, name, optional_line, passage};
