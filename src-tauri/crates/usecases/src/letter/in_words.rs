//! What the record knows by a code, in the words of a letter's language.

use domain::{Channel, DeliveryMethod};
use letters::Words;

/// A way a letter leaves.
pub(crate) fn method(words: &Words, method: DeliveryMethod) -> &str {
    let methods = &words.methods;
    match method {
        DeliveryMethod::InHand => &methods.in_hand,
        DeliveryMethod::SealedMail => &methods.sealed_mail,
        DeliveryMethod::CertifiedMail => &methods.certified_mail,
        DeliveryMethod::SecureTransfer => &methods.secure_transfer,
        DeliveryMethod::ReadOut => &methods.read_out,
        DeliveryMethod::Internal => &methods.internal,
    }
}

/// The same inside a sentence.
pub(super) fn way(words: &Words, method: DeliveryMethod) -> &str {
    let ways = &words.ways;
    match method {
        DeliveryMethod::InHand => &ways.in_hand,
        DeliveryMethod::SealedMail => &ways.sealed_mail,
        DeliveryMethod::CertifiedMail => &ways.certified_mail,
        DeliveryMethod::SecureTransfer => &ways.secure_transfer,
        DeliveryMethod::ReadOut => &ways.read_out,
        DeliveryMethod::Internal => &ways.internal,
    }
}

/// How a request arrived.
pub(super) fn arrival(words: &Words, channel: Channel) -> &str {
    let arrivals = &words.arrivals;
    match channel {
        Channel::InPerson => &arrivals.in_person,
        Channel::Phone => &arrivals.phone,
        Channel::Mail => &arrivals.mail,
        Channel::Email => &arrivals.email,
        Channel::Web => &arrivals.web,
        Channel::Fax => &arrivals.fax,
        Channel::Courier => &arrivals.courier,
    }
}

/// How somebody asked, as the texts of all languages ask for it: the kinds of paper are not told apart.
pub(super) fn asked(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "in person",
        Channel::Phone => "by telephone",
        Channel::Email | Channel::Web => "by e-mail",
        Channel::Mail | Channel::Fax | Channel::Courier => "in writing",
    }
}
