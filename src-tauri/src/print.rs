//! Printing: a hidden window that holds nothing but pictures of pages, and the system's own print dialog.
//!
//! The window runs no script and may call no command. Its pages come from memory under an address of their own that
//! answers only while something is printed; nothing is written to disk by us.

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use tauri::http::{Request, Response, StatusCode, header};
use tauri::webview::PageLoadEvent;
use tauri::{
    AppHandle, Manager, UriSchemeContext, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry,
};

use crate::desk::{Desk, held};
use crate::{platform, window};

/// The scheme under which the pages are read.
pub(crate) const SCHEME: &str = "letter";

const LABEL: &str = "print";

/// Title of the document: it may show in the print queue of a shared printer, so it says nothing.
const NEUTRAL: &str = "Letter";

/// How long the pictures may take to be drawn.
const DRAWN_WITHIN: Duration = Duration::from_secs(30);

/// US Letter without margins: the margins are in the pictures. A page of another shape is shown whole, never stretched.
const STYLE: &str = "@page{size:letter;margin:0}html,body{margin:0;padding:0;background:#fff}\
img{display:block;width:8.5in;height:11in;object-fit:contain}img:not(:last-child){break-after:page}";

/// Nothing but our own pictures and our own style sheet.
const CONTENT_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The pages that wait to be printed, as PNG pictures of whole sheets.
pub(crate) struct Waiting {
    /// One picture for each sheet.
    pub(crate) pages: Vec<Vec<u8>>,
}

/// How the print dialog ended, as far as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// The sheets were handed to the printer.
    Printed,
    /// She closed the dialog without printing.
    Cancelled,
    /// The system does not say; she is asked.
    Unknown,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PrintProblem {
    /// There is nothing to print.
    #[error("There is no page to print.")]
    NoPages,
    /// Another letter is being printed.
    #[error("Another letter is being printed. Finish that one first.")]
    Busy,
    /// The print window could not be opened or drawn.
    #[error("The pages could not be prepared for printing. The letter itself is safe; try again.")]
    NotDrawn,
    /// The printing system refused.
    #[error(
        "The printer did not take the letter: {0}. The letter itself is safe; check the printer and try again."
    )]
    Refused(String),
}

/// The print dialog is nobody else's until this is dropped: after it is on record how printing ended.
pub(crate) struct Claim<'a> {
    printing: &'a Mutex<Option<Waiting>>,
}

/// Claims the print dialog: before anything is noted of what goes to it, so that a second print leaves the notes of the first alone.
pub(crate) fn claim(desk: &Desk) -> Result<Claim<'_>, PrintProblem> {
    let mut waiting = held(&desk.printing);
    if waiting.is_some() {
        return Err(PrintProblem::Busy);
    }
    *waiting = Some(Waiting { pages: Vec::new() });
    drop(waiting);
    Ok(Claim { printing: &desk.printing })
}

impl Claim<'_> {
    /// Shows the system's print dialog for these pages and waits until it is closed. Not for the main thread.
    pub(crate) fn print(&self, app: &AppHandle, pages: Vec<Vec<u8>>) -> Result<Outcome, PrintProblem> {
        if pages.is_empty() {
            return Err(PrintProblem::NoPages);
        }
        *held(self.printing) = Some(Waiting { pages });
        let window = open(app)?;
        let outcome = platform::print(app, &window);
        let _ = window.destroy();
        outcome
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        *held(self.printing) = None;
    }
}

/// Opens the hidden window and waits until all pictures are in it.
fn open(app: &AppHandle) -> Result<WebviewWindow, PrintProblem> {
    let address: Url = address().parse().map_err(|_| PrintProblem::NotDrawn)?;
    let (drawn, is_drawn) = mpsc::channel();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::CustomProtocol(address));
    let window = window::closed_in(window, app)
        .disable_javascript()
        .on_navigation(|to| to.as_str().starts_with(address_start()))
        .on_page_load(move |_, load| {
            if load.event() == PageLoadEvent::Finished {
                let _ = drawn.send(());
            }
        })
        .title(window::TITLE)
        .visible(!platform::PRINTS_HIDDEN)
        .build()
        .map_err(|_| PrintProblem::NotDrawn)?;
    if is_drawn.recv_timeout(DRAWN_WITHIN).is_err() {
        let _ = window.destroy();
        return Err(PrintProblem::NotDrawn);
    }
    Ok(window)
}

fn address_start() -> &'static str {
    if cfg!(windows) { "http://letter.localhost/" } else { "letter://localhost/" }
}

fn address() -> String {
    format!("{}pages", address_start())
}

/// Answers the print window, and no other.
pub(crate) fn serve(context: UriSchemeContext<'_, Wry>, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let desk = context.app_handle().state::<Desk>();
    let waiting = held(&desk.printing);
    match waiting.as_ref() {
        Some(waiting) if context.webview_label() == LABEL => page(waiting, request.uri().path()),
        _ => answer(StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    }
}

fn page(waiting: &Waiting, path: &str) -> Response<Vec<u8>> {
    match path.trim_start_matches('/') {
        "pages" => {
            answer(StatusCode::OK, "text/html; charset=utf-8", document(waiting.pages.len()).into_bytes())
        }
        "style.css" => answer(StatusCode::OK, "text/css; charset=utf-8", STYLE.as_bytes().to_vec()),
        name => {
            let picture = name
                .strip_suffix(".png")
                .and_then(|number| number.parse::<usize>().ok())
                .and_then(|number| waiting.pages.get(number.checked_sub(1)?));
            match picture {
                Some(picture) => answer(StatusCode::OK, "image/png", picture.clone()),
                None => answer(StatusCode::NOT_FOUND, "text/plain", Vec::new()),
            }
        }
    }
}

fn document(pages: usize) -> String {
    let pictures: String = (1..=pages).map(|number| format!("<img src=\"{number}.png\" alt=\"\">")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{NEUTRAL}</title>\
         <link rel=\"stylesheet\" href=\"style.css\"></head><body>{pictures}</body></html>"
    )
}

fn answer(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if let Ok(kind) = kind.parse() {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(CONTENT_POLICY));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_print_is_refused_before_it_notes_anything() {
        let home = std::env::temp_dir().join(format!("custodian-claim-{}", std::process::id()));
        let desk = Desk::new(crate::folders::under(&home).expect("they are made"), None);
        let first = claim(&desk).expect("nobody prints");
        assert!(matches!(claim(&desk), Err(PrintProblem::Busy)));
        drop(first);
        drop(claim(&desk).expect("the first one ended"));
        std::fs::remove_dir_all(&home).expect("clean up");
    }

    #[test]
    fn the_window_gets_its_pages_and_nothing_else() {
        let waiting = Waiting { pages: vec![b"one".to_vec(), b"two".to_vec()] };
        assert_eq!(page(&waiting, "/2.png").body(), b"two");
        for path in ["/0.png", "/3.png", "/x.png", "/../secret", "/index.html", "/"] {
            assert_eq!(page(&waiting, path).status(), StatusCode::NOT_FOUND, "{path}");
        }
        let document = page(&waiting, "/pages");
        assert_eq!(document.headers()[header::CONTENT_SECURITY_POLICY], CONTENT_POLICY);
        let text = String::from_utf8_lossy(document.body()).into_owned();
        assert_eq!(text.matches("<img").count(), 2);
        assert!(!text.contains("script") && !text.contains("style="));
    }
}
