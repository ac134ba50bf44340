//! The command line: which verbs there are, and what each takes.

use crate::answer::{self, Answer};
use crate::{
    deadline, letters_list, letters_sample, policy_check, policy_coverage, policy_decide, policy_diff,
    policy_guide, practice, vault_anchor, vault_backup, vault_create, vault_headers, vault_people,
    vault_restore, vault_stats, vault_verify,
};
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;
use usecases::Result;

/// Records requests at a public library: dates, policy, letters and the encrypted record, without a window.
#[derive(Debug, Parser)]
#[command(name = "custodian", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Answer in JSON, errors too.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Count the dates of a records request, day by day.
    Deadline(deadline::Deadline),
    /// Ask a policy.
    #[command(subcommand)]
    Policy(Policy),
    /// Look at the letters and memos.
    #[command(subcommand)]
    Letters(Letters),
    /// Make a practice record with sample requests in every state.
    Practice(practice::Practice),
    /// Look at an encrypted record.
    #[command(subcommand)]
    Vault(Vault),
}

/// Verbs about a policy.
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    /// Prove that a policy pack can be adopted.
    Check(policy_check::Check),
    /// Show what a type of request asks, with an empty file of facts.
    Guide(policy_guide::Guide),
    /// Say what follows from stated facts.
    Decide(policy_decide::Decide),
    /// Show what carries each provision.
    Coverage(policy_coverage::Coverage),
    /// Show what another version changes.
    Diff(policy_diff::Diff),
}

/// Verbs about letters.
#[derive(Debug, Subcommand)]
pub(crate) enum Letters {
    /// List every letter and memo of the catalogue.
    List,
    /// Write sample letters as PDF.
    Sample(letters_sample::Sample),
}

/// Verbs about an encrypted record.
#[derive(Debug, Subcommand)]
pub(crate) enum Vault {
    /// Found a record from a file with what the setup screen asks.
    Create(vault_create::Verb),
    /// Check every entry, key, attachment and draft.
    Verify(vault_verify::Verify),
    /// Count what is in it.
    Stats(vault_stats::Stats),
    /// Make a checked backup.
    Backup(vault_backup::Verb),
    /// Restore a backup into a new folder, or test whether that would go well.
    Restore(vault_restore::Verb),
    /// Show the code of the last entry, or find the entry that a code names.
    Anchor(vault_anchor::Verb),
    /// List who can open it, and who once could.
    People(vault_people::Verb),
    /// Write the headers of every entry to a new file, for a check without keys.
    Headers(vault_headers::Verb),
}

/// Why the program stops before any verb runs: help was asked for, or the arguments are wrong.
#[derive(Debug)]
pub(crate) struct Stop {
    error: clap::Error,
    json: bool,
}

/// Reads the command line.
pub(crate) fn read(line: impl IntoIterator<Item = OsString>) -> std::result::Result<Arguments, Stop> {
    let line: Vec<OsString> = line.into_iter().collect();
    let json = line.iter().any(|word| word == "--json");
    Arguments::try_parse_from(line).map_err(|error| Stop { error, json })
}

/// Runs a verb.
pub(crate) fn run(verb: Verb) -> Result<Answer> {
    match verb {
        Verb::Deadline(verb) => deadline::run(&verb),
        Verb::Policy(Policy::Check(verb)) => policy_check::run(&verb),
        Verb::Policy(Policy::Guide(verb)) => policy_guide::run(&verb),
        Verb::Policy(Policy::Decide(verb)) => policy_decide::run(&verb),
        Verb::Policy(Policy::Coverage(verb)) => policy_coverage::run(&verb),
        Verb::Policy(Policy::Diff(verb)) => policy_diff::run(&verb),
        Verb::Letters(Letters::List) => letters_list::run(),
        Verb::Letters(Letters::Sample(verb)) => letters_sample::run(&verb),
        Verb::Practice(verb) => practice::run(&verb),
        Verb::Vault(Vault::Verify(verb)) => vault_verify::run(&verb),
        Verb::Vault(Vault::Create(verb)) => vault_create::run(&verb),
        Verb::Vault(Vault::Stats(verb)) => vault_stats::run(&verb),
        Verb::Vault(Vault::Backup(verb)) => vault_backup::run(&verb),
        Verb::Vault(Vault::Restore(verb)) => vault_restore::run(&verb),
        Verb::Vault(Vault::Anchor(verb)) => vault_anchor::run(&verb),
        Verb::Vault(Vault::People(verb)) => vault_people::run(&verb),
        Verb::Vault(Vault::Headers(verb)) => vault_headers::run(&verb),
    }
}

impl Stop {
    /// Writes it and says how it went: help is an answer, the rest are wrong arguments.
    pub(crate) fn give(self) -> ExitCode {
        let text = self.error.render().to_string();
        if matches!(self.error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            answer::to_stdout(&text);
            return ExitCode::SUCCESS;
        }
        // No verb at all: the whole help is the answer, but nothing was done.
        if self.error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            return answer::wrong_arguments(text.trim(), self.json);
        }
        let text = text.trim().trim_start_matches("error: ");
        // The first paragraph says what is wrong; the usage after it belongs to --help.
        let message = text.split("\n\nUsage").next().unwrap_or(text);
        answer::wrong_arguments(message.trim_end(), self.json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
