//! Finding things as a person does: by what they are and what they are called.

use serde_json::{Value, json};

use crate::app::{App, wait_for, wait_or_tell};
use crate::webdriver::Element;

/// Finds visible elements of a role whose name is, or contains, the given one. Roles follow the ARIA names.
const BY_ROLE: &str = r#"
const [role, name, exact] = arguments;
const implied = {
  button: 'button,input[type=submit],summary', link: 'a[href]', heading: 'h1,h2,h3,h4,h5,h6',
  textbox: 'input:not([type]),input[type=text],input[type=password],input[type=search],input[type=tel],input[type=email],textarea',
  searchbox: 'input[type=search]', radio: 'input[type=radio]', checkbox: 'input[type=checkbox]', switch: 'input[role=switch]',
  combobox: 'select', listitem: 'li', row: 'tr', cell: 'td', table: 'table', dialog: 'dialog', img: 'img', group: 'fieldset',
  navigation: 'nav', main: 'main', form: 'form', status: 'output', option: 'option',
};
const selector = `[role="${role}"]` + (implied[role] ? `,${implied[role]}` : '');
const clean = text => (text || '').replace(/\s+/g, ' ').trim();
const named = element => {
  const label = element.getAttribute('aria-label');
  const by = element.getAttribute('aria-labelledby');
  const byText = by && by.split(/\s+/).map(id => document.getElementById(id)?.textContent || element.id === id && label || '').join(' ');
  const labels = element.labels && Array.from(element.labels).map(l => l.textContent).join(' ');
  const inner = ['textbox', 'searchbox', 'combobox', 'dialog', 'group', 'table', 'main', 'navigation', 'form'].includes(role) ? '' : element.textContent;
  return [byText, label, labels, inner, element.getAttribute('alt'), element.getAttribute('title'), element.getAttribute('placeholder')].map(clean);
};
const shown = element => {
  const box = (element.labels && element.labels[0] || element).getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.closest('[aria-hidden=true],[inert]');
};
const wanted = clean(name);
const all = Array.from(document.querySelectorAll(selector)).filter(shown);
if (wanted === '') return all;
const exactly = all.filter(element => named(element).some(text => text === wanted));
if (exact === true || exact === null && exactly.length > 0) return exactly;
return all.filter(element => named(element).some(text => text.includes(wanted)));
"#;

impl App {
    /// Waits for exactly the thing that a person would call this; an exact name wins over a longer one.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        wait_for(&format!("{role} “{name}”"), || self.find_now(role, name))
    }

    /// The thing of this name, if it is there now.
    pub(crate) fn find_now(&self, role: &str, name: &str) -> Option<Element> {
        self.named(role, &json!(name), &Value::Null).into_iter().next()
    }

    /// Everything of this role and name.
    pub(crate) fn found(&self, role: &str, name: &str, exact: bool) -> Vec<Element> {
        self.named(role, &json!(name), &json!(exact))
    }

    /// The same; where `exact` is null, those of exactly this name, or if there are none, those whose name contains it.
    fn named(&self, role: &str, name: &Value, exact: &Value) -> Vec<Element> {
        let found = self.session.script(BY_ROLE, &[json!(role), name.clone(), exact.clone()]);
        let found = found.unwrap_or_default();
        found.as_array().into_iter().flatten().filter_map(Element::from_value).collect()
    }

    /// Waits until a text can be read somewhere in the window.
    pub(crate) fn see(&self, text: &str) {
        wait_or_tell(
            || self.words().contains(text).then_some(()),
            || format!("the words “{text}” (the window says: {})", self.words()),
        );
    }

    /// Everything that can be read in the window, with single spaces.
    pub(crate) fn words(&self) -> String {
        let words = self.session.script("return document.body.innerText.replace(/\\s+/g, ' ')", &[]);
        words.ok().and_then(|words| words.as_str().map(str::to_owned)).unwrap_or_default()
    }
}
