//! The groups of words, each field a text.
//!
//! A record keeps the words of a letter with it. A field that a newer program adds is empty in older ones, and no reason not to
//! read the letter; a file with an empty field is refused when it is loaded.

use serde::{Deserialize, Serialize};

/// Declares a group of words: each field a text, with the places it must have.
macro_rules! group {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $field:ident $(= [$($place:literal),*])?,)* }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name { $($(#[$doc])* pub $field: String,)* }

        impl $name {
            pub(super) fn texts(&self) -> Vec<(&'static str, &str, &'static [&'static str])> {
                vec![$((stringify!($field), self.$field.as_str(), &[$($($place),*)?]),)*]
            }
        }
    };
}

group! {
    /// Labels and marks on the paper.
    Labels {
        /// Before the date.
        date,
        /// Before the case number.
        reference,
        /// Before the letter that this one corrects.
        corrects,
        /// When a memo was written.
        written,
        /// Before the policy and its version, where a letter is shown as words.
        policy,
        /// Before the readers of a memo.
        to,
        /// Before the writer of a memo.
        from,
        /// Before the case of a memo.
        case,
        /// Before the one enclosure.
        enclosure,
        /// Before several.
        enclosures,
        /// Before who else gets the letter.
        copy,
        /// Number of a page.
        page = ["number", "count"],
        /// Across a letter that is not issued.
        draft,
        /// Across a letter of a practice record.
        practice,
        /// What the logo shows, for readers who do not see it.
        logo = ["library"],
        /// What the link over an e-mail address does.
        write_to = ["address"],
    }
}

group! {
    /// The sheet that follows a letter and lists what goes with it.
    ManifestLabels {
        /// What it is.
        title,
        /// The same, with the letter it belongs to.
        title_of = ["letter"],
        /// Its subject line.
        subject,
        /// Before the way it leaves.
        sent,
        /// Before the letter's subject.
        letter,
        /// Before the letter's digest.
        code,
        /// In place of the digest of a draft.
        code_later,
        /// What the sheet is for.
        about,
        /// Over the table of what is released.
        released,
        /// Column: part of the request.
        part,
        /// Column: field.
        field,
        /// Column: dates.
        dates,
        /// Dates that nobody narrowed.
        dates_asked,
        /// In place of the table of files.
        none,
        /// Over the table of files.
        files,
        /// Column: number.
        number,
        /// Column: what a file is.
        what,
        /// Column: digest of a file.
        file_code,
        /// How a file is compared.
        how,
        /// A file that goes as it came.
        as_it_came = ["media", "bytes"],
        /// A redacted copy of one page.
        redacted = ["media", "bytes"],
        /// A redacted copy of several.
        redacted_pages = ["media", "pages", "bytes"],
        /// A file that is gone.
        missing,
        /// Among the enclosures of the letter, without a file.
        enclosed,
        /// The same with one file.
        enclosed_one,
        /// The same with several.
        enclosed_several = ["files"],
    }
}

group! {
    /// Ways a letter leaves.
    Methods {
        /// Handed over.
        in_hand,
        /// By mail in a sealed envelope.
        sealed_mail,
        /// By certified mail.
        certified_mail,
        /// By a secure transfer.
        secure_transfer,
        /// Read to its reader.
        read_out,
        /// Inside the office.
        internal,
    }
}

group! {
    /// Ways a request arrives, inside a sentence.
    Arrivals {
        /// By a visit.
        in_person,
        /// By a call.
        phone,
        /// By mail.
        mail,
        /// By e-mail.
        email,
        /// By the web site.
        web,
        /// By fax.
        fax,
        /// By a courier.
        courier,
    }
}

group! {
    /// Phrases that facts are told in.
    Phrases {
        /// The capacity of a designee (DG-8).
        designee = ["date"],
        /// Somebody who gave no name.
        requester,
        /// An officer with a badge.
        badge = ["name", "badge"],
        /// Dates of a record, where the plan names none.
        dates_of_paper,
        /// A field that is told by a page that goes along.
        enclosed,
        /// The ground that names no provision.
        policy,
        /// The ground with its provisions.
        policy_at = ["provisions"],
        /// A recipient who accepted the duty of confidence.
        accepted = ["name", "date"],
        /// Somebody who keeps data for the library, where no name was noted.
        keeper,
        /// No charge.
        nothing,
        /// An earlier letter.
        earlier_letter = ["date"],
        /// An earlier memo.
        earlier_memo = ["date"],
    }
}

group! {
    /// Clock times.
    Times {
        /// With `{half}` the hours go to twelve, without it to twenty-four.
        clock = ["hour", "minute"],
        /// The half of the day before noon.
        morning,
        /// The other half.
        afternoon,
        /// 0:00.
        midnight,
        /// 12:00.
        noon,
        /// A day with its time.
        moment = ["date", "time"],
    }
}

group! {
    /// How several things are listed in a sentence.
    Lists {
        /// Between all but the last two.
        between,
        /// Between two.
        pair,
        /// Between the last two of several.
        last,
    }
}

group! {
    /// A claim that is so, and one that is not.
    Answers {
        /// It is so.
        yes,
        /// It is not.
        no,
    }
}
