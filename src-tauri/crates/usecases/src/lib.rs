//! What a person can do, one verb per file; the current state in memory; views for the screens.

mod error;
pub mod view;

pub use error::{Code, Error, Result};
