//! What the program tells the page without being asked.

use serde::Serialize;

use crate::files::Offer;
use crate::lock::Because;

/// One message to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Notice {
    /// The window is about to lock. The page draws its curtain, saves what was typed, and shows nothing more.
    Locking {
        /// Why.
        because: Because,
    },
    /// The window is about to close. The page saves what was typed.
    Closing,
    /// Nobody touched anything for a while.
    LocksSoon {
        /// Seconds that are left. Zero means somebody came back.
        seconds: u64,
    },
    /// How far the work is that the page waits for.
    Progress {
        /// From 0 to 100.
        share: u8,
    },
    /// Files are being dragged over the window.
    FilesOver {
        /// How many.
        count: usize,
    },
    /// They were dragged away again.
    FilesGone,
    /// Files were dropped. The page gets tickets, never paths.
    FilesDropped {
        /// One ticket for each file that can be attached.
        files: Vec<Offer>,
    },
}
