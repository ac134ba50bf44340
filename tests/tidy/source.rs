//! Source text without its comments and its tests, line for line, so that a rule speaks of code only.

/// What the text is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Script,
}

/// The code alone: comments become blanks, and so do Rust's test modules. Lines keep their numbers.
pub(crate) fn code(text: &str, language: Language) -> String {
    let (without_comments, _) = split(text, language);
    if language == Language::Rust { without_tests(&without_comments) } else { without_comments }
}

/// Every string literal outside comments and tests, with its line.
pub(crate) fn strings(text: &str, language: Language) -> Vec<(usize, String)> {
    let code = code(text, language);
    let (_, strings) = split(&code, language);
    strings
}

/// Walks the text once. Gives the text with blanked comments, and the string literals with their lines.
fn split(text: &str, language: Language) -> (String, Vec<(usize, String)>) {
    let letters: Vec<char> = text.chars().collect();
    let (mut kept, mut strings) = (String::with_capacity(text.len()), Vec::new());
    let (mut at, mut line) = (0, 1);
    let mut before = '\n';
    while at < letters.len() {
        let end = match piece(&letters, at, before, language) {
            Piece::Comment(end) => {
                for letter in &letters[at..end] {
                    kept.push(if *letter == '\n' { '\n' } else { ' ' });
                }
                end
            }
            Piece::Text(end) => {
                let literal: String = letters[at..end].iter().collect();
                kept.push_str(&literal);
                strings.push((line, literal));
                before = '"';
                end
            }
            Piece::Code(end) => {
                kept.extend(&letters[at..end]);
                if let Some(last) = letters[at..end].iter().rev().find(|letter| !letter.is_whitespace()) {
                    before = *last;
                }
                end
            }
        };
        line += letters[at..end].iter().filter(|letter| **letter == '\n').count();
        at = end;
    }
    (kept, strings)
}

enum Piece {
    Comment(usize),
    Text(usize),
    Code(usize),
}

fn piece(letters: &[char], at: usize, before: char, language: Language) -> Piece {
    let next = letters.get(at + 1).copied().unwrap_or(' ');
    match (letters[at], next) {
        ('/', '/') => Piece::Comment(find(letters, at, |rest| rest[0] == '\n')),
        ('/', '*') => Piece::Comment(
            (find(letters, at + 2, |rest| rest.starts_with(&['*', '/'])) + 2).min(letters.len()),
        ),
        ('"', _) => Piece::Text(quoted(letters, at, '"', language == Language::Rust)),
        ('r', '"' | '#') if language == Language::Rust && !before.is_alphanumeric() => raw(letters, at),
        ('\'', _) if language == Language::Rust => letter_or_lifetime(letters, at),
        ('\'', _) => Piece::Text(quoted(letters, at, '\'', false)),
        ('`', _) if language == Language::Script => Piece::Text(quoted(letters, at, '`', true)),
        ('/', _) if language == Language::Script && "(,=:[!&|?{};\n".contains(before) => {
            Piece::Code(pattern(letters, at))
        }
        _ => Piece::Code(at + 1),
    }
}

/// The end of a quoted text. A text of one line that never ends was none, for example an apostrophe in words.
fn quoted(letters: &[char], at: usize, mark: char, many_lines: bool) -> usize {
    let mut end = at + 1;
    while end < letters.len() {
        match letters[end] {
            '\\' => end += 1,
            '\n' if !many_lines => return at + 1,
            letter if letter == mark => return end + 1,
            _ => {}
        }
        end += 1;
    }
    (at + 1).max(letters.len().min(end))
}

