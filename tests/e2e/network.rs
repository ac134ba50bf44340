//! T9: no network. The long form runs every journey where there is none: `cargo xtask torture T9` starts the tests in a network
//! of their own that has a loopback and no way out. Whatever tries to get out is counted there by the system itself, and at the
//! end of each journey the count must stand where it began. The driver speaks with the page over the loopback.

use std::collections::BTreeMap;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// Tries that found no way out, and datagrams, which only the asking for names would send.
const COUNTED: [&str; 4] = ["Ip OutNoRoutes", "Udp OutDatagrams", "Ip6OutNoRoutes", "Udp6OutDatagrams"];

/// Whether the tests run where there is no network.
pub(crate) fn is_cut_off() -> bool {
    std::env::var_os("CUSTODIAN_WITHOUT_NETWORK").is_some()
}

/// What the system counted in this network so far.
pub(crate) fn tries() -> u64 {
    let mut counts = pairs(&fs::read_to_string("/proc/thread-self/net/snmp").expect("the system counts"));
    for line in fs::read_to_string("/proc/thread-self/net/snmp6").unwrap_or_default().lines() {
        let mut words = line.split_whitespace().map(str::to_owned);
        counts.extend(words.next().zip(words.next().and_then(|number| number.parse().ok())));
    }
    COUNTED.iter().filter_map(|name| counts.get(*name)).sum()
}

/// Fails when anything tried to get out since `before`, or when this could not have been seen.
pub(crate) fn nothing_tried(before: u64) {
    let interfaces = fs::read_to_string("/proc/thread-self/net/dev").expect("the interfaces");
    let names: Vec<_> = interfaces.lines().filter_map(|line| Some(line.split_once(':')?.0.trim())).collect();
    assert_eq!(names, ["lo"], "there is a way out of this network");
    assert_eq!(tries() - before, 0, "something tried to reach the network");
    let outside = SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 9));
    assert!(TcpStream::connect_timeout(&outside, Duration::from_secs(1)).is_err(), "nobody is there");
    assert!(tries() > before, "a try to reach the network is not counted here");
}

/// The counts by group and name: a line of names, and a line of numbers under it.
fn pairs(text: &str) -> BTreeMap<String, u64> {
    let lines: Vec<&str> = text.lines().collect();
    let mut counts = BTreeMap::new();
    for pair in lines.chunks_exact(2) {
        let Some((group, names)) = pair[0].split_once(':') else { continue };
        let numbers = pair[1].split_whitespace().skip(1);
        for (name, number) in names.split_whitespace().zip(numbers) {
            counts.extend(number.parse().ok().map(|number| (format!("{group} {name}"), number)));
        }
    }
    counts
}

#[test]
fn the_system_s_counts_are_read() {
    let text = "Ip: Forwarding OutNoRoutes\nIp: 1 7\nUdp: InDatagrams OutDatagrams\nUdp: 3 4\n";
    let counts = pairs(text);
    assert_eq!((counts["Ip OutNoRoutes"], counts["Udp OutDatagrams"]), (7, 4));
    let here = pairs(&fs::read_to_string("/proc/thread-self/net/snmp").expect("the system counts"));
    assert!(COUNTED[..2].iter().all(|name| here.contains_key(*name)), "{here:?}");
}
