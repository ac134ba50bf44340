//! What the program itself says in a letter: labels, dates, times, and the phrases that facts are told in. One file for each
//! language, so that a further one is added as text.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

mod groups;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

pub use groups::{Answers, Arrivals, Labels, Lists, ManifestLabels, Methods, Phrases, Times};

/// Dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dates {
    /// A day: `{month}`, `{day}` and `{year}`.
    pub day: String,
    /// The months from the first on.
    pub months: Vec<String>,
}

/// Words that are not parted from their neighbours at the end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Together {
    /// They stay with what follows.
    pub before: Vec<String>,
    /// They stay with what stands before.
    pub after: Vec<String>,
}

/// Words that turn a sentence into its opposite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Turned {
    /// Each by itself.
    pub by: Vec<String>,
}

/// The words of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    /// BCP 47 language tag.
    pub language: String,
    /// What the language calls itself.
    pub name: String,
    /// Dates.
    pub dates: Dates,
    /// Clock times.
    pub times: Times,
    /// Lists in a sentence.
    pub lists: Lists,
    /// Yes and no.
    pub answers: Answers,
    /// What turns a sentence round.
    pub turned: Turned,
    /// What a line does not part.
    pub together: Together,
    /// Labels and marks.
    pub labels: Labels,
    /// The sheet that follows a letter.
    pub manifest: ManifestLabels,
    /// Ways a letter leaves.
    pub methods: Methods,
    /// The same inside a sentence.
    pub ways: Methods,
    /// Ways a request arrives.
    pub arrivals: Arrivals,
    /// Phrases.
    pub phrases: Phrases,
}

impl Words {
    /// A day in running text.
    pub fn day(&self, date: NaiveDate) -> String {
        let month = self.dates.months.get(date.month0() as usize).map_or("", String::as_str);
        let (day, year) = (date.day().to_string(), date.year().to_string());
        filled(&self.dates.day, &[("month", month), ("day", &day), ("year", &year)])
    }

    /// A time of day.
    pub fn time(&self, time: NaiveTime) -> String {
        let times = &self.times;
        let is_by_halves = times.clock.contains("{half}");
        let hour = match (time.hour(), time.minute()) {
            (0, 0) => return times.midnight.clone(),
            (12, 0) => return times.noon.clone(),
            (hour, _) if is_by_halves => (hour + 11) % 12 + 1,
            (hour, _) => hour,
        };
        let half = if time.hour() < 12 { &times.morning } else { &times.afternoon };
        let (hour, minute) = (hour.to_string(), format!("{:02}", time.minute()));
        filled(&times.clock, &[("hour", &hour), ("minute", &minute), ("half", half)])
    }

    /// A day with its time.
    pub fn moment(&self, at: NaiveDateTime) -> String {
        filled(&self.times.moment, &[("date", &self.day(at.date())), ("time", &self.time(at.time()))])
    }

    /// Several things in one sentence.
    pub fn listed(&self, list: &[String]) -> String {
        match list {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one}{}{other}", self.lists.pair),
            [rest @ .., last] => format!("{}{}{last}", rest.join(&self.lists.between), self.lists.last),
        }
    }

    /// What is wrong with them, in words.
    fn problems(&self) -> Vec<String> {
        let groups = [
            ("times", self.times.texts()),
            ("lists", self.lists.texts()),
            ("answers", self.answers.texts()),
            ("labels", self.labels.texts()),
            ("manifest", self.manifest.texts()),
            ("methods", self.methods.texts()),
            ("ways", self.ways.texts()),
            ("arrivals", self.arrivals.texts()),
            ("phrases", self.phrases.texts()),
            ("dates", vec![("day", self.dates.day.as_str(), ["month", "day", "year"].as_slice())]),
        ];
        let mut problems = Vec::new();
        for (group, texts) in groups {
            for (name, text, places) in texts {
                if text.trim().is_empty() {
                    problems.push(format!("{group}.{name} is empty"));
                }
                // The half of the day may be left out.
                let is_clock = (group, name) == ("times", "clock");
                let found = places_of(text).unwrap_or_default();
                let is_known = |place: &&str| places.contains(place) || is_clock && *place == "half";
                let is_whole = places_of(text).is_some();
                if !is_whole
                    || !places.iter().all(|place| found.contains(place))
                    || !found.iter().all(is_known)
                {
                    problems.push(format!("{group}.{name} must have the places {places:?} and no others"));
                }
            }
        }
        let words = self.dates.months.iter().chain(&self.together.before).chain(&self.together.after);
        if words.chain([&self.name, &self.language]).any(|word| word.trim().is_empty()) {
            problems.push(
                "a month, a word of [together], the name or the tag of the language is empty".to_owned(),
            );
        }
        let is_one_word = |word: &String| word.split_whitespace().count() == 1;
        if self.turned.by.is_empty() || !self.turned.by.iter().all(is_one_word) {
            problems
                .push("turned.by must name the words that turn a sentence round, each by itself".to_owned());
        }
        if self.dates.months.len() != 12 {
            problems.push("dates.months must name twelve months".to_owned());
        }
        problems
    }
}

/// The words that a letter is written with. Left out, they are those of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Words", into = "Words")]
pub struct Language(Arc<Words>);

/// The language of letters that do not say theirs; its file comes with the program.
const HOUSE: &str = include_str!("../../../../assets/letters/words/en-US.toml");

