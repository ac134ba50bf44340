//! What no record knows and a person types into the letter. Everything else a letter needs must come from the request.

/// Facts that are meant to be typed, with sample words.
pub(crate) const FACTS: [(&str, &str); 17] = [
    ("fee.basis", "the pay of the clerk who finds and copies the records"),
    ("delay.late_why", "the court hears the matter next month"),
    ("search.made", "the files of the office"),
    ("holder.name", "another office of the City"),
    ("claim.authority", "the law that was named"),
    ("kept.not", "loans after the return"),
    ("firm.name", "Pageflow Media"),
    ("firm.terms", "pageflow.example/terms"),
    ("firm.contact", "privacy@pageflow.example"),
    ("own.part", "the sign-in that is passed on"),
    ("report.number", "27-00418"),
    ("report.items", "sewing kit no. 7"),
    ("report.notices", "three notices, the last by certified mail"),
    ("review.rule", "Rules of conduct, section 4"),
    ("given.how", "by e-mail"),
    ("account.reference", "3321"),
    ("booking.what", "the large meeting room"),
];

/// Words for a part that a person writes.
pub(crate) const FREE: &str = "This was written for the test, in plain words.";
