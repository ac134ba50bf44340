//! Linux: WebKit's print operation with a US Letter page set up, because the ordinary call follows the printer's own
//! default paper and shrinks the letter.

use std::sync::mpsc;
use std::time::Duration;

use gtk::{PageSetup, PaperSize, PrintSettings, Unit};
use tauri::{AppHandle, Manager, WebviewWindow};
use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

use super::linux::forget_recent;
use crate::print::{Outcome, PrintProblem};
use crate::window;

/// The print window need not be seen.
pub(crate) const PRINTS_HIDDEN: bool = true;

/// How long the printing system may take once the dialog is closed.
const HANDED_OVER_WITHIN: Duration = Duration::from_secs(120);

enum Progress {
    Cancelled,
    Started,
    Finished,
    Failed(String),
}

/// Shows the print dialog over the main window and waits for what becomes of it.
pub(crate) fn print(app: &AppHandle, pages: &WebviewWindow) -> Result<Outcome, PrintProblem> {
    let (tell, told) = mpsc::channel();
    let on_main = app.clone();
    pages
        .with_webview(move |page| {
            let parent = on_main.get_webview_window(window::MAIN).and_then(|window| window.gtk_window().ok());
            let operation = PrintOperation::new(&page.inner());
            operation.set_page_setup(&letter_paper());
            let settings = PrintSettings::new();
            settings.set_paper_size(&PaperSize::new(Some("na_letter")));
            // The operation must live until one of its signals comes; the closures hold it and each other's sender.
            let (finished, failed) = (tell.clone(), tell.clone());
            let kept = operation.clone();
            operation.connect_finished(move |_| {
                // “Print to File” is a printer too.
                if let Some(file) = kept.print_settings().and_then(|settings| settings.get("output-uri")) {
                    forget_recent(&file);
                }
                let _ = finished.send(Progress::Finished);
            });
            operation.connect_failed(move |_, error| {
                let _ = failed.send(Progress::Failed(error.to_string()));
            });
            let response = run(&operation, &settings, parent.as_ref());
            let _ = tell.send(match response {
                PrintOperationResponse::Print => Progress::Started,
                _ => Progress::Cancelled,
            });
        })
        .map_err(|_| PrintProblem::NotDrawn)?;
    wait(&told)
}

/// The dialog has no time limit; what follows it has.
fn wait(told: &mpsc::Receiver<Progress>) -> Result<Outcome, PrintProblem> {
    let mut message = told.recv().map_err(|_| PrintProblem::NotDrawn)?;
    // The signals may come before or after the dialog's own answer. `finished` follows `failed`, so a failure counts.
    loop {
        match message {
            Progress::Cancelled => return Ok(Outcome::Cancelled),
            Progress::Finished => return Ok(Outcome::Printed),
            Progress::Failed(error) => return Err(PrintProblem::Refused(error)),
            Progress::Started => {}
        }
        message = match told.recv_timeout(HANDED_OVER_WITHIN) {
            Ok(message) => message,
            Err(_) => return Ok(Outcome::Unknown),
        };
    }
}

fn run(
    operation: &PrintOperation,
    settings: &PrintSettings,
    parent: Option<&gtk::ApplicationWindow>,
) -> PrintOperationResponse {
    #[cfg(feature = "e2e")]
    if let Ok(queue) = std::env::var("CUSTODIAN_E2E_QUEUE") {
        settings.set_printer(&queue);
        operation.set_print_settings(settings);
        operation.print();
        return PrintOperationResponse::Print;
    }
    #[cfg(feature = "e2e")]
    if let Ok(file) = std::env::var("CUSTODIAN_E2E_PRINT") {
        settings.set_printer("Print to File");
        settings.set("output-file-format", Some("pdf"));
        settings.set("output-uri", Some(&format!("file://{file}")));
        operation.set_print_settings(settings);
        operation.print();
        return PrintOperationResponse::Print;
    }
    operation.set_print_settings(settings);
    operation.run_dialog(parent)
}

fn letter_paper() -> PageSetup {
    let setup = PageSetup::new();
    setup.set_paper_size(&PaperSize::new(Some("na_letter")));
    setup.set_top_margin(0.0, Unit::Points);
    setup.set_bottom_margin(0.0, Unit::Points);
    setup.set_left_margin(0.0, Unit::Points);
    setup.set_right_margin(0.0, Unit::Points);
    setup
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome_of(messages: Vec<Progress>) -> Result<Outcome, PrintProblem> {
        let (tell, told) = mpsc::channel();
        for message in messages {
            tell.send(message).expect("somebody listens");
        }
        // With nobody left to tell, the wait is over at once.
        drop(tell);
        wait(&told)
    }

    #[test]
    fn a_closed_dialog_is_no_print() {
        assert_eq!(outcome_of(vec![Progress::Cancelled]).expect("no problem"), Outcome::Cancelled);
    }

    #[test]
    fn a_failure_is_told_even_when_the_operation_then_finishes() {
        let messages = vec![Progress::Started, Progress::Failed("no paper".into()), Progress::Finished];
        let problem = outcome_of(messages).expect_err("it failed");
        assert!(problem.to_string().contains("no paper"));
    }

    #[test]
    fn only_a_finished_operation_counts_as_printed() {
        assert_eq!(
            outcome_of(vec![Progress::Started, Progress::Finished]).expect("no problem"),
            Outcome::Printed
        );
        assert_eq!(outcome_of(vec![Progress::Started]).expect("no problem"), Outcome::Unknown);
    }
}
