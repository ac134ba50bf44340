//! Where something stands in a file of facts: the line that a refusal names. The text has been read as JSON already.

/// The line on which the value under these keys begins, counted from 1; of the deepest one that is there. Keys of an array
/// are numbers counted from 0.
pub(crate) fn line_of(text: &str, keys: &[&str]) -> usize {
    let bytes = text.as_bytes();
    let mut at = blank(bytes, 0);
    for key in keys {
        match within(bytes, at, key) {
            Some(place) => at = place,
            None => break,
        }
    }
    1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// Where the value under a key of the object or array at `at` begins.
fn within(bytes: &[u8], at: usize, key: &str) -> Option<usize> {
    let is_object = match bytes.get(at)? {
        b'{' => true,
        b'[' => false,
        _ => return None,
    };
    let mut at = blank(bytes, at + 1);
    let mut count = 0usize;
    while !matches!(bytes.get(at)?, b'}' | b']') {
        let here = if is_object {
            let end = over(bytes, at);
            let name: String = serde_json::from_slice(bytes.get(at..end)?).ok()?;
            // Past the colon.
            at = blank(bytes, blank(bytes, end) + 1);
            name == key
        } else {
            count.to_string() == key
        };
        if here {
            return Some(at);
        }
        count += 1;
        at = blank(bytes, over(bytes, at));
        if bytes.get(at) == Some(&b',') {
            at = blank(bytes, at + 1);
        }
    }
    None
}

/// The first place after the value that begins at `at`.
fn over(bytes: &[u8], at: usize) -> usize {
    let mut depth = 0usize;
    let mut in_words = false;
    let mut place = at;
    while let Some(byte) = bytes.get(place) {
        match byte {
            b'\\' if in_words => place += 1,
            b'"' => in_words = !in_words,
            b'{' | b'[' if !in_words => depth += 1,
            b'}' | b']' if !in_words && depth == 0 => return place,
            b'}' | b']' if !in_words => depth -= 1,
            b',' | b':' if !in_words && depth == 0 => return place,
            _ => {}
        }
        place += 1;
        let is_closed = !in_words && depth == 0 && matches!(byte, b'"' | b'}' | b']');
        if is_closed {
            return place;
        }
    }
    place
}

/// The first place from `at` on that is no blank.
fn blank(bytes: &[u8], at: usize) -> usize {
    at + bytes.iter().skip(at).take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::line_of;

    const TEXT: &str = r#"
{
  "received": "a \" } ] , b",
  "universal": {"U1": "x",
    "U2": ["no",
      "yes"]},
  "parts": [
    {"type": "X"},

    {"type": "Y", "answers": {
       "Q1": "k"}}
  ],
  "events": []
}"#;

    #[test]
    fn each_value_is_found_on_its_line() {
        for (keys, line) in [
            (vec![], 2),
            (vec!["received"], 3),
            (vec!["universal", "U1"], 4),
            (vec!["universal", "U2"], 5),
            (vec!["universal", "U2", "1"], 6),
            (vec!["parts", "0"], 8),
            (vec!["parts", "1", "type"], 10),
            (vec!["parts", "1", "answers", "Q1"], 11),
            (vec!["events"], 13),
        ] {
            assert_eq!(line_of(TEXT, &keys), line, "{keys:?}");
        }
    }

    #[test]
    fn what_is_not_there_stands_where_its_neighbours_do() {
        assert_eq!(line_of(TEXT, &["parts", "1", "asks", "0"]), 10);
        assert_eq!(line_of(TEXT, &["parts", "7"]), 7);
        assert_eq!(line_of("[1, 2", &["5"]), 1, "a text that ends too early ends the search");
    }
}
