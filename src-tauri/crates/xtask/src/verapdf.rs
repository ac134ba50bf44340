//! The letters before an independent judge: veraPDF says whether each is PDF/UA-1 and PDF/A-2a. Where it cannot be had, that is
//! said, and the step goes on: the project's own structural check has judged them by then.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binaries::Shipped;
use crate::call::{self, Failure};
use crate::step::Tally;

/// The judge, in one file that Java runs, and that file's SHA-256.
const ARTIFACT: &str = "org.verapdf.apps:greenfield-apps:1.28.2";
const JAR: &str = "greenfield-apps-1.28.2.jar";
const SHA256: &str = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6";
const MAIN: &str = "org.verapdf.apps.GreenfieldCliWrapper";
const FETCH: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

/// What each letter must be, and what its file claims: the claim is spoilt once, to see the judge say no.
const FLAVOURS: [(&str, &[u8]); 2] = [("ua1", b"pdfuaid:part>1"), ("2a", b"pdfaid:part>2")];

const NEXT: &str = "Look at one letter with `--format xml`, which names the rule and the object; the files are in target/verapdf/letters.";

/// Has every letter judged that the shipped program makes as a sample, each by the path of a real decision.
pub(crate) fn judge(shipped: &Shipped) -> Result<Tally, (Tally, Failure)> {
    let Some(judge) = Judge::found() else {
        println!("  veraPDF: not run. Neither the program nor Java with Maven and a network is here.");
        return Ok(Tally::NONE);
    };
    let plain = |failure| (Tally::NONE, failure);
    let letters = samples(shipped).map_err(plain)?;
    let mut sum = Tally::NONE;
    for (flavour, claim) in FLAVOURS {
        let verdicts = judge.asked(flavour, &letters).map_err(plain)?;
        let failed: Vec<_> = verdicts.iter().filter(|(passes, _)| !passes).map(|(_, name)| name).collect();
        let passed = verdicts.len() - failed.len();
        sum.add(Tally { passed: passed as u64, failed: failed.len() as u64 });
        println!("  veraPDF {flavour}: {passed} of {} letters pass", letters.len());
        if !failed.is_empty() || verdicts.len() != letters.len() {
            let named = format!("veraPDF does not accept these as {flavour}: {failed:?}.");
            return Err((sum, Failure::new(named, NEXT)));
        }
        let spoilt = spoilt(&letters, claim).map_err(plain)?;
        if judge.asked(flavour, &[spoilt]).map_err(plain)?.iter().any(|(passes, _)| *passes) {
            let blind = format!("veraPDF accepts as {flavour} a letter whose claim was spoilt.");
            return Err((
                sum,
                Failure::new(blind, "Its verdicts are worth nothing until that is understood."),
            ));
        }
    }
    Ok(sum)
}

/// How veraPDF is called here.
enum Judge {
    Installed,
    Java(PathBuf),
}

impl Judge {
    fn found() -> Option<Self> {
        if call::is_installed("verapdf") {
            return Some(Self::Installed);
        }
        let folder = call::target().join("verapdf");
        let jar = folder.join(JAR);
        if !jar.is_file() && call::is_installed("java") && call::is_installed("mvn") {
            let mut fetch = Command::new("mvn");
            fetch.args(["-q", "-B", FETCH]).arg(format!("-Dartifact={ARTIFACT}"));
            fetch.arg(format!("-DoutputDirectory={}", folder.display()));
            call::output(&mut fetch)?;
        }
        (call::is_installed("java") && is_the_one(&jar)).then_some(Self::Java(jar))
    }

    /// The verdict on each file, in the judge's order.
    fn asked(&self, flavour: &str, files: &[PathBuf]) -> Result<Vec<(bool, String)>, Failure> {
        let mut command = match self {
            Self::Installed => Command::new("verapdf"),
            Self::Java(jar) => {
                let mut java = Command::new("java");
                java.arg("-cp").arg(jar).arg(MAIN);
                java
            }
        };
        command.args(["--flavour", flavour, "--format", "text"]).args(files);
        let said = command.output().map_err(|error| {
            Failure::new(format!("veraPDF did not start: {error}."), "Repeat the command.")
        })?;
        Ok(verdicts(&String::from_utf8_lossy(&said.stdout)))
    }
}

/// Lines such as `PASS letters/L01.pdf ua1`. What is neither is no verdict.
fn verdicts(said: &str) -> Vec<(bool, String)> {
    let verdict = |line: &str| {
        let (word, rest) = line.split_once(' ')?;
        let name = rest.rsplit_once(' ').map_or(rest, |(path, _)| path);
        match word {
            "PASS" => Some((true, name.to_owned())),
            "FAIL" => Some((false, name.to_owned())),
            _ => None,
        }
    };
    said.lines().filter_map(verdict).collect()
}

fn is_the_one(jar: &Path) -> bool {
    let sum = call::output(Command::new("sha256sum").arg(jar));
    sum.is_some_and(|sum| sum.split(' ').next() == Some(SHA256))
}

fn samples(shipped: &Shipped) -> Result<Vec<PathBuf>, Failure> {
    let folder = call::target().join("verapdf/letters");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut make = Command::new(shipped.folder.join("custodian"));
    make.args(["letters", "sample", "--out"]).arg(&folder);
    let next = "Run `custodian letters sample --out DIR` by hand, and read what it says.";
    call::output(&mut make).ok_or_else(|| Failure::new("the sample letters could not be made.", next))?;
    let listed = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let is_letter = |path: &PathBuf| path.extension().is_some_and(|end| end == "pdf");
    let mut letters: Vec<_> = listed.flatten().map(|item| item.path()).filter(is_letter).collect();
    letters.sort();
    if letters.is_empty() { Err(Failure::new("there is not one sample letter.", next)) } else { Ok(letters) }
}

/// The first letter once more, its claim of a part altered.
fn spoilt(letters: &[PathBuf], claim: &[u8]) -> Result<PathBuf, Failure> {
    let path = call::target().join("verapdf/spoilt.pdf");
    let mut bytes = letters
        .first()
        .map_or(Ok(Vec::new()), std::fs::read)
        .map_err(|error| Failure::file(&path, &error))?;
    let at = bytes.windows(claim.len()).position(|some| some == claim).ok_or_else(|| {
        Failure::new("a sample letter does not claim what it must be.", "Look at the letter's metadata.")
    })?;
    bytes[at + claim.len() - 1] = b'9';
    std::fs::write(&path, bytes).map_err(|error| Failure::file(&path, &error))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_verdict_counts_as_one() {
        let said =
            "WARNING: a letter\nPASS a folder/L01 Notice.pdf ua1\nFAIL b/L02.pdf ua1\nERROR c.pdf\nPASS\n";
        assert_eq!(
            verdicts(said),
            [(true, "a folder/L01 Notice.pdf".to_owned()), (false, "b/L02.pdf".to_owned())]
        );
    }
}
