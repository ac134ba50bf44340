//! Stories: what a person does from beginning to end, through the use cases, on a real vault file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod apart;
mod authorized;
mod backing_up;
mod bad_input;
mod bad_packs;
mod calls;
mod clock_ahead;
mod danger;
mod dates_moved;
mod desk;
mod disposing;
mod drafting;
mod duty;
mod enclosing;
mod eyes;
mod keys;
mod looking;
mod meeting_room;
mod new_director;
mod officer;
mod other_library;
mod overtaken;
mod own_keys;
mod place;
mod proving;
mod redacting;
mod sealed;
mod setting_up;
mod settling_in;
mod standing_in;
mod subpoena;
mod two_worlds;
mod unlocking;
mod who_may;
mod who_may_office;
