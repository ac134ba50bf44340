//! What a disk holds when the power fails: everything that was synced, and of the rest some, none, or all, out of order and torn
//! within a write at 512 bytes. A name is safe when its folder was synced; a file's bytes when the file was.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::disk::Change;
use crate::plan::Dice;

const SECTOR: u64 = 512;

/// A folder and all below it, as the program sees it and as it is safe.
pub(crate) struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
    handles: HashMap<u32, usize>,
}

#[derive(Clone)]
enum Node {
    File { safe: Vec<u8>, since: Vec<Piece> },
    Folder { safe: Names, now: Names, since: Vec<Naming> },
}

type Names = BTreeMap<OsString, usize>;

#[derive(Clone)]
enum Piece {
    Written(u64, Vec<u8>),
    Cut(u64),
}

#[derive(Clone)]
enum Naming {
    Put(OsString, usize),
    Taken(OsString),
    Moved(OsString, OsString, usize),
}

/// How much of what was not synced survives.
#[derive(Clone, Copy)]
enum Luck {
    Nothing,
    All,
    /// What was asked for first, and part of the next.
    Beginning,
    /// Any of it.
    Pieces,
    /// Any sectors of it.
    Sectors,
}

impl Disk {
    /// The folder as it lies there, all of it safe.
    pub(crate) fn of(root: &Path) -> Self {
        let mut disk = Self { root: root.to_path_buf(), nodes: Vec::new(), handles: HashMap::new() };
        disk.take_in(root);
        disk
    }

    /// The same disk once more, before anything was done to it.
    pub(crate) fn as_at_first(start: &Self) -> Self {
        Self { root: start.root.clone(), nodes: start.nodes.clone(), handles: HashMap::new() }
    }

    fn take_in(&mut self, path: &Path) -> usize {
        let at = self.nodes.len();
        if path.is_dir() {
            self.nodes.push(folder());
            let mut names = Names::new();
            for item in fs::read_dir(path).unwrap() {
                let item = item.unwrap();
                names.insert(item.file_name(), self.take_in(&item.path()));
            }
            self.nodes[at] = Node::Folder { safe: names.clone(), now: names, since: Vec::new() };
        } else {
            self.nodes.push(Node::File { safe: fs::read(path).unwrap(), since: Vec::new() });
        }
        at
    }

    /// Does on this disk what the program did.
    pub(crate) fn follow(&mut self, change: &Change) {
        match change {
            Change::Opened { handle, path, is_new, is_cut } => {
                let node = if *is_new {
                    let node = self.nodes.len();
                    self.nodes.push(Node::File { safe: Vec::new(), since: Vec::new() });
                    self.name(path, |name| Naming::Put(name, node));
                    node
                } else {
                    self.find(path)
                };
                self.handles.insert(*handle, node);
                if *is_cut && !is_new {
                    self.change(*handle, Piece::Cut(0));
                }
            }
            Change::Written { handle, at, bytes } => self.change(*handle, Piece::Written(*at, bytes.clone())),
            Change::Cut { handle, length } => self.change(*handle, Piece::Cut(*length)),
            Change::Synced { handle } => match &mut self.nodes[self.handles[handle]] {
                Node::File { safe, since } => {
                    for piece in since.drain(..) {
                        apply(safe, &piece);
                    }
                }
                Node::Folder { safe, now, since } => {
                    *safe = now.clone();
                    since.clear();
                }
            },
            Change::Renamed { from, to } => {
                assert_eq!(from.parent(), to.parent(), "a file keeps its folder");
                let (node, name) = (self.find(from), to.file_name().unwrap().to_owned());
                self.name(from, |old| Naming::Moved(old, name, node));
            }
            Change::Removed { path } => self.name(path, Naming::Taken),
            Change::FolderMade { path } => {
                let node = self.nodes.len();
                self.nodes.push(folder());
                self.name(path, |name| Naming::Put(name, node));
            }
            Change::Acknowledged => {}
        }
    }

    /// Writes out what is left after a power cut at this moment.
    pub(crate) fn cut(&self, dice: &mut Dice, into: &Path) {
        let luck = [Luck::Nothing, Luck::All, Luck::Beginning, Luck::Pieces, Luck::Sectors][dice.below(5)];
        self.write_out(0, into, luck, dice);
    }

