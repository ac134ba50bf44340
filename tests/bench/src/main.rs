//! Measurements, each as a ratio to a peer in the same run; never a promise in seconds.

mod append;
mod decide;
mod keeping;
mod letter;
mod peer;
mod rules_engine;
mod typst_peer;
mod unlock;
mod weasyprint_peer;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let all: [(&str, fn()); 12] = [
        ("append", append::run),
        ("unlock", unlock::run),
        ("replay", keeping::replay),
        ("verify", keeping::verify),
        ("search", keeping::search),
        ("growth", keeping::growth),
        ("letter", letter::run),
        ("preview", letter::preview),
        ("thousand", letter::thousand),
        ("forty", letter::forty),
        ("decide", decide::run),
        ("check", decide::check),
    ];
    for (name, run) in all {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            run();
        }
    }
}

/// The mean of durations, in microseconds.
fn mean(times: &[std::time::Duration]) -> f64 {
    times.iter().sum::<std::time::Duration>().as_secs_f64() * 1e6 / times.len() as f64
}

/// Median of durations, in microseconds.
fn median(mut times: Vec<std::time::Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e6
}

/// One line of the table.
fn report(what: &str, ours: f64, peer_name: &str, peer: f64) {
    println!("{what:<44} ours {ours:>10.1} µs   {peer_name} {peer:>10.1} µs   ratio ours/peer {:.2}", ours / peer);
}
