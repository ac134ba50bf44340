//! Where the lines of a paragraph end: the best set of breaks for the whole paragraph, not the first that fit.

use std::ops::Range;

use hypher::{Lang, hyphenate};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use crate::shape::Prepared;
use crate::words::Words;

/// One line: the text it takes, without the space at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) range: Range<usize>,
    /// A hyphen is added.
    pub(crate) hyphen: bool,
    /// The text had a space after this line.
    pub(crate) space: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Opportunity {
    at: usize,
    penalty: f32,
    hyphen: bool,
    forced: bool,
}

/// Dear: with a ragged edge a short line is seldom as ugly as a divided word.
const HYPHEN_PENALTY: f32 = 450.0;
const SECOND_HYPHEN: f32 = 600.0;
const SHORT_LAST_LINE: f32 = 60.0;
/// Only for words wider than the measure, which must be split somewhere.
const SPLIT_PENALTY: f32 = 5_000.0;

/// Breaks a paragraph for a measure in points. `hyphens` allows dividing ordinary lower-case words, as their language does.
pub(crate) fn break_lines(
    p: &Prepared<'_>,
    size: f32,
    measure: f32,
    hyphens: bool,
    words: &Words,
) -> Vec<Line> {
    let text = p.styled.text.as_str();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let patterns = hyphens.then(|| patterns(&words.language)).flatten();
    // A divided word costs more than most lines do: where whole words cost less than one division, no division can be better, and
    // dividing all long words takes longer than everything else here.
    if patterns.is_some()
        && let Some((lines, cost)) =
            solve(p, size, measure, &opportunities(p, size, measure, None, Some(words)))
        && cost <= HYPHEN_PENALTY.powi(2)
    {
        return lines;
    }
    // Ties are wishes: where keeping them would make a line too wide, they are dropped for the whole paragraph.
    let tied = opportunities(p, size, measure, patterns, Some(words));
    solve(p, size, measure, &tied)
        .or_else(|| solve(p, size, measure, &opportunities(p, size, measure, patterns, None)))
        .map_or_else(
            || vec![Line { range: trimmed(text, 0, text.len()), hyphen: false, space: false }],
            |(lines, _)| lines,
        )
}

/// The best lines between these places, and what they cost; none where no line is narrow enough.
fn solve(p: &Prepared<'_>, size: f32, measure: f32, nodes: &[Opportunity]) -> Option<(Vec<Line>, f32)> {
    let text = p.styled.text.as_str();
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); nodes.len()];
    best[0].0 = 0.0;
    let hyphen_width = size * 0.35;
    for j in 1..nodes.len() {
        for i in (0..j).rev() {
            if best[i].0.is_infinite() {
                continue;
            }
            let range = trimmed(text, nodes[i].at, nodes[j].at);
            let extra = if nodes[j].hyphen { hyphen_width } else { 0.0 };
            let slack = measure - p.width(range.clone(), size) - extra;
            // One point in four hundred of overhang is rounding, not text that sticks out.
            if slack < -measure / 400.0 && !(j == i + 1 && range.len() <= 4) {
                break;
            }
            let last = j + 1 == nodes.len() || nodes[j].forced;
            let ratio = (slack.max(0.0) / (measure * 0.1)).min(12.0);
            let mut badness = if last { 0.0 } else { 100.0 * ratio * ratio };
            if last && p.width(range, size) < measure * 0.12 && i != 0 {
                badness += SHORT_LAST_LINE;
            }
            let mut cost = (10.0 + badness).powi(2) + nodes[j].penalty.powi(2);
            if nodes[j].hyphen && nodes[i].hyphen {
                cost += SECOND_HYPHEN.powi(2);
            }
            let total = best[i].0 + cost;
            if total < best[j].0 {
                best[j] = (total, i);
            }
            if nodes[i].forced {
                break;
            }
        }
    }
    let mut lines = Vec::new();
    let mut j = nodes.len() - 1;
    let cost = best[j].0;
    if cost.is_infinite() {
        return None;
    }
    while j > 0 {
        let i = best[j].1;
        let range = trimmed(text, nodes[i].at, nodes[j].at);
        let space = range.end < nodes[j].at;
        lines.push(Line { range, hyphen: nodes[j].hyphen, space });
        j = i;
    }
    lines.reverse();
    Some((lines, cost))
}