    /// Writes out what the program sees.
    pub(crate) fn write_now(&self, into: &Path) {
        self.write_out(0, into, Luck::All, &mut Dice::of(0));
    }

    fn write_out(&self, node: usize, path: &Path, luck: Luck, dice: &mut Dice) {
        match &self.nodes[node] {
            Node::File { safe, since } => {
                let mut bytes = safe.clone();
                for piece in survivors(since, luck, dice) {
                    apply(&mut bytes, &piece);
                }
                fs::write(path, bytes).unwrap();
            }
            Node::Folder { safe, since, .. } => {
                fs::create_dir(path).unwrap();
                let mut names = safe.clone();
                // A journalling file system keeps the order of names within a folder: what survives is a beginning.
                let kept = match luck {
                    Luck::Nothing => 0,
                    Luck::All => since.len(),
                    Luck::Beginning | Luck::Pieces | Luck::Sectors => dice.below(since.len() + 1),
                };
                for naming in &since[..kept] {
                    rename(&mut names, naming);
                }
                for (name, node) in names {
                    self.write_out(node, &path.join(name), luck, dice);
                }
            }
        }
    }

    fn change(&mut self, handle: u32, piece: Piece) {
        if let Node::File { since, .. } = &mut self.nodes[self.handles[&handle]] {
            since.push(piece);
        }
    }

    fn name(&mut self, path: &Path, naming: impl FnOnce(OsString) -> Naming) {
        let parent = self.find(path.parent().unwrap());
        let naming = naming(path.file_name().unwrap().to_owned());
        if let Node::Folder { now, since, .. } = &mut self.nodes[parent] {
            rename(now, &naming);
            since.push(naming);
        }
    }

    fn find(&self, path: &Path) -> usize {
        let below = path.strip_prefix(&self.root).unwrap();
        below.components().fold(0, |node, part| match (&self.nodes[node], part) {
            (Node::Folder { now, .. }, Component::Normal(name)) => {
                *now.get(name).unwrap_or_else(|| panic!("{} is not known", path.display()))
            }
            _ => node,
        })
    }
}

fn folder() -> Node {
    Node::Folder { safe: Names::new(), now: Names::new(), since: Vec::new() }
}

fn rename(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Put(name, node) => {
            names.insert(name.clone(), *node);
        }
        Naming::Taken(name) => {
            names.remove(name);
        }
        Naming::Moved(from, to, node) => {
            names.remove(from);
            names.insert(to.clone(), *node);
        }
    }
}

fn apply(bytes: &mut Vec<u8>, piece: &Piece) {
    match piece {
        Piece::Written(at, new) => {
            let (from, to) = (*at as usize, *at as usize + new.len());
            if bytes.len() < to {
                bytes.resize(to, 0);
            }
            bytes[from..to].copy_from_slice(new);
        }
        Piece::Cut(length) => bytes.resize(*length as usize, 0),
    }
}

fn survivors(pieces: &[Piece], luck: Luck, dice: &mut Dice) -> Vec<Piece> {
    match luck {
        Luck::Nothing => Vec::new(),
        Luck::All => pieces.to_vec(),
        Luck::Beginning => {
            let kept = dice.below(pieces.len() + 1);
            let mut beginning = pieces[..kept].to_vec();
            beginning.extend(pieces.get(kept).into_iter().flat_map(|next| torn(next, dice)));
            beginning
        }
        Luck::Pieces => pieces.iter().filter(|_| dice.is_heads()).cloned().collect(),
        Luck::Sectors => pieces.iter().flat_map(|piece| torn(piece, dice)).collect(),
    }
}

// Sectors of a write, each of which is there or not.
fn torn(piece: &Piece, dice: &mut Dice) -> Vec<Piece> {
    let Piece::Written(at, bytes) = piece else {
        return if dice.is_heads() { vec![piece.clone()] } else { Vec::new() };
    };
    let mut kept = Vec::new();
    let mut from = *at;
    let end = at + bytes.len() as u64;
    while from < end {
        let to = ((from / SECTOR + 1) * SECTOR).min(end);
        if dice.is_heads() {
            kept.push(Piece::Written(from, bytes[(from - at) as usize..(to - at) as usize].to_vec()));
        }
        from = to;
    }
    kept
}
