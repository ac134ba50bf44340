//! Where the lines of a paragraph end: the best set of breaks for the whole paragraph, not the first that fit.

use std::ops::Range;

use hypher::{Lang, hyphenate};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use crate::shape::Prepared;

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

/// Breaks a paragraph for a measure in points. `hyphens` allows dividing ordinary lower-case words.
pub(crate) fn break_lines(p: &Prepared<'_>, size: f32, measure: f32, hyphens: bool) -> Vec<Line> {
    let text = p.styled.text.as_str();
    if text.trim().is_empty() {
        return Vec::new();
    }
    // Ties are wishes: where keeping them would make a line too wide, they are dropped for the whole paragraph.
    let tied = opportunities(p, size, measure, hyphens, true);
    solve(p, size, measure, &tied)
        .or_else(|| solve(p, size, measure, &opportunities(p, size, measure, hyphens, false)))
        .unwrap_or_else(|| vec![Line { range: trimmed(text, 0, text.len()), hyphen: false, space: false }])
}

fn solve(p: &Prepared<'_>, size: f32, measure: f32, nodes: &[Opportunity]) -> Option<Vec<Line>> {
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
    if best[j].0.is_infinite() {
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
    Some(lines)
}

fn trimmed(text: &str, from: usize, to: usize) -> Range<usize> {
    let part = &text[from..to];
    let start = from + (part.len() - part.trim_start_matches(' ').len());
    let end = from + part.trim_end_matches([' ', '\n']).len();
    start.min(end)..end
}

fn opportunities(p: &Prepared<'_>, size: f32, measure: f32, hyphens: bool, ties: bool) -> Vec<Opportunity> {
    let text = p.styled.text.as_str();
    let plain = |at, forced| Opportunity { at, penalty: 0.0, hyphen: false, forced };
    let mut nodes = vec![plain(0, false)];
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let breaks: Vec<usize> = segmenter.segment_str(text).filter(|at| *at > 0).collect();
    let mut from = 0;
    for at in breaks {
        let end = at == text.len();
        let word = &text[from..at];
        if hyphens {
            nodes.extend(division(word, from));
        }
        if p.width(trimmed(text, from, at), size) > measure {
            nodes.retain(|n| n.at <= from || !n.hyphen);
            nodes.extend(anywhere(word, from));
        }
        let forced = word.ends_with('\n');
        if end || forced || !ties || !is_tied(text, at) {
            nodes.push(plain(at, forced));
        }
        from = at;
    }
    if nodes.last().is_none_or(|n| n.at != text.len()) {
        nodes.push(plain(text.len(), false));
    }
    nodes
}

/// Hyphenation points: lower-case ASCII words of 7 to 40 letters, three letters on each side. The pattern library
/// panics on words of more than 45 letters, and no such thing is an English word.
fn division(word: &str, from: usize) -> Vec<Opportunity> {
    let start = word.len() - word.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    let bare = word[start..].trim_end_matches(|c: char| !c.is_alphabetic());
    if !(7..=40).contains(&bare.len()) || !bare.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = 0;
    for syllable in hyphenate(bare, Lang::English) {
        at += syllable.len();
        if at >= 3 && bare.len() - at >= 3 {
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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const TIED_BEFORE: [&str; 16] = [
    "Ms.", "Mr.", "Mrs.", "Mx.", "Dr.", "No.", "Apt.", "Sgt.", "Lt.", "Capt.", "Det.", "a", "A", "I",
    "section", "§",
];

/// True where a break would part what belongs together: a month from its day, a title from its name, a number from
/// "a.m.", and the last two words of a paragraph when the last is short.
fn is_tied(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let after = text[at..].split(' ').next().unwrap_or_default();
    let word = before.trim_start_matches(['(', '“', '"']);
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    if MONTHS.contains(&word) && digit {
        return true;
    }
    if TIED_BEFORE.contains(&word) {
        return true;
    }
    if after.starts_with("a.m.") || after.starts_with("p.m.") {
        return true;
    }
    let rest = text[at..].trim_end();
    rest.chars().count() < 9 && !rest.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::Style;
    use crate::shape::{Shaper, Styled};

    fn broken(text: &str, measure: f32, hyphens: bool) -> Vec<String> {
        let styled = Styled::plain(text, Style::Regular);
        let mut s = Shaper::new();
        let p = s.prepare(&styled);
        break_lines(&p, 11.0, measure, hyphens)
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
        for l in break_lines(&p, 11.0, 180.0, true) {
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
    fn names_are_never_divided() {
        let lines = broken("Fitzwilliamson Fitzwilliamson Fitzwilliamson Fitzwilliamson", 120.0, true);
        assert!(lines.iter().all(|l| !l.ends_with('-')), "{lines:?}");
    }
}
