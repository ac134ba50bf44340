//! Every letter is a proper tagged file, and the checker that says so notices when it is not.

use crate::inspector::inspect;
use crate::sample;
use letters::{Letter, Letterhead, Mark, Part, Run, Style, TypeSize, page_image, paragraphs, typeset};
use lopdf::{Document, Object, ObjectId, SaveOptions};

fn set(letter: &Letter) -> Vec<u8> {
    typeset(letter, &sample::letterhead(), Mark::Issued).unwrap().pdf
}

/// A letter whose addressee and first paragraph are given words.
fn saying(words: &str) -> Letter {
    let mut letter = sample::letter("L08");
    letter.addressee[0] = words.to_owned();
    let run = Run { text: format!("This is about {words} and nothing else."), style: Style::Regular };
    letter.blocks[0].parts = vec![Part::Paragraph(vec![run])];
    letter
}

#[test]
fn every_letter_passes_the_structural_checker_in_every_state() {
    for id in sample::IDS {
        for mark in [Mark::Issued, Mark::Draft, Mark::Practice] {
            let bytes = typeset(&sample::letter(id), &sample::letterhead(), mark).unwrap().pdf;
            let report = inspect(&bytes);
            assert_eq!(report.findings, Vec::<String>::new(), "{id}, {mark:?}");
            assert!(report.checks > 600, "{id}: only {} checks were made", report.checks);
            assert!(bytes.len() < 60_000, "{id} takes {} bytes", bytes.len());
        }
    }
}

#[test]
fn every_letter_passes_in_large_type_and_says_the_same_words() {
    let words = |text: &str| text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let head = Letterhead { type_size: TypeSize::Large, ..sample::letterhead() };
    for id in sample::IDS {
        let mut letter = sample::letter(id);
        letter.enclosures = vec!["One list".to_owned(), "Another list".to_owned()];
        letter.signer.under = vec!["Direct line (515) 555-0177".to_owned()];
        let bytes = typeset(&letter, &head, Mark::Issued).unwrap().pdf;
        let report = inspect(&bytes);
        assert_eq!(report.findings, Vec::<String>::new(), "{id}");
        assert!(bytes.len() < 75_000, "{id} takes {} bytes", bytes.len());
        assert_eq!(words(&report.text), words(&inspect(&set(&letter)).text), "{id}");
    }
}

#[test]
fn a_letterhead_without_logo_or_mail_passes_too() {
    let mut head = sample::letterhead();
    head.logo = None;
    head.email = String::new();
    head.website = String::new();
    let report = inspect(&typeset(&sample::letter("L08"), &head, Mark::Issued).unwrap().pdf);
    assert_eq!(report.findings, Vec::<String>::new());
    assert!(!report.text.contains('@'));
}

#[test]
fn the_file_says_every_word_of_the_letter_in_reading_order() {
    for id in sample::IDS {
        let letter = sample::letter(id);
        let squeeze = |s: &str| s.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let text = squeeze(&inspect(&set(&letter)).text);
        let mut at =
            text.find(&squeeze(&letter.subject)).unwrap_or_else(|| panic!("{id}: no subject in {text}"));
        for part in letter.blocks.iter().filter(|b| !b.after_signature).flat_map(|b| &b.parts) {
            let words: Vec<String> = match part {
                Part::Heading(h) => vec![h.clone()],
                Part::Paragraph(r) => vec![letters::plain(r)],
                Part::Bullets(items) => items.iter().map(|i| letters::plain(i)).collect(),
                Part::Table(t) => t.rows.iter().flatten().cloned().collect(),
                Part::Form(lines) => lines.iter().map(|l| l.label.clone()).collect(),
            };
            for w in words.iter().map(|w| squeeze(w)) {
                let found = text[at..].find(&w);
                assert!(found.is_some(), "{id}: {w:?} does not follow in {:?}", &text[at..]);
                at += found.unwrap_or(0);
            }
        }
        assert!(text.contains(&squeeze(&letter.policy_line)), "{id}: the policy version is read");
        assert!(!paragraphs(&letter).is_empty());
    }
}

