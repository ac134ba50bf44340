//! Whole roads, from the first start to the printed letter, walked in the real window.

mod enclosing;
mod every_type;
mod father;
mod foundation;
mod keeping;
pub(crate) mod left_behind;
mod meeting_room;
mod newspaper;
mod officer;
mod other_library;
mod own_words;
mod power_cut;
mod redacting;
mod road;
mod sealed;
mod second_eyes;
mod standing_in;
mod subpoena;
mod warrant;
