//! The tag tree of a document: what each word is, in the order in which it is read.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::complete::text;
use crate::page::Layout;
use crate::pdf::{Held, Marks, Tagged};

/// Writes the tree. Returns its root and, per page, the link annotations.
pub(crate) fn write(
    doc: &mut Document,
    layout: &Layout,
    marks: &Marks,
    pages: &[ObjectId],
) -> (ObjectId, Vec<Vec<Object>>) {
    let root = doc.new_object_id();
    let elements: Vec<ObjectId> = layout.tree.iter().map(|_| doc.new_object_id()).collect();
    let spans: Vec<ObjectId> = marks.spans.iter().map(|_| doc.new_object_id()).collect();
    let mut annotations: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    let mut links: BTreeMap<usize, ObjectId> = BTreeMap::new();
    for (n, link) in marks.links.iter().enumerate() {
        let rect: Vec<Object> = link.bounds.iter().map(|v| Object::Real(*v)).collect();
        let id = doc.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rect,
            "F" => 4,
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "Contents" => text(&link.says),
            "StructParent" => (pages.len() + n) as i64,
            "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(link.uri.as_str()) },
        });
        annotations[link.page].push(Object::Reference(id));
        links.insert(link.element, id);
    }
    let write = Tree { layout, marks, pages, elements: &elements, spans: &spans, links: &links };
    for (n, id) in elements.iter().enumerate() {
        let element = write.element(n, root);
        doc.objects.insert(*id, Object::Dictionary(element));
    }
    for (n, id) in spans.iter().enumerate() {
        let span = &marks.spans[n];
        let mut dict = dictionary! {
            "Type" => "StructElem",
            "S" => "Span",
            "P" => elements[span.parent],
            "Pg" => pages[span.page],
            "K" => span.mark as i64,
        };
        if let Some(words) = &span.on_element {
            dict.set("ActualText", text(words));
        }
        doc.objects.insert(*id, Object::Dictionary(dict));
    }
    let mut numbers = Vec::new();
    for (page, owners) in marks.owners.iter().enumerate() {
        let list: Vec<Object> = owners
            .iter()
            .map(|o| match o {
                Tagged::Element(e) => Object::Reference(elements[*e]),
                Tagged::Span(s) => Object::Reference(spans[*s]),
            })
            .collect();
        numbers.push((page as i64).into());
        numbers.push(Object::Reference(doc.add_object(Object::Array(list))));
    }
    for (n, link) in marks.links.iter().enumerate() {
        numbers.push(((pages.len() + n) as i64).into());
        numbers.push(Object::Reference(elements[link.element]));
    }
    let parents = doc.add_object(dictionary! { "Nums" => numbers });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![Object::Reference(elements[0])],
        "ParentTree" => parents,
        "ParentTreeNextKey" => (pages.len() + marks.links.len()) as i64,
    };
    doc.objects.insert(root, Object::Dictionary(tree));
    (root, annotations)
}

struct Tree<'a> {
    layout: &'a Layout,
    marks: &'a Marks,
    pages: &'a [ObjectId],
    elements: &'a [ObjectId],
    spans: &'a [ObjectId],
    links: &'a BTreeMap<usize, ObjectId>,
}

impl Tree<'_> {
    fn element(&self, n: usize, root: ObjectId) -> Dictionary {
        let source = &self.layout.tree[n];
        let parent = source.parent.map_or(root, |p| self.elements[p]);
        let mut dict = dictionary! { "Type" => "StructElem", "S" => source.role, "P" => parent };
        let page = self.first_page(n);
        if let Some(page) = page {
            dict.set("Pg", self.pages[page]);
        }
        let mut kids: Vec<Object> = self.order(n).into_iter().map(|h| self.kid(h, page)).collect();
        if let (Some(link), Some(page)) = (self.links.get(&n), page) {
            let object = dictionary! { "Type" => "OBJR", "Obj" => *link, "Pg" => self.pages[page] };
            kids.push(Object::Dictionary(object));
        }
        match kids.len() {
            0 => {}
            1 => dict.set("K", kids.swap_remove(0)),
            _ => dict.set("K", kids),
        }
        if let Some(alt) = &source.alt {
            dict.set("Alt", text(alt));
        }
        if let Some(scope) = source.scope {
            dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
        }
        if let Some(bounds) = source.bounds {
            let bounds: Vec<Object> = bounds.iter().map(|v| Object::Real(*v)).collect();
            dict.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds });
        }
        dict
    }

    /// What an element holds. One with words of its own holds things in the order of the words; a mere container holds
    /// its children in the order in which they were made, the empty ones too, so that table rows stay even.
    fn order(&self, n: usize) -> Vec<Held> {
        let held = self.marks.holds.get(&n).cloned().unwrap_or_default();
        if held.iter().any(|h| !matches!(h, Held::Element(_))) {
            return held;
        }
        let children = self.layout.tree.iter().enumerate().filter(|(_, e)| e.parent == Some(n));
        children.map(|(i, _)| Held::Element(i)).collect()
    }

    fn kid(&self, held: Held, page: Option<usize>) -> Object {
        match held {
            Held::Element(e) => Object::Reference(self.elements[e]),
            Held::Span(s) => Object::Reference(self.spans[s]),
            Held::Content { page: at, mark } if page == Some(at) => (mark as i64).into(),
            Held::Content { page: at, mark } => Object::Dictionary(
                dictionary! { "Type" => "MCR", "Pg" => self.pages[at], "MCID" => mark as i64 },
            ),
        }
    }

    fn first_page(&self, n: usize) -> Option<usize> {
        self.marks.holds.get(&n)?.iter().find_map(|h| match h {
            Held::Content { page, .. } => Some(*page),
            Held::Span(s) => Some(self.marks.spans[*s].page),
            Held::Element(_) => None,
        })
    }
}
