//! The light markup of letter texts: `**bold**`, `*italic*`, blank lines between paragraphs, `- ` for bullets,
//! `## ` for a heading, `\` before a character that is meant as itself.

use crate::letter::{Part, Run, Style};

/// Turns marked-up words into paragraphs, bullets and headings. Markup that is never closed stays as typed, so that no
/// word can be lost.
pub(crate) fn parts(source: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    // Lines of what is being read: a paragraph, or an item of a list.
    let mut paragraph: Vec<&str> = Vec::new();
    let mut in_item = false;
    for line in source.lines().map(str::trim).chain([""]) {
        let bullet = line.strip_prefix("- ");
        let heading = line.strip_prefix("## ");
        if line.is_empty() || bullet.is_some() || heading.is_some() {
            if !paragraph.is_empty() {
                let words = runs(&paragraph.join(" "));
                match (out.last_mut(), in_item) {
                    (Some(Part::Bullets(items)), true) => items.push(words),
                    (_, true) => out.push(Part::Bullets(vec![words])),
                    (_, false) => out.push(Part::Paragraph(words)),
                }
                paragraph.clear();
            }
            in_item = false;
            if let Some(text) = heading {
                out.push(Part::Heading(crate::letter::plain(&runs(text))));
            } else if let Some(text) = bullet {
                paragraph.push(text);
                in_item = true;
            }
        } else {
            paragraph.push(line);
        }
    }
    out
}

/// The same words with one line for each paragraph, item and heading: how a file breaks its lines means nothing.
pub(crate) fn unwrapped(source: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in source.trim().lines().map(str::trim) {
        let begins = line.is_empty() || line.starts_with("- ") || line.starts_with("## ");
        match lines.last_mut().filter(|last| !begins && !last.is_empty() && !last.starts_with("## ")) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

/// Words of one line in their styles.
pub(crate) fn runs(source: &str) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut style = Style::Regular;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let mut it = rest.chars();
            it.next();
            if let Some(literal) = it.next() {
                push(&mut out, literal, style);
            }
            rest = it.as_str();
            continue;
        }
        let (mark, wanted) = if rest.starts_with("**") { ("**", Style::Bold) } else { ("*", Style::Italic) };
        if let Some(after) = rest.strip_prefix(mark) {
            if style == wanted {
                style = Style::Regular;
                rest = after;
                continue;
            }
            if style == Style::Regular && closes(after, mark) {
                style = wanted;
                rest = after;
                continue;
            }
        }
        push(&mut out, c, style);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Makes words safe to stand inside markup: they come out again exactly as they are.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '*' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => out.push(' '),
            // A value may not begin a list or heading of its own.
            '-' | '#' if out.trim().is_empty() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn closes(after: &str, mark: &str) -> bool {
    let mut escaped = false;
    let mut seen = false;
    for (i, c) in after.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if after[i..].starts_with(mark) {
            return seen;
        }
        seen |= !c.is_whitespace();
    }
    false
}

fn push(out: &mut Vec<Run>, c: char, style: Style) {
    match out.last_mut() {
        Some(run) if run.style == style => run.text.push(c),
        _ => out.push(Run { text: c.to_string(), style }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        runs(source)
            .iter()
            .map(|r| match r.style {
                Style::Regular => r.text.clone(),
                Style::Bold => format!("<b>{}</b>", r.text),
                Style::Italic => format!("<i>{}</i>", r.text),
            })
            .collect()
    }

    #[test]
    fn bold_and_italic_are_recognised_and_unclosed_marks_are_kept() {
        assert_eq!(shown("a **b** and *c*."), "a <b>b</b> and <i>c</i>.");
        assert_eq!(shown("2 * 3 is six"), "2 * 3 is six");
        assert_eq!(shown("**never closed"), "**never closed");
        assert_eq!(shown(r"\*as typed\*"), "*as typed*");
    }

    #[test]
    fn a_value_comes_out_of_markup_as_it_went_in() {
        for value in ["O*Neil **Jr**", r"back\slash", "- dash first", "# number", "plain"] {
            assert_eq!(shown(&escape(value)), value);
        }
        assert_eq!(escape("two\nlines"), "two lines");
    }

    #[test]
    fn bullets_and_headings_stand_apart_from_paragraphs() {
        let p = parts("One\nsame.\n\n## Head\n- a\n- b\n  goes on\n\nTwo");
        assert!(matches!(&p[0], Part::Paragraph(r) if r[0].text == "One same."));
        assert!(matches!(&p[1], Part::Heading(h) if h == "Head"));
        assert!(matches!(&p[2], Part::Bullets(b) if b.len() == 2 && b[1][0].text == "b goes on"));
        assert!(matches!(&p[3], Part::Paragraph(_)));
        assert_eq!(p.len(), 4);
    }
}
