//! Getting a policy pack: the one inside the program, or a folder.

use super::plain_text;
use crate::assets::{self, PackFiles};
use crate::{Code, Error, Result};
use ::policy::{Pack, PackProblem};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// No file of a pack is larger: more is not a policy.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;
/// No pack has more files.
const MOST_FILES: usize = 500;

/// A pack with the texts it was read from.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) pack: Pack,
    pub(crate) files: BTreeMap<String, String>,
}

/// The pack that comes with the program.
pub(crate) fn shipped() -> Result<Pack> {
    read(None).map(|opened| opened.pack)
}

/// A pack in a folder, or the one that comes with the program. A broken one is refused with file and line of each problem.
pub(crate) fn read(folder: Option<&Path>) -> Result<Opened> {
    let files = match folder {
        None => {
            assets::default_pack().ok_or_else(|| Error::internal("no policy pack is inside the program"))?.1
        }
        Some(folder) => files_of(folder)?,
    };
    let files: BTreeMap<String, String> = files.into_iter().collect();
    match ::policy::load(&files) {
        Ok(pack) => Ok(Opened { pack, files }),
        Err(problems) => Err(broken(&problems)),
    }
}

/// A pack that cannot be used, with all that is wrong with it.
pub(crate) fn broken(problems: &[PackProblem]) -> Error {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let count = match lines.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    Error::new(
        Code::PackRefused,
        format!("This policy pack cannot be used: {count}.\n{}", lines.join("\n")),
        "Correct the files named and check the pack again. Packs already adopted are not touched.",
    )
}

fn files_of(folder: &Path) -> Result<PackFiles> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(place) = open.pop() {
        let entries = std::fs::read_dir(&place).map_err(|error| unreadable(&place, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&place, &error))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
            // A link could lead out of the pack; what is not a plain file is not part of it.
            if kind.is_dir() {
                open.push(path);
            } else if kind.is_file() {
                found.push((name_in(folder, &path), text_of(&path)?));
            }
            if found.len() + open.len() > MOST_FILES {
                return Err(too_much(folder));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn text_of(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_much(path));
    }
    plain_text::read(&path.display().to_string(), bytes)
}

fn name_in(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let message = format!("{} could not be read: {error}.", path.display());
    Error::new(
        Code::FileProblem,
        message,
        "Check the folder and its permissions and try again. Nothing was changed.",
    )
}

fn too_much(path: &Path) -> Error {
    let message = format!("{} is far larger than any policy pack.", path.display());
    Error::new(Code::FileProblem, message, "Name the folder that holds pack.toml. Nothing was changed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_inside_the_program_can_be_used() {
        shipped().map(|_| ()).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let error = read(Some(Path::new("/no/such/pack"))).unwrap_err();
        assert_eq!(error.code, Code::FileProblem);
        assert!(error.message.contains("/no/such/pack"), "{}", error.message);
    }
}