impl Language {
    /// Reads the words of a language.
    ///
    /// # Errors
    /// Everything that is wrong with them, with its line where that is known.
    pub(crate) fn load(source: &str) -> Result<Language, Vec<(usize, String)>> {
        let words: Words = toml::from_str(source).map_err(|error| {
            let line = error.span().map_or(1, |span| crate::text::line_of(source, span.start));
            vec![(line, error.message().to_owned())]
        })?;
        let problems = words.problems();
        if problems.is_empty() {
            Ok(Language(Arc::new(words)))
        } else {
            Err(problems.into_iter().map(|problem| (1, problem)).collect())
        }
    }

    /// Whether they are those of the house.
    pub fn is_house(&self) -> bool {
        *self == Language::default()
    }
}

impl Default for Language {
    fn default() -> Language {
        // What cannot be read here is refused with all other texts before a letter is written.
        static WORDS: LazyLock<Language> =
            LazyLock::new(|| Language::load(HOUSE).unwrap_or_else(|_| Language(Arc::default())));
        WORDS.clone()
    }
}

impl Deref for Language {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.0
    }
}

impl From<Words> for Language {
    fn from(words: Words) -> Language {
        Language(Arc::new(words))
    }
}

impl From<Language> for Words {
    fn from(language: Language) -> Words {
        Words::clone(&language)
    }
}

/// A text with its places filled. What is put in is not looked into again.
pub fn filled(text: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, (name, behind))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        out.push_str(before);
        if let Some((_, words)) = with.iter().find(|(known, _)| *known == name) {
            out.push_str(words);
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The places of a text; none where a bracket is left over.
fn places_of(text: &str) -> Option<Vec<&str>> {
    let (first, parts) =
        text.split('{').collect::<Vec<_>>().split_first().map(|(first, parts)| (*first, parts.to_vec()))?;
    let cut: Option<Vec<(&str, &str)>> = parts.into_iter().map(|part| part.split_once('}')).collect();
    let cut = cut?;
    let is_clean =
        std::iter::once(first).chain(cut.iter().map(|(_, behind)| *behind)).all(|part| !part.contains('}'));
    is_clean.then(|| cut.into_iter().map(|(place, _)| place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house() -> Language {
        Language::load(HOUSE).unwrap()
    }

    fn changed(from: &str, to: &str) -> Vec<String> {
        let source = HOUSE.replacen(from, to, 1);
        assert_ne!(source, HOUSE, "{from}");
        Language::load(&source).expect_err(to).into_iter().map(|(_, problem)| problem).collect()
    }

    #[test]
    fn dates_and_times_read_as_in_a_letter() {
        let words = house();
        assert_eq!(words.day(NaiveDate::from_ymd_opt(2026, 12, 2).unwrap()), "December 2, 2026");
        for (h, m, said) in [
            (9, 5, "9:05 a.m."),
            (0, 0, "midnight"),
            (0, 7, "12:07 a.m."),
            (12, 0, "noon"),
            (12, 30, "12:30 p.m."),
        ] {
            assert_eq!(words.time(NaiveTime::from_hms_opt(h, m, 0).unwrap()), said);
        }
    }

    #[test]
    fn without_halves_the_clock_goes_to_twenty_four() {
        let source = HOUSE.replacen("{hour}:{minute} {half}", "{hour}.{minute}", 1);
        let words = Language::load(&source).unwrap();
        assert_eq!(words.time(NaiveTime::from_hms_opt(17, 5, 0).unwrap()), "17.05");
    }

    #[test]
    fn lists_are_joined_as_people_write_them() {
        let listed =
            |list: &[&str]| house().listed(&list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b, and c");
    }

    #[test]
    fn words_that_are_missing_or_lose_their_place_are_refused() {
        assert!(changed("Page {number} of {count}", "Page {number}")[0].contains("labels.page"));
        assert!(changed("Page {number}", "Page {nummer}")[0].contains("labels.page"));
        assert!(changed("for the Library Director, as", "{name}, as")[0].contains("phrases.designee"));
        assert!(changed("policy = \"Policy\"\n", "")[0].contains("policy"));
        assert!(changed("\"January\", ", "")[0].contains("twelve"));
        assert!(changed("noon = \"noon\"", "noon = \" \"")[0].contains("times.noon"));
        for (from, to, what) in [
            ("Copy to", "Copy to {half}", "labels.copy"),
            ("{date}, {time}", "{ {date}, {time}", "times.moment"),
            ("Logo of {library}", "Logo of {library}}", "labels.logo"),
            ("name = \"English\"", "name = \"\"", "is empty"),
            ("\"a.m.\", \"p.m.\"", "\"\"", "[together]"),
            ("\"not\", \"no\"", "\"not\", \" \"", "turned.by"),
            ("\"not\", \"no\"", "\"not\", \"no one\"", "turned.by"),
        ] {
            assert!(changed(from, to)[0].contains(what), "{from} -> {to}");
        }
    }

    #[test]
    fn words_that_an_older_program_kept_can_still_be_read() {
        let kept = serde_json::to_value(house()).unwrap();
        let mut older = kept.clone();
        older["labels"].as_object_mut().unwrap().remove("copy");
        older["labels"]["nothing_like_it"] = "x".into();
        older.as_object_mut().unwrap().remove("ways");
        let read: Language = serde_json::from_value(older).unwrap();
        assert_eq!((read.labels.copy.as_str(), read.labels.date.as_str()), ("", "Date"));
        assert_eq!(serde_json::from_value::<Language>(kept).unwrap(), house());
    }

    #[test]
    fn what_is_put_in_a_place_is_not_looked_into_again() {
        assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "two")]), "{b} and two");
        assert_eq!(filled("x {a", &[("a", "one")]), "x {a");
    }
}