fn trimmed(text: &str, from: usize, to: usize) -> Range<usize> {
    let part = &text[from..to];
    let start = from + (part.len() - part.trim_start_matches(' ').len());
    let end = from + part.trim_end_matches([' ', '\n']).len();
    start.min(end)..end
}

/// How words are divided in a language; none for a language whose way is not known.
fn patterns(language: &str) -> Option<Lang> {
    let code = language.split('-').next()?.to_ascii_lowercase();
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}

fn opportunities(
    p: &Prepared<'_>,
    size: f32,
    measure: f32,
    hyphens: Option<Lang>,
    ties: Option<&Words>,
) -> Vec<Opportunity> {
    let text = p.styled.text.as_str();
    let plain = |at, forced| Opportunity { at, penalty: 0.0, hyphen: false, forced };
    let mut nodes = vec![plain(0, false)];
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).filter(|at| *at > 0).collect();
    let mut from = 0;
    for at in breaks {
        let end = at == text.len();
        let word = &text[from..at];
        if let Some(language) = hyphens {
            nodes.extend(division(word, from, language));
        }
        if p.width(trimmed(text, from, at), size) > measure {
            nodes.retain(|n| n.at <= from || !n.hyphen);
            nodes.extend(anywhere(word, from));
        }
        let forced = word.ends_with('\n');
        if end || forced || !ties.is_some_and(|words| is_tied(text, at, words)) {
            nodes.push(plain(at, forced));
        }
        from = at;
    }
    if nodes.last().is_none_or(|n| n.at != text.len()) {
        nodes.push(plain(text.len(), false));
    }
    nodes
}

/// Hyphenation points: lower-case words of 7 to 40 letters, three letters on each side. Longer ones are no words, and the pattern
/// library panics on some.
fn division(word: &str, from: usize, language: Lang) -> Vec<Opportunity> {
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let bare = word[start..].trim_end_matches(|c: char| !c.is_alphabetic());
    let letters = bare.chars().count();
    if bare.len() > 40 || letters < 7 || !bare.chars().all(char::is_lowercase) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let (mut at, mut before) = (0, 0);
    for syllable in hyphenate(bare, language) {
        at += syllable.len();
        before += syllable.chars().count();
        if before >= 3 && letters - before >= 3 {
            let at = from + start + at;
            out.push(Opportunity { at, penalty: HYPHEN_PENALTY, hyphen: true, forced: false });
        }
    }
    out
}

fn anywhere(word: &str, from: usize) -> Vec<Opportunity> {
    GraphemeClusterSegmenter::new()
        .segment_str(word)
        .filter(|at| *at > 0 && *at < word.len())
        .map(|at| Opportunity { at: from + at, penalty: SPLIT_PENALTY, hyphen: false, forced: false })
        .collect()
}

