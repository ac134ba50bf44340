//! Guards taken out on purpose, as in the record keeper's file of that name: a test of who may do what proves nothing before it
//! was seen to fail. In shipped programs every question here is answered when the program is compiled.

#[cfg(feature = "testing")]
pub use chosen::break_on_purpose;
pub(crate) use chosen::is_broken;

/// One guard that can be taken out.
#[cfg_attr(
    not(feature = "testing"),
    expect(unreachable_pub, reason = "only test programs see it from outside")
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    /// Nobody asks who was read in: a sealed matter is there for everybody.
    SealNotAsked,
    /// What only the Director does, a designee who acts does too.
    DirectorNotAsked,
    /// The record is read before what is hidden in it is refused: that takes longer than for what never was.
    HiddenIsReadFirst,
}

#[cfg(not(feature = "testing"))]
mod chosen {
    use super::Breakage;

    pub(crate) const fn is_broken(_guard: Breakage) -> bool {
        false
    }
}

#[cfg(feature = "testing")]
mod chosen {
    use super::Breakage;
    use std::cell::Cell;

    thread_local! {
        static BROKEN: Cell<Option<Breakage>> = const { Cell::new(None) };
    }

    /// From now on this thread works without the guard, or with all of them again. Returns what was missing before.
    pub fn break_on_purpose(guard: Option<Breakage>) -> Option<Breakage> {
        BROKEN.replace(guard)
    }

    pub(crate) fn is_broken(guard: Breakage) -> bool {
        BROKEN.get() == Some(guard)
    }
}
