//! What is said when the program stops by a fault of its own.

use std::panic::PanicHookInfo;

/// Where the program stopped. Not over what: that can hold words of the record, and what a program says at its end goes where
/// others read it.
pub fn stopped_at(panic: &PanicHookInfo<'_>) -> String {
    let place = panic
        .location()
        .map_or_else(|| "an unknown place".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
    format!(
        "The program stopped by a fault of its own, at {place}. What was recorded is safe; what was being typed is kept as a \
         draft. Start it again, and tell whoever looks after it this place."
    )
}

#[cfg(test)]
mod tests {
    use super::stopped_at;
    use std::sync::{Arc, Mutex};

    #[test]
    fn the_words_it_stopped_over_are_not_said() {
        let said = Arc::new(Mutex::new(String::new()));
        let heard = said.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let words = stopped_at(panic);
            if words.contains("crash.rs") {
                *heard.lock().unwrap() = words;
            }
        }));
        let name = String::from("Zebedee Quillfeather");
        let stopped = std::panic::catch_unwind(|| {
            assert!(name.is_empty(), "{name} is no number");
        });
        std::panic::set_hook(before);
        assert!(stopped.is_err());
        let said = said.lock().unwrap();
        assert!(said.contains("crash.rs:"), "{said}");
        assert!(!said.contains("Quillfeather"), "{said}");
    }
}