/// True where a break would part what belongs together: a month from its day, a title from its name, a number from
/// "a.m.", and the last two words of a paragraph when the last is short.
fn is_tied(text: &str, at: usize, words: &Words) -> bool {
    let before = text[..at].trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let after = text[at..].split(' ').next().unwrap_or_default();
    let word = before.trim_start_matches(['(', '“', '"']);
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    let is_word = |known: &String| known == word;
    let is_day = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_day && words.dates.day.starts_with("{day}") && words.dates.months.iter().any(|month| after == month)
    {
        return true;
    }
    if digit && words.dates.months.iter().any(is_word) || words.together.before.iter().any(is_word) {
        return true;
    }
    if words.together.after.iter().any(|known| after.starts_with(known.as_str())) {
        return true;
    }
    let rest = text[at..].trim_end();
    rest.chars().nth(8).is_none() && !rest.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::Style;
    use crate::shape::{Shaper, Styled};
    use crate::words::Language;

    fn broken(text: &str, measure: f32, hyphens: bool) -> Vec<String> {
        let styled = Styled::plain(text, Style::Regular);
        let mut s = Shaper::new();
        let p = s.prepare(&styled);
        break_lines(&p, 11.0, measure, hyphens, &Language::default())
            .iter()
            .map(|l| format!("{}{}", &styled.text[l.range.clone()], if l.hyphen { "-" } else { "" }))
            .collect()
    }

    #[test]
    fn months_stay_with_days_and_no_paragraph_ends_in_one_short_word() {
        let text = "Thank you for your letter, which reached this office in good order on November 12, 2026. \
                    Three of the papers are released in part, and each place is marked where words were removed.";
        for measure in [150.0, 200.0, 250.0, 300.0, 350.0, 432.0] {
            let lines = broken(text, measure, true);
            assert!(!lines.iter().any(|l| l.ends_with("November")), "{measure}: {lines:?}");
            assert!(lines.last().unwrap().contains(' '), "{measure}: {lines:?}");
            assert_eq!(
                lines.iter().map(|l| l.trim_end_matches('-').replace(' ', "")).collect::<String>(),
                text.replace(' ', "")
            );
        }
    }

    #[test]
    fn no_line_is_wider_than_the_measure() {
        let styled =
            Styled::plain(&"supercalifragilistic and other wordy explanations ".repeat(8), Style::Regular);
        let mut s = Shaper::new();
        let p = s.prepare(&styled);
        for l in break_lines(&p, 11.0, 180.0, true, &Language::default()) {
            assert!(p.width(l.range, 11.0) <= 180.5);
        }
    }

    #[test]
    fn a_word_wider_than_the_measure_is_split_and_nothing_is_lost() {
        let word = "x".repeat(300);
        let lines = broken(&format!("Name {word} end"), 200.0, false);
        assert!(lines.len() > 5);
        assert_eq!(lines.concat().replace(' ', ""), format!("Name{word}end"));
    }

    #[test]
    fn words_are_divided_as_their_language_does() {
        let styled = Styled::plain("développement particulièrement considération", Style::Regular);
        let mut s = Shaper::new();
        let p = s.prepare(&styled);
        let divided = |language: &str| {
            let words = Words { language: language.to_owned(), ..Words::clone(&Language::default()) };
            let lines = break_lines(&p, 11.0, 130.0, true, &words);
            lines.iter().map(|l| styled.text[l.range.clone()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(divided("fr-CA").concat().replace(' ', ""), styled.text.replace(' ', ""));
        assert_ne!(divided("fr-CA"), divided("en-US"));
        assert_ne!(
            divided("fr-CA"),
            divided("xx"),
            "where nobody knows how, a word is split where the line ends"
        );
    }

    #[test]
    fn looking_for_whole_words_first_gives_the_lines_that_looking_for_everything_gives() {
        let words = Language::default();
        let text = "Notwithstanding considerable uncertainty concerning the administrative responsibilities, the library \
                    acknowledges receiving correspondence regarding confidential circulation transactions and \
                    communicates its determination on November 12, 2026, understandably without unnecessary commentary.";
        let styled = Styled::plain(text, Style::Regular);
        let mut s = Shaper::new();
        let p = s.prepare(&styled);
        let (mut whole, mut divided) = (0, 0);
        for measure in (60..440).map(|points| points as f32) {
            let all = opportunities(&p, 11.0, measure, patterns("en-US"), Some(&words));
            let Some((wanted, _)) = solve(&p, 11.0, measure, &all) else { continue };
            assert_eq!(break_lines(&p, 11.0, measure, true, &words), wanted, "{measure}");
            if wanted.iter().any(|line| line.hyphen) { divided += 1 } else { whole += 1 }
        }
        assert!(whole > 50 && divided > 50, "{whole} whole, {divided} divided");
    }

    #[test]
    fn names_are_never_divided() {
        let lines = broken("Fitzwilliamson Fitzwilliamson Fitzwilliamson Fitzwilliamson", 120.0, true);
        assert!(lines.iter().all(|l| !l.ends_with('-')), "{lines:?}");
    }
}
