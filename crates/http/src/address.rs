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
    // The last entry that is no proxy of ours: entries before it are whatever the sender wrote.
    forwarded(headers)
        .into_iter()
        .rev()
        .find(|address| !is_proxy(address))
        .unwrap_or(peer)
}

fn forwarded(headers: &HeaderMap) -> Vec<IpAddr> {
    headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|entry| entry.trim().parse::<IpAddr>().ok())
        .map(|address| address.to_canonical())
        .collect()
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
