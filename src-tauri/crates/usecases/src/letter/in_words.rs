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

/// How somebody asked, which does not tell the kinds of paper apart.
pub(super) fn asked(words: &Words, channel: Channel) -> &str {
    match channel {
        Channel::InPerson | Channel::Phone => arrival(words, channel),
        Channel::Email | Channel::Web => &words.arrivals.email,
        Channel::Mail | Channel::Fax | Channel::Courier => &words.arrivals.in_writing,
    }
}
