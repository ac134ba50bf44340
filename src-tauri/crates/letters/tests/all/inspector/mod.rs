//! A structural checker for the PDFs of this crate: what a validator for PDF/UA-1 and PDF/A-2a would look at first,
//! as far as it can be told from the file alone. It shares no code with the writer.

mod reading;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use reading::{codes, kids, measures, sub, to_unicode, words};

/// What was found wrong, and what the file says when read through its tags.
pub(crate) struct Report {
    pub(crate) findings: Vec<String>,
    pub(crate) text: String,
    pub(crate) checks: usize,
}

/// Reads a file and checks it.
pub(crate) fn inspect(bytes: &[u8]) -> Report {
    let mut c = Checker { findings: Vec::new(), checks: 0 };
    c.hold(bytes.starts_with(b"%PDF-1.7\n"), "header is not %PDF-1.7");
    c.hold(
        bytes.ends_with(b"%%EOF") || bytes.ends_with(b"%%EOF\n"),
        "something stands after the end of the file",
    );
    let doc = Document::load_mem(bytes).expect("readable");
    let text = c.document(&doc);
    Report { findings: c.findings, text, checks: c.checks }
}

struct Checker {
    findings: Vec<String>,
    checks: usize,
}

/// A font as the page sees it.
struct Font {
    unicode: BTreeMap<u16, String>,
}

#[derive(Default)]
struct Marked {
    tag: String,
    text: String,
    actual: Option<String>,
}

const STANDARD: [&str; 20] = [
    "Document", "Sect", "P", "H1", "H2", "Figure", "L", "LI", "Lbl", "LBody", "Table", "Caption", "THead",
    "TBody", "TR", "TH", "TD", "Link", "Span", "Div",
];

impl Checker {
    fn hold(&mut self, holds: bool, otherwise: impl Into<String>) {
        self.checks += 1;
        if !holds {
            self.findings.push(otherwise.into());
        }
    }

    fn document(&mut self, doc: &Document) -> String {
        let catalog = doc.catalog().unwrap().clone();
        let id = doc.trailer.get(b"ID").and_then(Object::as_array).map(Vec::len).unwrap_or(0);
        self.hold(id == 2, "no document ID");
        self.metadata(doc, &catalog);
        let pages: Vec<ObjectId> = doc.page_iter().collect();
        let mut marked: BTreeMap<(ObjectId, i64), Marked> = BTreeMap::new();
        for (n, page) in pages.iter().enumerate() {
            self.page(doc, *page, n, &mut marked);
        }
        let Some(root) = sub(doc, &catalog, b"StructTreeRoot") else {
            self.hold(false, "no structure tree");
            return String::new();
        };
        let parents = self.parent_tree(doc, &root, &pages);
        let mut tree =
            Tree { seen: BTreeSet::new(), text: String::new(), headings: Vec::new(), objr: BTreeSet::new() };
        for kid in kids(doc, &root) {
            if let Object::Reference(id) = kid {
                self.element(doc, id, "", None, &marked, &parents, &mut tree);
            }
        }
        for key in marked.keys() {
            self.hold(tree.seen.contains(key), format!("marked content {key:?} is in no element"));
        }
        let mut level = 0;
        for h in &tree.headings {
            self.hold(*h <= level + 1, format!("heading level jumps from {level} to {h}"));
            level = *h;
        }
        self.hold(tree.headings.first() == Some(&1), "the first heading is not H1");
        self.links(doc, &pages, &tree, &parents);
        tree.text
    }

