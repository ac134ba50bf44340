//! The letter as WeasyPrint sets it, from HTML and CSS with the same words and typeface, as PDF/UA-1.

use letters::{Letterhead, Paragraph, Role};
use std::process::Command;

/// Sets the letter so often in one process, which is warm after the first time and has its faces and styles read once, and tells the
/// median in microseconds.
const PROGRAM: &str = r#"
import statistics, sys, time
try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
except ImportError:
    sys.exit(3)
with open(sys.argv[1], encoding="utf-8") as file:
    page = file.read()
faces = FontConfiguration()
style = weasyprint.CSS(string=sys.argv[3], font_config=faces)
times = []
for number in range(int(sys.argv[2]) + 1):
    start = time.perf_counter()
    made = weasyprint.HTML(string=page.replace("LETTER", f"Letter {number}")).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[style], font_config=faces)
    times.append(time.perf_counter() - start)
    assert made.startswith(b"%PDF")
print(statistics.median(times[1:]) * 1e6)
"#;

const STYLE: &str = "@page { size: letter; margin: 72pt 90pt; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt } }
body { font: 11pt/15pt Letter; margin: 0 } p, h1 { margin: 0 0 7.5pt } h1 { font-size: 13.5pt; font-weight: 600; margin-top: 36pt }
.head { display: flex; justify-content: space-between; font-size: 9pt } address { font-style: normal } ul { padding-left: 14pt; margin: 0 0 7.5pt }";

/// The median in microseconds, or why it was not run.
pub fn set(head: &Letterhead, paragraphs: &[Paragraph], rounds: usize) -> Result<f64, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let page = folder.path().join("letter.html");
    std::fs::write(&page, written(head, paragraphs)).map_err(|error| error.to_string())?;
    let asked = Command::new("python3").args(["-c", PROGRAM]).arg(&page).args([rounds.to_string(), style()]).output();
    let said = asked.map_err(|_| "there is no python3".to_owned())?;
    match said.status.code() {
        Some(0) => String::from_utf8_lossy(&said.stdout).trim().parse().map_err(|_| "it told no time".to_owned()),
        Some(3) => Err("python3 has no weasyprint".to_owned()),
        _ => Err(String::from_utf8_lossy(&said.stderr).trim().to_owned()),
    }
}

fn style() -> String {
    let faces: String = [("Regular", 400), ("SemiBold", 600)]
        .iter()
        .map(|(name, weight)| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");
            format!("@font-face {{ font-family: Letter; font-weight: {weight}; src: url(file://{folder}/SourceSerif4-{name}.ttf) }}\n")
        })
        .collect();
    faces + STYLE
}

fn written(head: &Letterhead, paragraphs: &[Paragraph]) -> String {
    let of = |role: Role| paragraphs.iter().filter(move |one| one.role == role).map(|one| plain(&one.text));
    let lines = |role: Role| of(role).collect::<Vec<_>>().join("<br>");
    let mut body = format!(
        "<p><b>{}</b><br>{}</p><p class=head><span>{} · {}</span><span>{}</span></p><div class=head><address>{}</address><p>{}</p></div>",
        plain(&head.organisation), plain(&head.office), plain(&head.address_line), plain(&head.phone), plain(&head.email),
        lines(Role::Address), lines(Role::Detail),
    );
    for alike in paragraphs.chunk_by(|one, next| one.role == next.role) {
        let words = alike.iter().map(|one| plain(&one.text));
        match alike[0].role {
            Role::Address | Role::Detail | Role::Signature => {}
            Role::Subject => body.extend(words.map(|words| format!("<h1>{words}</h1>"))),
            Role::Heading => body.extend(words.map(|words| format!("<h2>{words}</h2>"))),
            Role::Item => body += &format!("<ul>{}</ul>", words.map(|words| format!("<li>{words}</li>")).collect::<String>()),
            _ => body.extend(words.map(|words| format!("<p>{words}</p>"))),
        }
    }
    let signature = lines(Role::Signature);
    format!("<!doctype html><html lang=en-US><head><meta charset=utf-8><title>LETTER</title></head><body>{body}<p>{signature}</p></body></html>")
}

fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
