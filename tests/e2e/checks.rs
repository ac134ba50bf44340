//! What must hold on every screen: no refused content, no script error, no accessibility violation.

use std::path::Path;

use serde_json::{Value, json};

use crate::app::App;

impl App {
    /// Checks the screen as it is now.
    pub(crate) fn is_sound(&self, screen: &str) {
        self.is_sound_by(screen, &json!({}));
    }

    /// The same screen in another theme: nothing but its colours is different, and these are looked at again.
    pub(crate) fn has_sound_colours(&self, screen: &str) {
        self.is_sound_by(
            screen,
            &json!({"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}),
        );
    }

    fn is_sound_by(&self, screen: &str, rules: &Value) {
        let seen = self.trouble();
        assert_eq!(seen, json!({"violations": [], "errors": []}), "on {screen}");
        let violations = self.axe(rules);
        assert!(violations.is_empty(), "accessibility on {screen}:\n{}", violations.join("\n"));
    }

    /// Content that the policy refused, and script errors, since the page was loaded.
    pub(crate) fn trouble(&self) -> Value {
        self.session
            .script("return {violations: window.__refused.violations, errors: window.__refused.errors}", &[])
            .expect("the page keeps a list")
    }

    /// What axe finds wrong, one line for each rule.
    ///
    /// The list of spoken announcements of the component library is left out: for seven seconds it names a button that
    /// was busy and may be gone with its screen by then.
    pub(crate) fn axe(&self, rules: &Value) -> Vec<String> {
        let loaded = self.session.script("return typeof window.axe === 'object'", &[]).expect("a page");
        if loaded != true {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(&path).expect("axe-core is among the interface's packages");
            self.session.script(&source, &[]).expect("axe runs");
        }
        let found = self
            .session
            .later(
                "const done = arguments[arguments.length - 1];\
                 window.axe.run({exclude: ['[data-live-announcer]']}, {resultTypes: ['violations'], ...arguments[0]}).then(\
                 result => done(result.violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join('; ')})`)),\
                 error => done([String(error)]));",
                std::slice::from_ref(rules),
            )
            .expect("axe answers");
        found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(str::to_owned)).collect()
    }

    /// The content policy as it is served: the page tries something forbidden and reads the report.
    pub(crate) fn served_policy(&self) -> String {
        let policy = self
            .session
            .later(
                "const done = arguments[arguments.length - 1];\
                 addEventListener('securitypolicyviolation', event => done(event.originalPolicy), {once: true});\
                 fetch('http://192.0.2.1/').catch(() => {});",
                &[],
            )
            .expect("the page is refused");
        // What was provoked here is no trouble of the screen.
        self.session.script("window.__refused.violations.length = 0", &[]).expect("the list is emptied");
        policy.as_str().expect("a policy").to_owned()
    }
}
