//! Where in a file something stands.

/// A file of the pack.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Place<'_> {
    /// The line of a position, counted from 1.
    pub(super) fn line_at(text: &str, position: usize) -> usize {
        text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
    }

    /// The first line that holds the words; 1 if none does.
    pub(super) fn line(&self, words: &str) -> usize {
        self.text.find(words).map_or(1, |position| Self::line_at(self.text, position))
    }

    /// The first line at or after the nth entry of a list that holds the words; the entry's own line if none does.
    pub(super) fn line_in(&self, list: &str, index: usize, words: &str) -> usize {
        let header = format!("[[{list}]]");
        let Some((start, _)) = self.text.match_indices(&header).nth(index) else { return self.line(words) };
        let rest = &self.text[start + header.len()..];
        let end = rest.find("\n[[").unwrap_or(rest.len());
        match rest[..end].find(words) {
            Some(position) => Self::line_at(self.text, start + header.len() + position),
            None => Self::line_at(self.text, start),
        }
    }
}
