//! The duty of confidence of a pack: it stands on a provision that is there, and it has words.

use super::cross_check::Check;

impl Check<'_> {
    /// Judges the duty, where the pack has one.
    pub(super) fn duty(&mut self) {
        let Some(duty) = &self.pack.about.duty else { return };
        let (provision, words) = (duty.provision.clone(), duty.words.clone());
        let place = self.place("pack.toml");
        let line = place.line("[duty]");
        self.provision(place, ("duty", 0), &provision);
        if words.is_empty() || words.iter().any(|words| words.trim().is_empty()) {
            let place = self.place("pack.toml");
            let message = "The duty of confidence has no words.".to_owned();
            self.say(place, line, message, "Write what is accepted, or leave the table out.");
        }
    }
}