    fn metadata(&mut self, doc: &Document, catalog: &Dictionary) {
        let lang = catalog.get(b"Lang").and_then(Object::as_str).unwrap_or_default();
        self.hold(!lang.is_empty(), "no language");
        let marked =
            sub(doc, catalog, b"MarkInfo").and_then(|m| m.get(b"Marked").and_then(Object::as_bool).ok());
        self.hold(marked == Some(true), "not marked as tagged");
        let shown = sub(doc, catalog, b"ViewerPreferences")
            .and_then(|v| v.get(b"DisplayDocTitle").and_then(Object::as_bool).ok());
        self.hold(shown == Some(true), "the title is not shown");
        let stream = catalog.get(b"Metadata").and_then(Object::as_reference).and_then(|r| doc.get_object(r));
        let xmp = match stream.and_then(Object::as_stream) {
            Ok(s) => {
                self.hold(!s.dict.has(b"Filter"), "the metadata is compressed");
                String::from_utf8_lossy(&s.content).into_owned()
            }
            Err(_) => String::new(),
        };
        for need in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
            "<dc:language>",
            "<dc:creator>",
        ] {
            self.hold(xmp.contains(need), format!("the metadata lacks {need}"));
        }
        self.hold(
            !xmp.contains("bytes=") && !xmp.contains("encoding="),
            "the metadata packet has forbidden attributes",
        );
        let info = doc
            .trailer
            .get(b"Info")
            .and_then(Object::as_reference)
            .and_then(|r| doc.get_dictionary(r))
            .cloned();
        let info = info.unwrap_or_default();
        let value = |k: &[u8]| info.get(k).ok().map(words).unwrap_or_default();
        let title = value(b"Title")
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        self.hold(
            !title.is_empty() && xmp.contains(&format!(">{title}<")),
            "the title differs from the metadata",
        );
        let date = value(b"CreationDate");
        let iso = date.get(2..10).map(|d| format!("{}-{}-{}T", &d[..4], &d[4..6], &d[6..]));
        self.hold(
            iso.is_some_and(|d| xmp.contains(&format!("<xmp:CreateDate>{d}"))),
            "the date differs from the metadata",
        );
        self.hold(info.len() == 6, "the information dictionary has other entries");
        let intents = catalog.get(b"OutputIntents").and_then(Object::as_array).cloned().unwrap_or_default();
        let intent = intents.first().and_then(|i| i.as_dict().ok());
        self.hold(
            intent
                .is_some_and(|i| i.get(b"S").and_then(Object::as_name).ok() == Some(b"GTS_PDFA1".as_slice())),
            "no output intent for PDF/A",
        );
        let profile = intent
            .and_then(|i| i.get(b"DestOutputProfile").and_then(Object::as_reference).ok())
            .and_then(|r| doc.get_object(r).and_then(Object::as_stream).ok())
            .and_then(|s| {
                Some((
                    s.dict.get(b"N").ok()?.as_i64().ok()?,
                    s.decompressed_content().unwrap_or(s.content.clone()),
                ))
            });
        let fine = profile.is_some_and(|(n, icc)| {
            n == 3 && icc.get(36..40) == Some(b"acsp") && icc.get(16..20) == Some(b"RGB ")
        });
        self.hold(fine, "the output profile is not RGB");
    }

    fn page(
        &mut self,
        doc: &Document,
        id: ObjectId,
        n: usize,
        marked: &mut BTreeMap<(ObjectId, i64), Marked>,
    ) {
        let page = doc.get_dictionary(id).unwrap();
        self.hold(
            page.get(b"StructParents").and_then(Object::as_i64).ok() == Some(n as i64),
            "page without StructParents",
        );
        self.hold(
            page.get(b"Tabs").and_then(Object::as_name).ok() == Some(b"S".as_slice()),
            "page without tab order",
        );
        let size: Vec<i64> = page
            .get(b"MediaBox")
            .and_then(Object::as_array)
            .map(|a| a.iter().filter_map(|o| o.as_i64().ok()).collect())
            .unwrap_or_default();
        self.hold(size == [0, 0, 612, 792], "the page is not US Letter");
        let resources = sub(doc, page, b"Resources").unwrap_or_default();
        let mut fonts = BTreeMap::new();
        for (name, font) in sub(doc, &resources, b"Font").unwrap_or_default().iter() {
            let dict = font.as_reference().and_then(|r| doc.get_dictionary(r)).unwrap();
            fonts.insert(name.clone(), self.font(doc, dict, n == 0));
        }
        let content = Content::decode(&doc.get_page_content(id)).unwrap();
        let mut open: Vec<Option<i64>> = Vec::new();
        let mut font: Option<&Font> = None;
        for op in &content.operations {
            match op.operator.as_str() {
                "BDC" | "BMC" => {
                    self.hold(open.is_empty(), "marked content inside marked content");
                    let tag = op.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    let tag = String::from_utf8_lossy(tag).into_owned();
                    let dict = op.operands.get(1).and_then(|o| o.as_dict().ok());
                    let mcid = dict.and_then(|d| d.get(b"MCID").and_then(Object::as_i64).ok());
                    self.hold(
                        mcid.is_some() != (tag == "Artifact"),
                        format!("{tag}: tagged and artifact are mixed up"),
                    );
                    if let Some(mcid) = mcid {
                        let actual = dict.and_then(|d| d.get(b"ActualText").ok()).map(words);
                        let new =
                            marked.insert((id, mcid), Marked { tag, text: String::new(), actual }).is_none();
                        self.hold(new, format!("mark {mcid} is used twice"));
                    }
                    open.push(mcid);
                }
                "EMC" => self.hold(open.pop().is_some(), "a mark is closed that was never opened"),
                "Tf" => {
                    let name = op.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    font = fonts.get(name);
                    self.hold(font.is_some(), "a font is used that the page does not have");
                }
                "TJ" | "Tj" => {
                    self.hold(!open.is_empty(), "text outside of marks");
                    let mut said = String::new();
                    for code in codes(&op.operands) {
                        self.hold(code != 0, "a missing glyph is drawn");
                        let text = font.and_then(|f| f.unicode.get(&code));
                        self.hold(text.is_some(), format!("code {code} has no text"));
                        let text = text.cloned().unwrap_or_default();
                        let bad =
                            text.is_empty() || text.contains(['\0', '\u{FEFF}', '\u{FFFE}', '\u{FFFD}']);
                        self.hold(!bad, format!("code {code} has no proper text"));
                        said.push_str(&text);
                    }
                    if let Some(Some(mcid)) = open.last()
                        && let Some(m) = marked.get_mut(&(id, *mcid))
                    {
                        m.text.push_str(&said);
                    }
                }
                "S" | "s" | "f" | "f*" | "B" | "b" | "Do" | "sh" => {
                    self.hold(!open.is_empty(), format!("{} paints outside of marks", op.operator));
                    let artifact = open.last() == Some(&None);
                    self.hold(artifact || op.operator == "Do", "a rule is drawn inside tagged content");
                }
                _ => {}
            }
        }
        self.hold(open.is_empty(), "a mark is never closed");
        for (_, image) in sub(doc, &resources, b"XObject").unwrap_or_default().iter() {
            let stream =
                image.as_reference().and_then(|r| doc.get_object(r)).and_then(Object::as_stream).unwrap();
            let rgb = stream.dict.get(b"ColorSpace").and_then(Object::as_name).ok()
                == Some(b"DeviceRGB".as_slice());
            let plain =
                !stream.dict.has(b"SMask") && !stream.dict.has(b"Interpolate") && !stream.dict.has(b"Mask");
            self.hold(rgb && plain, "an image is not plain RGB");
        }
    }

    fn font(&mut self, doc: &Document, dict: &Dictionary, once: bool) -> Font {
        let base =
            dict.get(b"BaseFont").and_then(Object::as_name).map(|n| String::from_utf8_lossy(n).into_owned());
        let base = base.unwrap_or_default();
        let unicode = dict
            .get(b"ToUnicode")
            .and_then(Object::as_reference)
            .and_then(|r| doc.get_object(r))
            .and_then(Object::as_stream)
            .map(|s| to_unicode(&s.decompressed_content().unwrap_or(s.content.clone())))
            .unwrap_or_default();
        if !once {
            return Font { unicode };
        }
        let prefix = base.split('+').next().unwrap_or_default();
        self.hold(
            prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) && base.contains('+'),
            "no subset prefix",
        );
        let descendants =
            dict.get(b"DescendantFonts").and_then(Object::as_array).cloned().unwrap_or_default();
        let inner = descendants.first().and_then(|d| d.as_dict().ok()).cloned().unwrap_or_default();
        self.hold(inner.get(b"CIDToGIDMap").is_ok(), "no CIDToGIDMap");
        let descriptor = sub(doc, &inner, b"FontDescriptor").unwrap_or_default();
        let name = descriptor
            .get(b"FontName")
            .and_then(Object::as_name)
            .map(|n| String::from_utf8_lossy(n).into_owned());
        self.hold(name.is_ok_and(|n| n == base), "font names differ");
        self.hold(
            descriptor.get(b"Flags").and_then(Object::as_i64).is_ok_and(|f| f & 4 != 0),
            "the font is not symbolic",
        );
        self.hold(descriptor.get(b"CIDSet").is_err(), "a CIDSet is present");
        let program = descriptor
            .get(b"FontFile2")
            .and_then(Object::as_reference)
            .and_then(|r| doc.get_object(r))
            .and_then(Object::as_stream)
            .map(|s| s.decompressed_content().unwrap_or(s.content.clone()));
        let Ok(program) = program else {
            self.hold(false, "a font is not embedded");
            return Font { unicode };
        };
        let (upm, advances) = measures(&program);
        let widths = inner.get(b"W").and_then(Object::as_array).cloned().unwrap_or_default();
        let mut i = 0;
        while i + 1 < widths.len() {
            let first = widths[i].as_i64().unwrap_or(0) as usize;
            for (k, w) in widths[i + 1].as_array().cloned().unwrap_or_default().iter().enumerate() {
                let real = f64::from(advances.get(first + k).or(advances.last()).copied().unwrap_or(0))
                    * 1000.0
                    / upm;
                let said = w.as_i64().unwrap_or(-1000) as f64;
                self.hold(
                    (real - said).abs() <= 1.0,
                    format!("width of glyph {} is {said}, not {real}", first + k),
                );
            }
            i += 2;
        }
        Font { unicode }
    }

    fn parent_tree(
        &mut self,
        doc: &Document,
        root: &Dictionary,
        pages: &[ObjectId],
    ) -> BTreeMap<i64, Object> {
        let nums = sub(doc, root, b"ParentTree")
            .and_then(|t| t.get(b"Nums").and_then(Object::as_array).cloned().ok())
            .unwrap_or_default();
        let map: BTreeMap<i64, Object> = nums
            .chunks(2)
            .filter_map(|p| {
                let target = match &p[1] {
                    Object::Reference(r) => match doc.get_object(*r).ok()? {
                        Object::Array(a) => Object::Array(a.clone()),
                        _ => p[1].clone(),
                    },
                    other => other.clone(),
                };
                Some((p[0].as_i64().ok()?, target))
            })
            .collect();
        for n in 0..pages.len() {
            self.hold(
                matches!(map.get(&(n as i64)), Some(Object::Array(_))),
                format!("page {n} is not in the parent tree"),
            );
        }
        let next = root.get(b"ParentTreeNextKey").and_then(Object::as_i64).unwrap_or(-1);
        self.hold(map.keys().all(|k| *k < next), "the parent tree's next key is taken");
        map
    }

    #[allow(clippy::too_many_arguments, reason = "a walk over a tree with its context")]
    fn element(
        &mut self,
        doc: &Document,
        id: ObjectId,
        parent: &str,
        inherited: Option<ObjectId>,
        marked: &BTreeMap<(ObjectId, i64), Marked>,
        parents: &BTreeMap<i64, Object>,
        tree: &mut Tree,
    ) {
        let Ok(e) = doc.get_dictionary(id) else {
            self.hold(false, "an element is missing");
            return;
        };
        let role = e
            .get(b"S")
            .and_then(Object::as_name)
            .map(|n| String::from_utf8_lossy(n).into_owned())
            .unwrap_or_default();
        self.hold(STANDARD.contains(&role.as_str()), format!("{role} is no standard type"));
        let wanted: &[&str] = match role.as_str() {
            "LI" => &["L"],
            "Lbl" | "LBody" => &["LI"],
            "THead" | "TBody" => &["Table"],
            "Caption" => &["Table"],
            "TR" => &["THead", "TBody"],
            "TH" | "TD" => &["TR"],
            _ => &[],
        };
        self.hold(wanted.is_empty() || wanted.contains(&parent), format!("{role} stands under {parent}"));
        let inside: &[&str] = match role.as_str() {
            "L" => &["LI"],
            "LI" => &["Lbl", "LBody"],
            "Table" => &["Caption", "THead", "TBody"],
            "TR" => &["TH", "TD"],
            _ => &[],
        };
        let attribute = sub(doc, e, b"A").unwrap_or_default();
        match role.as_str() {
            "Figure" => {
                self.hold(
                    e.get(b"Alt").is_ok_and(|a| !words(a).is_empty()),
                    "a figure has no alternative words",
                );
                self.hold(attribute.has(b"BBox"), "a figure has no box");
            }
            "TH" => self.hold(attribute.has(b"Scope"), "a table heading has no scope"),
            "H1" => tree.headings.push(1),
            "H2" => tree.headings.push(2),
            "Table" => self.table(doc, e),
            _ => {}
        }
        let page = e.get(b"Pg").and_then(Object::as_reference).ok().or(inherited);
        let actual = e.get(b"ActualText").ok().map(words);
        let before = tree.text.len();
        for kid in kids(doc, e) {
            match kid {
                Object::Integer(mcid) => self.content(id, page, mcid, &role, marked, parents, doc, tree),
                Object::Dictionary(d)
                    if d.get(b"Type").and_then(Object::as_name).ok() == Some(b"MCR".as_slice()) =>
                {
                    let at = d.get(b"Pg").and_then(Object::as_reference).ok();
                    let mcid = d.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                    self.content(id, at, mcid, &role, marked, parents, doc, tree);
                }
                Object::Dictionary(d) => {
                    if let Ok(r) = d.get(b"Obj").and_then(Object::as_reference) {
                        self.hold(role == "Link", "an annotation is not in a Link");
                        tree.objr.insert((r, id));
                    }
                }
                Object::Reference(r) => {
                    let child = doc.get_dictionary(r).ok();
                    let back = child.and_then(|c| c.get(b"P").and_then(Object::as_reference).ok());
                    self.hold(back == Some(id), "an element does not know its parent");
                    let name =
                        child.and_then(|c| c.get(b"S").and_then(Object::as_name).ok()).unwrap_or_default();
                    let name = String::from_utf8_lossy(name).into_owned();
                    self.hold(
                        inside.is_empty() || inside.contains(&name.as_str()),
                        format!("{name} stands in {role}"),
                    );
                    self.element(doc, r, &role, page, marked, parents, tree);
                }
                _ => self.hold(false, "an element holds something strange"),
            }
        }
        if let Some(words) = actual {
            tree.text.truncate(before);
            tree.text.push_str(&words);
        }
        if ["P", "H1", "H2", "LBody", "Lbl", "TH", "TD", "Caption", "Figure"].contains(&role.as_str()) {
            tree.text.push('\n');
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a walk over a tree with its context")]
    fn content(
        &mut self,
        element: ObjectId,
        page: Option<ObjectId>,
        mcid: i64,
        role: &str,
        marked: &BTreeMap<(ObjectId, i64), Marked>,
        parents: &BTreeMap<i64, Object>,
        doc: &Document,
        tree: &mut Tree,
    ) {
        let Some(page) = page else {
            self.hold(false, "content without a page");
            return;
        };
        let Some(m) = marked.get(&(page, mcid)) else {
            self.hold(false, format!("mark {mcid} is on no page"));
            return;
        };
        self.hold(m.tag == role, format!("{} is tagged {role} in the tree", m.tag));
        self.hold(tree.seen.insert((page, mcid)), "content stands in the tree twice");
        let key = doc
            .get_dictionary(page)
            .and_then(|p| p.get(b"StructParents").and_then(Object::as_i64))
            .unwrap_or(-1);
        let back = match parents.get(&key) {
            Some(Object::Array(a)) => a.get(mcid as usize).and_then(|o| o.as_reference().ok()),
            _ => None,
        };
        self.hold(back == Some(element), format!("mark {mcid} has another parent in the parent tree"));
        tree.text.push_str(m.actual.as_deref().unwrap_or(&m.text));
    }

    fn table(&mut self, doc: &Document, table: &Dictionary) {
        let mut counts = BTreeSet::new();
        let mut groups = Vec::new();
        for kid in kids(doc, table) {
            let Ok(group) = kid.as_reference().and_then(|r| doc.get_dictionary(r)) else { continue };
            let role =
                group.get(b"S").and_then(Object::as_name).map(|n| String::from_utf8_lossy(n).into_owned());
            let role = role.unwrap_or_default();
            if role != "Caption" {
                for row in kids(doc, group) {
                    let row =
                        row.as_reference().and_then(|r| doc.get_dictionary(r)).cloned().unwrap_or_default();
                    counts.insert(kids(doc, &row).len());
                }
            }
            groups.push(role);
        }
        self.hold(groups == ["Caption", "THead", "TBody"], format!("a table holds {groups:?}"));
        self.hold(counts.len() == 1, format!("rows of a table have {counts:?} cells"));
    }

    fn links(&mut self, doc: &Document, pages: &[ObjectId], tree: &Tree, parents: &BTreeMap<i64, Object>) {
        for page in pages {
            let page = doc.get_dictionary(*page).unwrap();
            for annotation in page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default() {
                let Ok(id) = annotation.as_reference() else { continue };
                let a = doc.get_dictionary(id).unwrap();
                self.hold(
                    a.get(b"Contents").is_ok_and(|c| !words(c).is_empty()),
                    "a link does not say what it is",
                );
                self.hold(a.get(b"F").and_then(Object::as_i64).ok() == Some(4), "a link is not printed");
                let element = tree.objr.iter().find(|(o, _)| *o == id).map(|(_, e)| *e);
                self.hold(element.is_some(), "a link is in no element");
                let key = a.get(b"StructParent").and_then(Object::as_i64).unwrap_or(-1);
                let back = parents.get(&key).and_then(|o| o.as_reference().ok());
                self.hold(back.is_some() && back == element, "a link has another parent in the parent tree");
            }
        }
    }
}

struct Tree {
    seen: BTreeSet<(ObjectId, i64)>,
    text: String,
    headings: Vec<i64>,
    objr: BTreeSet<(ObjectId, ObjectId)>,
}