fn raw(letters: &[char], at: usize) -> Piece {
    let marks = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    if letters.get(at + 1 + marks) != Some(&'"') {
        return Piece::Code(at + 1);
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', marks)).collect();
    let end = find(letters, at + 2 + marks, |rest| rest.starts_with(&closing));
    Piece::Text((end + closing.len()).min(letters.len()))
}

fn letter_or_lifetime(letters: &[char], at: usize) -> Piece {
    match letters.get(at + 1) {
        Some('\\') => Piece::Code((find(letters, at + 3, |rest| rest[0] == '\'') + 1).min(letters.len())),
        Some(_) if letters.get(at + 2) == Some(&'\'') => Piece::Code(at + 3),
        _ => Piece::Code(at + 1),
    }
}

fn pattern(letters: &[char], at: usize) -> usize {
    let (mut end, mut in_class) = (at + 1, false);
    while end < letters.len() {
        match letters[end] {
            '\n' => return at + 1,
            '\\' => end += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return end + 1,
            _ => {}
        }
        end += 1;
    }
    at + 1
}

fn find(letters: &[char], from: usize, is_it: impl Fn(&[char]) -> bool) -> usize {
    (from..letters.len()).find(|at| is_it(&letters[*at..])).unwrap_or(letters.len())
}

/// Blanks every item under `#[cfg(test)]` (or `#[cfg(all(test, …))]`), up to its closing brace.
fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    let mut from = 0;
    while let Some(start) =
        ["#[cfg(test)]", "#[cfg(all(test"].iter().filter_map(|mark| find_in(&kept, from, mark)).min()
    {
        let end = end_of_item(&kept, start);
        let blank: String =
            kept[start..end].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        kept.replace_range(start..end, &blank);
        from = start + blank.len();
    }
    kept
}

fn find_in(text: &str, from: usize, mark: &str) -> Option<usize> {
    text.get(from..)?.find(mark).map(|at| at + from)
}

/// Just after the item's closing brace, or after a `;` that comes first.
fn end_of_item(code: &str, start: usize) -> usize {
    let letters: Vec<char> = code[start..].chars().collect();
    let (mut depth, mut at, mut before) = (0_usize, 0, '\n');
    while at < letters.len() {
        let end = match piece(&letters, at, before, Language::Rust) {
            Piece::Code(end) => {
                match letters[at] {
                    '{' => depth += 1,
                    '}' if depth <= 1 => {
                        return start + letters[..end].iter().map(|letter| letter.len_utf8()).sum::<usize>();
                    }
                    '}' => depth -= 1,
                    ';' if depth == 0 => {
                        return start + letters[..end].iter().map(|letter| letter.len_utf8()).sum::<usize>();
                    }
                    _ => {}
                }
                before = letters[at];
                end
            }
            Piece::Comment(end) | Piece::Text(end) => end,
        };
        at = end;
    }
    code.len()
}

#[test]
fn comments_and_tests_are_left_out_and_lines_kept() {
    let text = "// G1 in words\nfn a<'x>(b: &'x str) -> char { /* G2 */ '\"' }\nlet c = \"G3 // not a comment\";\n\
                #[cfg(test)]\nmod tests { fn t() { let d = \"G4 }\"; } }\nlet e = r#\"G5 \"quoted\" \"#;\n";
    let code = code(text, Language::Rust);
    assert!(!code.contains("G1") && !code.contains("G2") && !code.contains("G4"), "{code}");
    assert_eq!(code.lines().count(), text.lines().count());
    let found = strings(text, Language::Rust);
    assert_eq!(found, [(3, "\"G3 // not a comment\"".to_owned()), (6, "r#\"G5 \"quoted\" \"#".to_owned())]);
}

#[test]
fn scripts_are_read_too() {
    let text = "const a = 'G1'; // G2\nconst b = `G3 ${a}`; /* G4 */\nconst c = /['\"]/; const d = \"G5\";\n<p>It isn't</p>\n";
    let found: Vec<String> =
        strings(text, Language::Script).into_iter().map(|(_, literal)| literal).collect();
    assert_eq!(found, ["'G1'", "`G3 ${a}`", "\"G5\"", "'"]);
    let code = code(text, Language::Script);
    assert!(!code.contains("G2") && !code.contains("G4"));
}
