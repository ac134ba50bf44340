//! Where a vault may lie: on a local disk, outside folders that a program copies to other machines.
//!
//! Network and synchronised folders break file locks and bring back old copies of single files; either can lose entries.

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a folder is refused for writing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlaceProblem {
    /// On another machine.
    #[error(
        "This folder is on a network drive ({kind}). A vault there can lose entries. Nothing was changed. Choose a folder on this computer's own disk."
    )]
    Network {
        /// What the system calls this kind of drive.
        kind: String,
    },
    /// On a removable disk with a simple file system.
    #[error(
        "This folder is on a removable disk ({kind}) that cannot protect files against a sudden stop. Nothing was changed. Choose a folder on this computer's own disk; put backups on the removable one."
    )]
    Removable {
        /// What the system calls this kind of drive.
        kind: String,
    },
    /// Inside a folder that another program copies elsewhere.
    #[error(
        "This folder is inside “{root}”, which is copied to other computers. A vault there can lose entries and leave the office. Nothing was changed. Choose a folder outside it."
    )]
    Synchronised {
        /// The name of the synchronised folder.
        root: String,
    },
}

/// Says why a vault must not be written at this path, if there is a reason. The path need not exist yet.
pub fn place_problem(folder: &Path) -> Option<PlaceProblem> {
    let real = real_path(folder);
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    synchronised_root(&real).or_else(|| mount_kind(&mounts, &real).and_then(|kind| kind_problem(&kind)))
}

// Follows links of the part that exists, so that a link into a synchronised folder does not hide it.
fn real_path(folder: &Path) -> PathBuf {
    for known in folder.ancestors() {
        if let Ok(real) = fs::canonicalize(if known.as_os_str().is_empty() { Path::new(".") } else { known })
        {
            return folder.strip_prefix(known).map_or(real.clone(), |rest| real.join(rest));
        }
    }
    folder.to_path_buf()
}

fn kind_problem(kind: &str) -> Option<PlaceProblem> {
    const NETWORK: [&str; 15] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb2",
        "ncpfs",
        "afs",
        "9p",
        "ceph",
        "glusterfs",
        "davfs",
        "davfs2",
        "lustre",
        "vboxsf",
    ];
    const REMOVABLE: [&str; 4] = ["vfat", "msdos", "exfat", "umsdos"];
    if NETWORK.contains(&kind) || kind == "fuse" || kind.starts_with("fuse.") {
        Some(PlaceProblem::Network { kind: kind.into() })
    } else if REMOVABLE.contains(&kind) {
        Some(PlaceProblem::Removable { kind: kind.into() })
    } else {
        None
    }
}

// The kind of the mount that holds the path: the longest mount point that is a prefix, the last one of equals. None for the
// root of the system, which is this computer's own disk whatever a container calls it.
fn mount_kind(mounts: &str, path: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut fields = line.split(' ');
        let (Some(point), Some(kind)) = (fields.nth(1), fields.next()) else { continue };
        let point = PathBuf::from(unescape(point));
        let depth = point.components().count();
        if path.starts_with(&point) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    best.filter(|(depth, _)| *depth > 1).map(|(_, kind)| kind.to_owned())
}

// The system writes space, tab, line end and backslash in mount points as three octal digits.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
}

fn synchronised_root(path: &Path) -> Option<PlaceProblem> {
    const EXACT: [&str; 27] = [
        "dropbox",
        "google drive",
        "googledrive",
        "my drive",
        "nextcloud",
        "owncloud",
        "icloud drive",
        "iclouddrive",
        "mobile documents",
        "com~apple~clouddocs",
        "box sync",
        "pcloud drive",
        "pclouddrive",
        "megasync",
        "seafile",
        "syncthing",
        "mega",
        "box",
        "sync",
        "proton drive",
        "protondrive",
        "tresorit",
        "synologydrive",
        "cloudstation",
        "insync",
        "pcloud",
        "icloud",
    ];
    const BEGINNINGS: [&str; 4] = ["onedrive", "dropbox (", "google drive (", "googledrive-"];
    const MARKS: [&str; 3] = [".dropbox", ".stfolder", ".owncloudsync.log"];
    for folder in path.ancestors() {
        let Some(name) = folder.file_name() else { continue };
        let name = name.to_string_lossy();
        let lower = name.to_lowercase();
        // macOS keeps every provider's folder below one of this name.
        let is_below_all =
            || folder.parent().and_then(Path::file_name).is_some_and(|name| name == "CloudStorage");
        if EXACT.contains(&lower.as_str())
            || is_below_all()
            || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
            || MARKS.iter().any(|mark| folder.join(mark).exists())
        {
            return Some(PlaceProblem::Synchronised { root: name.into_owned() });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0\n//s/x /mnt/with\\040space cifs rw 0 0\n\
        tool /home/u/remote fuse.sshfs rw 0 0\n/dev/sdb1 /media/stick vfat rw 0 0\n/dev/sdc1 /mnt/share/local ext4 rw 0 0\n";

    fn kind(path: &str) -> Option<PlaceProblem> {
        mount_kind(MOUNTS, Path::new(path)).and_then(|kind| kind_problem(&kind))
    }

    #[test]
    fn network_and_removable_drives_are_recognised_by_the_deepest_mount() {
        assert_eq!(kind("/home/u/vault"), None);
        assert_eq!(kind("/mnt/share/vault"), Some(PlaceProblem::Network { kind: "nfs4".into() }));
        assert_eq!(kind("/mnt/sharewithlongername"), None);
        assert_eq!(kind("/mnt/share/local/vault"), None);
        assert_eq!(kind("/mnt/with space/vault"), Some(PlaceProblem::Network { kind: "cifs".into() }));
        assert_eq!(kind("/home/u/remote/v"), Some(PlaceProblem::Network { kind: "fuse.sshfs".into() }));
        let in_container = "overlay / fuse.fuse-overlayfs rw 0 0\nserver:/x /data fuse.sshfs rw 0 0\n";
        assert_eq!(mount_kind(in_container, Path::new("/home/u/vault")), None);
        assert_eq!(mount_kind(in_container, Path::new("/data/vault")).as_deref(), Some("fuse.sshfs"));
        assert_eq!(kind("/media/stick/v"), Some(PlaceProblem::Removable { kind: "vfat".into() }));
    }

    #[test]
    fn synchronised_folders_are_recognised_by_name() {
        for path in [
            "/home/u/Dropbox/v",
            "/home/u/MEGA/v",
            "/Users/u/Library/CloudStorage/Any Provider/v",
            "/Users/u/Library/CloudStorage/GoogleDrive-me@x.example/v",
            "/home/u/OneDrive - City/v",
            "/home/u/Google Drive/a/v",
            "/home/u/Nextcloud/v",
        ] {
            assert!(
                matches!(synchronised_root(Path::new(path)), Some(PlaceProblem::Synchronised { .. })),
                "{path} must be recognised"
            );
        }
        assert_eq!(synchronised_root(Path::new("/home/u/Documents/custodian")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synchronised_folder_does_not_hide_it() {
        let place = tempfile::tempdir().unwrap();
        let inside = place.path().join("Dropbox");
        fs::create_dir(&inside).unwrap();
        let link = place.path().join("innocent");
        std::os::unix::fs::symlink(&inside, &link).unwrap();
        assert!(matches!(place_problem(&link.join("vault")), Some(PlaceProblem::Synchronised { .. })));
        assert_eq!(place_problem(&place.path().join("plain/new/vault")), None);
    }
}
