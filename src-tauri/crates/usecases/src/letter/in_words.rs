//! What the record knows by a code, in the words of a letter's language.

use domain::{Channel, DeliveryMethod};
use letters::{Methods, Words};

/// A way a letter leaves.
pub(crate) fn method(words: &Words, method: DeliveryMethod) -> &str {
    one_of(&words.methods, method)
}

/// The same inside a sentence.
pub(super) fn way(words: &Words, method: DeliveryMethod) -> &str {
    one_of(&words.ways, method)
}

fn one_of(methods: &Methods, method: DeliveryMethod) -> &str {
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

/// How somebody asked, as the texts of all languages ask for it: the kinds of paper are not told apart.
pub(super) fn asked(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "in person",
        Channel::Phone => "by telephone",
        Channel::Email | Channel::Web => "by e-mail",
        Channel::Mail | Channel::Fax | Channel::Courier => "in writing",
    }
}
