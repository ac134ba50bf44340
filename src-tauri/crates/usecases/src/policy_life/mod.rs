//! The policy as the office lives with it: which versions were adopted, what another version would change, its dated
//! switches, and how old its statements are. One verb per file.

mod adopt_policy;
mod policy_page;
mod set_switch;

pub use adopt_policy::{adopt_policy, compare_policy};
pub use policy_page::policy_page;
pub(crate) use policy_page::stale_statutes;
pub use set_switch::set_switch;
