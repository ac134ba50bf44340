//! What a person does at the desk, in her words. Journeys are written with these verbs; add to them freely.

use serde_json::json;

use crate::app::{App, wait_for};

/// Keys by name, as the protocol writes them.
pub(crate) mod keys {
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const SHIFT: &str = "\u{E008}";
    pub(crate) const CONTROL: &str = "\u{E009}";
    pub(crate) const ALT: &str = "\u{E00A}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const LEFT: &str = "\u{E012}";
    pub(crate) const UP: &str = "\u{E013}";
    pub(crate) const RIGHT: &str = "\u{E014}";
    pub(crate) const DOWN: &str = "\u{E015}";
}

impl App {
    /// Presses a button.
    pub(crate) fn press_button(&self, name: &str) {
        self.click("button", name);
    }

    /// Follows a link or opens a place.
    pub(crate) fn follow(&self, name: &str) {
        self.click("link", name);
    }

    /// Clicks something of a role. Again when the page redrew itself at that moment.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let mut last = String::new();
        wait_for(&format!("a click on {role} “{name}”"), || {
            let element = self.find_now(role, name)?;
            self.session.click(&element).map_err(|refused| last = refused.message).ok()
        });
    }

    /// Chooses one of several answers, by its words. The input itself is hidden under our own drawing, so its label
    /// is clicked.
    pub(crate) fn choose(&self, name: &str) {
        let input = wait_for(&format!("the choice “{name}”"), || {
            self.find_now("radio", name).or_else(|| self.find_now("checkbox", name))
        });
        let clicked = self.session.script(
            "const e = arguments[0]; const t = e.labels && e.labels[0] || e; t.scrollIntoView({block: 'center'}); t.click(); \
             return true",
            &[input.as_argument()],
        );
        clicked.unwrap_or_else(|refused| panic!("“{name}” cannot be chosen: {refused:?}"));
    }

    /// Writes into a field, in place of what was there.
    pub(crate) fn write(&self, field: &str, text: &str) {
        let element = self.find("textbox", field);
        self.session
            .clear(&element)
            .unwrap_or_else(|refused| panic!("“{field}” cannot be emptied: {refused:?}"));
        if !text.is_empty() {
            self.session
                .type_into(&element, text)
                .unwrap_or_else(|refused| panic!("“{field}” cannot be written in: {refused:?}"));
        }
    }

    /// Presses a key, or several together: `press(&[keys::CONTROL, "k"])`.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.session.chord(keys).unwrap_or_else(|refused| panic!("keys cannot be pressed: {refused:?}"));
    }

    /// The name of what has the focus, as a screen reader says it.
    pub(crate) fn focus(&self) -> String {
        let focused =
            self.session.script("return document.activeElement", &[]).expect("something has the focus");
        let element = crate::webdriver::Element::from_value(&focused).expect("an element");
        self.session.label(&element).unwrap_or_default()
    }

    /// Light or dark, as the operating system would say it.
    pub(crate) fn set_theme(&self, theme: &str) {
        self.session
            .script("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)])
            .expect("the theme changes");
    }
}
