//! What enters from outside: the time, and random identities. Nothing below the programs reads a clock.

use crate::{Error, Result};
use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// A source of the present moment.
pub type Clock = Box<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;
/// A source of sixteen random bytes; `None` when the system cannot give any.
pub type Draw = Box<dyn Fn() -> Option<[u8; 16]> + Send + Sync>;

/// The world as one session sees it.
pub struct Surroundings {
    clock: Clock,
    draw: Draw,
}

impl Surroundings {
    /// With this clock, and the operating system's random source.
    pub fn new(clock: Clock) -> Self {
        Self::with_draw(clock, Box::new(system_draw))
    }

    /// With this clock and this source of identities; tests fix both.
    pub fn with_draw(clock: Clock, draw: Draw) -> Self {
        Self { clock, draw }
    }

    /// Now, with offset: as the vault writes it.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// Now, by the office clock: as every rule reads it.
    pub fn office_time(&self) -> NaiveDateTime {
        self.now().naive_local()
    }

    /// A fresh identity.
    pub(crate) fn id(&self) -> Result<[u8; 16]> {
        (self.draw)().ok_or_else(|| Error::internal("the system gave no random numbers"))
    }
}

impl std::fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Surroundings")
    }
}

fn system_draw() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}
