//! Closed sets that a form offers, with their labels: channels of arrival, methods of delivery.

use crate::Result;
use crate::acts::unknown_choice;
use crate::view::Labelled;
use chrono::Weekday;
use domain::{Channel, DeliveryMethod, Means};

const CHANNELS: [(Channel, &str, &str); 7] = [
    (Channel::InPerson, "in_person", "In person"),
    (Channel::Phone, "phone", "By telephone"),
    (Channel::Mail, "mail", "By mail"),
    (Channel::Email, "email", "By e-mail"),
    (Channel::Web, "web", "By web form"),
    (Channel::Fax, "fax", "By fax"),
    (Channel::Courier, "courier", "By courier or process server"),
];

const METHODS: [(DeliveryMethod, &str, &str); 6] = [
    (DeliveryMethod::InHand, "in_hand", "In hand, with a receipt"),
    (DeliveryMethod::SealedMail, "sealed_mail", "Sealed mail"),
    (DeliveryMethod::CertifiedMail, "certified_mail", "Certified mail"),
    (DeliveryMethod::SecureTransfer, "secure_transfer", "Secure electronic transfer"),
    (DeliveryMethod::ReadOut, "read_out", "Read out"),
    (DeliveryMethod::Internal, "internal", "To staff or counsel"),
];

const MEANS: [(Means, &str, &str); 5] = [
    (Means::Telephone, "telephone", "Telephone"),
    (Means::TextMessage, "text_message", "Text message"),
    (Means::Email, "email", "E-mail"),
    (Means::Visit, "visit", "A visit"),
    (Means::Messenger, "messenger", "Through somebody else"),
];

const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "mon", "Monday"),
    (Weekday::Tue, "tue", "Tuesday"),
    (Weekday::Wed, "wed", "Wednesday"),
    (Weekday::Thu, "thu", "Thursday"),
    (Weekday::Fri, "fri", "Friday"),
    (Weekday::Sat, "sat", "Saturday"),
    (Weekday::Sun, "sun", "Sunday"),
];

/// Means of trying to reach the Director.
pub(crate) fn all_means() -> Vec<Labelled> {
    MEANS.iter().map(|(_, code, label)| labelled(code, label)).collect()
}

/// A means from its code.
pub(crate) fn means(code: &str) -> Result<Means> {
    let found = MEANS.iter().find(|(_, known, _)| *known == code);
    found.map(|(means, _, _)| *means).ok_or_else(|| unknown_choice(code, "means"))
}

/// A means in words.
pub(crate) fn means_words(means: Means) -> &'static str {
    MEANS.iter().find(|(known, _, _)| *known == means).map_or("", |(_, _, label)| label)
}

/// Days of the week.
pub(crate) fn all_weekdays() -> Vec<Labelled> {
    WEEKDAYS.iter().map(|(_, code, label)| labelled(code, label)).collect()
}

/// A day of the week from its code.
pub(crate) fn weekday(code: &str) -> Result<Weekday> {
    let found = WEEKDAYS.iter().find(|(_, known, _)| *known == code);
    found.map(|(day, _, _)| *day).ok_or_else(|| unknown_choice(code, "open_days"))
}

/// The code of a day of the week.
pub(crate) fn weekday_code(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _, _)| *known == day).map_or("", |(_, code, _)| code)
}

/// Ways a request arrives.
pub(crate) fn channels() -> Vec<Labelled> {
    CHANNELS.iter().map(|(_, code, label)| labelled(code, label)).collect()
}

/// A channel from its code.
pub(crate) fn channel(code: &str) -> Result<Channel> {
    let found = CHANNELS.iter().find(|(_, known, _)| *known == code);
    found.map(|(channel, _, _)| *channel).ok_or_else(|| unknown_choice(code, "channel"))
}

/// A channel in words.
pub(crate) fn channel_words(channel: Channel) -> &'static str {
    CHANNELS.iter().find(|(known, _, _)| *known == channel).map_or("", |(_, _, label)| label)
}

/// Ways a letter leaves.
pub(crate) fn delivery_methods() -> Vec<Labelled> {
    METHODS.iter().map(|(_, code, label)| labelled(code, label)).collect()
}

/// A method from its code.
pub(crate) fn delivery_method(code: &str) -> Result<DeliveryMethod> {
    let found = METHODS.iter().find(|(_, known, _)| *known == code);
    found.map(|(method, _, _)| *method).ok_or_else(|| unknown_choice(code, "method"))
}

/// A method in words.
pub(crate) fn delivery_words(method: DeliveryMethod) -> &'static str {
    METHODS.iter().find(|(known, _, _)| *known == method).map_or("", |(_, _, label)| label)
}

fn labelled(code: &str, label: &str) -> Labelled {
    Labelled { code: code.to_owned(), label: label.to_owned() }
}
