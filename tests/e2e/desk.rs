//! What a person does at the desk, in her words. Journeys are written with these verbs; add to them freely.

use std::cell::RefCell;
use std::time::Instant;

use serde_json::json;

use crate::app::{App, BETWEEN_LOOKS, PATIENCE, wait_for, wait_or_tell};
use crate::printed::Picture;
use crate::webdriver::Element;

/// The drawn label of an answer: (question, answer). An empty question takes the first answer of that name.
const CHOICE: &str = r#"
const [question, answer, within] = arguments;
const clean = text => (text || '').replace(/\s+/g, ' ').trim();
const name = box => (box.getAttribute('aria-labelledby') || '').split(/\s+/).map(id => clean(document.getElementById(id)?.textContent)).join(' ');
const says = label => [...label.querySelectorAll('span')].some(part => clean(part.textContent) === answer);
const labels = [...document.querySelectorAll('label')].filter(label => label.querySelector('input[type=radio],input[type=checkbox]'));
const label = labels.find(label => {
  if (!says(label) || !label.getBoundingClientRect().width || label.closest('[aria-hidden=true],[inert]')) return false;
  if (within && label.closest(`[role=group][aria-label="${within}"]`) === null) return false;
  if (!question) return true;
  for (let box = label.parentElement; box; box = box.parentElement)
    if (/^(radiogroup|group)$/.test(box.getAttribute('role') || '') && (name(box) === question || clean(box.getAttribute('aria-label')) === question)) return true;
  return false;
});
label?.scrollIntoView({block: 'center'});
return label || null;
"#;

/// A text field of a group: (group, field).
const FIELD: &str = r#"
const [group, field] = arguments;
const clean = text => (text || '').replace(/\s+/g, ' ').trim();
const box = [...document.querySelectorAll('[role=group]')].find(box => box.getAttribute('aria-label') === group);
const fields = box ? [...box.querySelectorAll('input,textarea')].filter(input => input.getBoundingClientRect().width > 20) : [];
const found = fields.find(input => [...input.labels || []].some(label => clean(label.textContent).startsWith(field)));
found?.scrollIntoView({block: 'center'});
return found || null;
"#;

/// The first segment of the day or time of this name.
const FIRST_SEGMENT: &str = r#"
const clean = text => (text || '').replace(/\s+/g, ' ').trim();
const name = box => (box.getAttribute('aria-labelledby') || '').split(/\s+/).map(id => clean(document.getElementById(id)?.textContent)).join(' ');
const near = box => clean(box.closest('[class]') && box.parentElement.querySelector('label,span')?.textContent);
const boxes = [...document.querySelectorAll('[role=group]')].filter(box => box.querySelector('[role=spinbutton]'));
const fitting = boxes.filter(box => name(box).startsWith(arguments[0]) || near(box).startsWith(arguments[0]));
const first = [...new Set(fitting.map(box => box.querySelector('[role=spinbutton]')))][arguments[1]];
first?.scrollIntoView({block: 'center'});
return first || null;
"#;

/// The longest text that is typed key by key.
const A_FEW_WORDS: usize = 12;

/// Keys by name, as the protocol writes them.
pub(crate) mod keys {
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const SHIFT: &str = "\u{E008}";
    pub(crate) const CONTROL: &str = "\u{E009}";
    pub(crate) const ALT: &str = "\u{E00A}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const LEFT: &str = "\u{E012}";
    pub(crate) const UP: &str = "\u{E013}";
    pub(crate) const RIGHT: &str = "\u{E014}";
    pub(crate) const DOWN: &str = "\u{E015}";
}

impl App {
    /// Presses a button.
    pub(crate) fn press_button(&self, name: &str) {
        self.click("button", name);
    }

    /// Follows a link or opens a place.
    pub(crate) fn follow(&self, name: &str) {
        self.click("link", name);
    }

