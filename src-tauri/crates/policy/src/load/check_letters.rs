//! Letters that a provision demands, whatever the rows say: they are in the catalogue and stand on that provision. Without this,
//! a letter that no row names could be lost and nobody would miss it.

use super::cross_check::Check;

impl Check<'_> {
    /// Judges the letters that provisions demand.
    pub(super) fn demanded_letters(&mut self) {
        let pack = self.pack;
        for provision in pack.provisions.values() {
            let place = self.place("provisions.toml");
            let line = place.line(&format!("code = \"{}\"", provision.code));
            for code in &provision.letters {
                let cites = |label: &String| label == provision.code.as_str();
                let (message, help) = match pack.letter(code) {
                    None => (
                        format!(
                            "{} demands the letter {code}, which is not in the catalogue.",
                            provision.code
                        ),
                        "Put the letter back in letters.toml, or correct its code.",
                    ),
                    Some(letter) if !letter.cites.iter().any(cites) => (
                        format!("{} demands the letter {code}, which does not stand on it.", provision.code),
                        "Let the letter cite the provision, or correct its code.",
                    ),
                    Some(_) => continue,
                };
                self.say(place, line, message, help);
            }
        }
    }
}