#[test]
fn names_in_every_supported_script_are_drawn_tagged_and_read_back_exactly() {
    for name in [
        "Nguyễn Thị Łucja Ångström",
        "Ἀριστοτέλης Παπαδόπουλος",
        "Київ Ђорђевић Щербаков",
        "שלמה בן־דוד",
        "محمد علي الحسن",
        "कृष्ण शर्मा",
        "Adébáyọ̀ Ọlátúnjí",
        "Áhttá Ŧuovla",
        "office fjord affluent ﬁne",
    ] {
        let bytes = set(&saying(name));
        let report = inspect(&bytes);
        assert_eq!(report.findings, Vec::<String>::new(), "{name}");
        use unicode_normalization::UnicodeNormalization;
        let wanted = format!("This is about {} and nothing else.", name.nfc());
        let text = report.text.replace(['\u{AD}', '\u{2060}'], "").replace('\n', " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let reversed = name.chars().any(|c| ('\u{590}'..'\u{780}').contains(&c));
        if reversed {
            // Plain Hebrew is stored in the order of the page; readers turn it round by themselves.
            let turned =
                format!("This is about {} and nothing else.", name.chars().rev().collect::<String>());
            assert!(text.contains(&wanted) || text.contains(&turned), "{name}: {text}");
        } else {
            assert!(text.contains(&wanted), "{name}: {text}");
        }
        assert!(page_image(&bytes, 0, 1.0).is_ok());
        if let Some(out) = std::env::var_os("LETTERS_OUT") {
            let file = format!("name-{:x}", name.chars().next().unwrap() as u32);
            std::fs::write(
                std::path::Path::new(&out).join(format!("{file}.png")),
                page_image(&bytes, 0, 1.5).unwrap(),
            )
            .unwrap();
            std::fs::write(std::path::Path::new(&out).join(format!("{file}.pdf")), &bytes).unwrap();
        }
    }
}

type Sabotage = (&'static str, fn(&mut Document));

fn catalog(doc: &mut Document, key: &str) {
    doc.catalog_mut().unwrap().remove(key.as_bytes());
}

fn every(doc: &mut Document, change: impl Fn(&mut lopdf::Dictionary)) {
    for object in doc.objects.values_mut() {
        if let Object::Dictionary(d) = object {
            change(d);
        }
    }
}

fn is(d: &lopdf::Dictionary, key: &[u8], name: &[u8]) -> bool {
    d.get(key).and_then(Object::as_name).ok() == Some(name)
}

fn first_page(doc: &Document) -> ObjectId {
    doc.page_iter().next().unwrap()
}

fn rewrite(doc: &mut Document, from: &str, to: &str) {
    let page = first_page(doc);
    let content = doc.get_page_content(page);
    let text = content.iter().map(|b| *b as char).collect::<String>().replacen(from, to, 1);
    doc.change_page_content(page, text.chars().map(|c| c as u8).collect()).unwrap();
}

#[test]
fn every_sabotage_is_reported() {
    let sabotages: Vec<Sabotage> = vec![
        ("language", |d| catalog(d, "Lang")),
        ("tagged", |d| catalog(d, "MarkInfo")),
        ("metadata", |d| catalog(d, "Metadata")),
        ("output intent", |d| catalog(d, "OutputIntents")),
        ("title shown", |d| catalog(d, "ViewerPreferences")),
        ("structure tree", |d| catalog(d, "StructTreeRoot")),
        ("alternative words", |d| every(d, |e| drop(e.remove(b"Alt")))),
        ("scope", |d| {
            every(d, |e| {
                if is(e, b"S", b"TH") {
                    e.remove(b"A");
                }
            })
        }),
        ("link words", |d| every(d, |e| drop(e.remove(b"Contents")))),
        ("link printed", |d| {
            every(d, |e| {
                if is(e, b"Subtype", b"Link") {
                    e.remove(b"F");
                }
            })
        }),
        ("tab order", |d| every(d, |e| drop(e.remove(b"Tabs")))),
        ("parent tree", |d| {
            every(d, |e| {
                if e.has(b"Nums") {
                    e.set("Nums", Vec::<Object>::new());
                }
            })
        }),
        ("heading order", |d| {
            every(d, |e| {
                if is(e, b"S", b"H1") {
                    e.set("S", "H2");
                }
            })
        }),
        ("own type", |d| {
            every(d, |e| {
                if is(e, b"S", b"Sect") {
                    e.set("S", "Chapter");
                }
            })
        }),
        ("list shape", |d| {
            every(d, |e| {
                if is(e, b"S", b"LBody") {
                    e.set("S", "P");
                }
            })
        }),
        ("information title", |d| {
            every(d, |e| {
                if e.has(b"Producer") {
                    e.set("Title", Object::string_literal("x"));
                }
            })
        }),
        ("identity", |d| drop(d.trailer.remove(b"ID"))),
        ("artifact", |d| rewrite(d, "/Artifact", "/P")),
        ("untagged text", |d| rewrite(d, "EMC", "")),
        ("a missing glyph", |d| rewrite(d, "<0", "<0000>-1<0")),
        ("font program", |d| every(d, |e| drop(e.remove(b"FontFile2")))),
        ("font flags", |d| {
            every(d, |e| {
                if e.has(b"Flags") {
                    e.set("Flags", 32);
                }
            })
        }),
        ("page size", |d| {
            every(d, |e| {
                if e.has(b"MediaBox") {
                    e.set("MediaBox", vec![0.into(), 0.into(), 595.into(), 842.into()]);
                }
            })
        }),
        ("a width", |d| {
            let wrong = |o: &mut Object| {
                if let Object::Array(a) = o {
                    a.iter_mut().for_each(|x| {
                        if let Object::Array(w) = x {
                            w[0] = 77.into();
                        }
                    });
                }
            };
            every(d, |e| {
                if let Ok(Object::Array(a)) = e.get_mut(b"DescendantFonts") {
                    a.iter_mut().for_each(|f| {
                        if let Ok(w) = f.as_dict_mut().and_then(|f| f.get_mut(b"W")) {
                            wrong(w);
                        }
                    });
                }
            });
        }),
    ];
    let good = set(&sample::letter("L14"));
    assert_eq!(inspect(&good).findings, Vec::<String>::new());
    for (what, change) in sabotages {
        let mut doc = Document::load_mem(&good).unwrap();
        change(&mut doc);
        let mut bytes = Vec::new();
        let options = SaveOptions::builder().use_object_streams(false).build();
        doc.save_with_options(&mut bytes, options).unwrap();
        let found = inspect(&bytes).findings;
        assert!(!found.is_empty(), "the checker did not notice: {what}");
    }
    let mut longer = good.clone();
    longer.extend(b"\nappended");
    assert!(!inspect(&longer).findings.is_empty(), "the checker did not notice appended bytes");
}

#[test]
fn a_long_letter_keeps_its_tags_over_pages() {
    let mut letter = sample::letter("L08");
    let words =
        "Records that show who uses the library, and what for, are confidential under the law. ".repeat(12);
    let run = || vec![Run { text: words.clone(), style: Style::Regular }];
    letter.blocks[1].parts = (0..9).map(|_| Part::Paragraph(run())).collect();
    let set = typeset(&letter, &sample::letterhead(), Mark::Issued).unwrap();
    assert!(set.pages >= 3);
    let report = inspect(&set.pdf);
    assert_eq!(report.findings, Vec::<String>::new());
    let squeezed = report.text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        squeezed.matches("Records that show").count(),
        9 * 12,
        "no word is lost or doubled at a page break"
    );
}