    /// Clicks something of a role. Again when the page redrew itself at that moment, or when the thing lay half under the edge
    /// of what scrolls: the driver takes that for visible and then finds its middle covered, where a person scrolls.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let last = RefCell::new(String::from("there is none"));
        wait_or_tell(
            || {
                let element = self.find_now(role, name)?;
                let refused = match self.session.click(&element) {
                    Ok(()) => return Some(()),
                    Err(refused) => refused,
                };
                *last.borrow_mut() = format!("{}: {}", refused.error, refused.message);
                let middle = "arguments[0].scrollIntoView({block: 'center'})";
                let _ = self.session.script(middle, &[element.as_argument()]);
                None
            },
            || format!("a click on {role} “{name}” ({}; {})", last.borrow(), self.words()),
        );
    }

    /// Chooses one of several answers, by its words. The input itself is hidden under our own drawing, so its label
    /// is clicked.
    pub(crate) fn choose(&self, name: &str) {
        let input = wait_for(&format!("the choice “{name}”"), || {
            self.find_now("radio", name).or_else(|| self.find_now("checkbox", name))
        });
        let clicked = self.session.script(
            "const e = arguments[0]; const t = e.labels && e.labels[0] || e; t.scrollIntoView({block: 'center'}); t.click(); \
             return true",
            &[input.as_argument()],
        );
        clicked.unwrap_or_else(|refused| panic!("“{name}” cannot be chosen: {refused:?}"));
    }

    /// Writes into a field, in place of what was there: a few words key by key, and a longer text at once, as pasting does.
    /// The driver takes about a twentieth of a second for each key, which is most of what a journey would cost.
    pub(crate) fn write(&self, field: &str, text: &str) {
        self.write_into(field, &self.find("textbox", field), text);
    }

    /// Types into a field key by key, however long the text is.
    pub(crate) fn type_in(&self, field: &str, text: &str) {
        crate::typed::note(text);
        let typed = self.session.replace(&self.find("textbox", field), text);
        typed.unwrap_or_else(|refused| panic!("“{field}” cannot be written in: {refused:?}"));
    }

    /// Puts a text from elsewhere into a field at once, in place of what was there.
    pub(crate) fn paste(&self, field: &str, text: &str) {
        crate::typed::note(text);
        self.paste_into(field, &self.find("textbox", field), text);
    }

    fn write_into(&self, field: &str, element: &Element, text: &str) {
        crate::typed::note(text);
        if text.chars().count() > A_FEW_WORDS {
            return self.paste_into(field, element, text);
        }
        self.session
            .replace(element, text)
            .unwrap_or_else(|refused| panic!("“{field}” cannot be written in: {refused:?}"));
    }

    fn paste_into(&self, field: &str, element: &Element, text: &str) {
        let put = "const [field, text] = arguments; field.scrollIntoView({block: 'center'}); field.focus(); field.select();\
             return document.execCommand('insertText', false, text) ? field.value : null";
        let stands = self.session.script(put, &[element.as_argument(), json!(text)]);
        assert_eq!(stands.ok(), Some(json!(text)), "“{field}” takes no text");
    }

    /// What stands in a field.
    pub(crate) fn value(&self, field: &str) -> String {
        let element = self.find("textbox", field);
        let value = self.session.script("return arguments[0].value", &[element.as_argument()]);
        value.ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// How many pixels inside a field are red, as the line under a misspelt word is.
    pub(crate) fn red_in(&self, field: &str) -> usize {
        let measure = "const box = arguments[0].getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]";
        let sides =
            self.session.script(measure, &[self.find("textbox", field).as_argument()]).expect("its sides");
        let side = |at: usize| sides[at].as_f64().expect("a number") as usize;
        // Without its border, which is red where something is wrong.
        let (left, top, right, bottom) = (side(0) + 8, side(1) + 4, side(2) - 8, side(3) - 4);
        let picture = Picture::decode(&self.session.screenshot().expect("a picture"));
        let is_red = |pixel: &[u8]| pixel[0] > 200 && pixel[1] < 160 && pixel[2] < 160;
        let rows = picture.pixels.chunks(picture.width as usize * 3).take(bottom).skip(top);
        rows.flat_map(|row| row.chunks(3).take(right).skip(left)).filter(|pixel| is_red(pixel)).count()
    }

    /// Presses a key, or several together: `press(&[keys::CONTROL, "k"])`.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.session.chord(keys).unwrap_or_else(|refused| panic!("keys cannot be pressed: {refused:?}"));
    }

    /// The name of what has the focus, as a screen reader says it.
    pub(crate) fn focus(&self) -> String {
        let focused =
            self.session.script("return document.activeElement", &[]).expect("something has the focus");
        let element = crate::webdriver::Element::from_value(&focused).expect("an element");
        self.session.label(&element).unwrap_or_default()
    }

    /// Chooses an answer of one question, both by their exact words, with a real click on what is drawn.
    pub(crate) fn pick(&self, question: &str, answer: &str) {
        self.pick_in("", question, answer);
    }

    /// The same, in a named group of the form.
    pub(crate) fn pick_in(&self, group: &str, question: &str, answer: &str) {
        let label = wait_for(&format!("the answer “{answer}” to “{question}”"), || {
            let found = self.session.script(CHOICE, &[json!(question), json!(answer), json!(group)]).ok()?;
            Element::from_value(&found)
        });
        // Half under the edge of what scrolls it counts as visible, and the click lands beside it.
        self.session
            .script("arguments[0].scrollIntoView({block: 'center'})", &[label.as_argument()])
            .expect("it is brought to the middle");
        self.session
            .click(&label)
            .unwrap_or_else(|refused| panic!("“{answer}” cannot be chosen: {}", refused.message));
    }

    /// Ticks a box that stands alone.
    pub(crate) fn tick(&self, name: &str) {
        self.pick("", name);
    }

    /// Writes into a field of a named group, in place of what was there.
    pub(crate) fn write_in(&self, group: &str, field: &str, text: &str) {
        let element = wait_for(&format!("the field “{field}” of “{group}”"), || {
            let found = self.session.script(FIELD, &[json!(group), json!(field)]).ok()?;
            Element::from_value(&found)
        });
        self.write_into(field, &element, text);
    }

    /// Types a day or a time into its segments, one after the other, as the keyboard does.
    pub(crate) fn enter(&self, field: &str, segments: &[&str]) {
        self.enter_nth(field, 0, segments);
    }

    /// The same, where several have this name.
    pub(crate) fn enter_nth(&self, field: &str, nth: usize, segments: &[&str]) {
        let first = wait_for(&format!("the day or time “{field}”"), || {
            let found = self.session.script(FIRST_SEGMENT, &[json!(field), json!(nth)]).ok()?;
            Element::from_value(&found)
        });
        self.session.click(&first).expect("its first segment takes the focus");
        // A full segment hands the focus on by itself.
        self.session.keys(&segments.concat()).expect("the segments are typed");
    }

    /// Takes an entry of a list that opens under its button.
    pub(crate) fn select(&self, list: &str, entry: &str) {
        self.select_nth(list, 0, entry);
    }

    /// Takes an entry of the list that is the given one of several with this name.
    pub(crate) fn select_nth(&self, list: &str, nth: usize, entry: &str) {
        let button = wait_for(&format!("the list “{list}”"), || {
            self.found("button", list, false).into_iter().nth(nth)
        });
        self.session.click(&button).expect("the list opens");
        self.click("option", entry);
        wait_for("the list to close", || self.found("listbox", "", false).is_empty().then_some(()));
    }

    /// The heading of the place where we are.
    pub(crate) fn heading(&self) -> String {
        let found = self.session.script(
            "const h = document.querySelector('[role=dialog] h2, [role=alertdialog] h2') || document.querySelector('h1');\
             return h ? h.innerText.replace(/\\s+/g, ' ').trim() : ''",
            &[],
        );
        found.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Waits until the place with this heading is shown.
    pub(crate) fn arrive(&self, heading: &str) {
        let mut last = String::new();
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            last = self.heading();
            if last.contains(heading) {
                return;
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        panic!("“{heading}” never came; the window shows “{last}”: {}", self.words());
    }

    /// Checks the screen in light and in dark, and keeps a picture of each.
    pub(crate) fn look(&self, name: &str) {
        self.set_theme("light");
        self.is_sound(&format!("{name} in light"));
        self.picture(&format!("{name}-light"));
        self.set_theme("dark");
        self.has_sound_colours(&format!("{name} in dark"));
        self.picture(&format!("{name}-dark"));
        self.set_theme("system");
    }

    /// Light or dark, as the operating system would say it.
    pub(crate) fn set_theme(&self, theme: &str) {
        self.session
            .script("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)])
            .expect("the theme changes");
    }
}
