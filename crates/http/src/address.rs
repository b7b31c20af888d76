//! Where a request comes from: an address for counting, a word for people.

use crate::Site;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The sender's address. What a header says counts only from a proxy that the host named.
pub(crate) fn address_of(site: &Site, extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| {
            peer.0.ip().to_canonical()
        });
    let is_proxy = |address: &IpAddr| site.trusted_proxies.contains(address);
    if !is_proxy(&peer) {
        return peer;
    }
    sender(headers, is_proxy).unwrap_or(peer)
}

/// The last entry that is no proxy of ours: entries before it are whatever the sender wrote, and so is everything
/// before an entry that cannot be read.
fn sender(headers: &HeaderMap, is_proxy: impl Fn(&IpAddr) -> bool) -> Option<IpAddr> {
    let lists: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .map(|value| value.to_str().unwrap_or_default())
        .collect();
    lists
        .iter()
        .flat_map(|list| list.split(','))
        .rev()
        .map_while(|entry| address_in(entry.trim()))
        .find(|address| !is_proxy(address))
}

/// An address as proxies write it: alone, in brackets, with a port.
fn address_in(entry: &str) -> Option<IpAddr> {
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(entry);
    bare.parse()
        .or_else(|_| entry.parse::<SocketAddr>().map(|socket| socket.ip()))
        .map(|address: IpAddr| address.to_canonical())
        .ok()
}

/// What can be told of a place without asking anybody: `local` for this machine and its own network,
/// `unknown` otherwise. An address is never shown, and no table of addresses is shipped.
pub(crate) const fn place_of(address: IpAddr) -> &'static str {
    let is_local = match address {
        IpAddr::V4(address) => {
            address.is_loopback() || address.is_private() || address.is_link_local()
        }
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    };
    if is_local { "local" } else { "unknown" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lists: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append("x-forwarded-for", list.parse().unwrap());
        }
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        sender(&headers, |address| *address == proxy).map(|address| address.to_string())
    }

    #[test]
    fn what_the_last_foreign_hop_wrote_is_believed_however_it_is_written() {
        for (lists, expected) in [
            (&["203.0.113.5"][..], "203.0.113.5"),
            (&["192.168.1.1, 203.0.113.5, 10.0.0.1"], "203.0.113.5"),
            (&["192.168.1.1", "203.0.113.5:4711"], "203.0.113.5"),
            (&["[2001:db8::7]:4711"], "2001:db8::7"),
            (&["[2001:db8::7]"], "2001:db8::7"),
        ] {
            assert_eq!(told(lists).as_deref(), Some(expected), "{lists:?}");
        }
    }

    #[test]
    fn nothing_before_an_unreadable_hop_is_believed() {
        for lists in [
            &["203.0.113.5, unknown"][..],
            &["203.0.113.5, "],
            &["203.0.113.5", "_hidden"],
            &[],
        ] {
            assert_eq!(told(lists), None, "{lists:?}");
        }
    }

    #[test]
    fn only_the_own_network_is_called_local() {
        for address in [
            "127.0.0.1",
            "::1",
            "192.168.1.20",
            "10.0.0.7",
            "fe80::1",
            "fd00::9",
        ] {
            assert_eq!(place_of(address.parse().unwrap()), "local", "{address}");
        }
        for address in ["192.0.2.7", "2001:db8::1", "0.0.0.0"] {
            assert_eq!(place_of(address.parse().unwrap()), "unknown", "{address}");
        }
    }
}
