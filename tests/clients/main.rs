//! Services made with other people's libraries log in with Sceau: what was seen to work is written into
//! `docs/clients.md`, and the table there must be today's (`SCEAU_GEN=1` writes it).
//!
//! Not run by `cargo test` alone, because it needs the libraries: `./dev test` installs them first.

#[cfg(test)]
mod apache;
#[cfg(test)]
mod broker;
#[cfg(test)]
mod house;
#[cfg(test)]
mod native;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod table;
#[cfg(test)]
mod walker;

#[cfg(test)]
mod stories {
    use crate::house::{House, Kind};
    use crate::peers::{Peer, run};
    use crate::table::{Row, check_clients, check_conformance};
    use crate::{apache, broker, native};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn services_made_with_other_libraries_log_someone_in() {
        let house = House::open().await;
        let mut rows = Vec::new();
        for (peer, kind) in [
            (
                Peer::node("openid-client", "openid-client-6-strict"),
                Kind::Strict,
            ),
            (
                Peer::node("openid-client", "openid-client-6-broker"),
                Kind::Broker,
            ),
            (
                Peer::node("openid-client-5", "openid-client-5-broker"),
                Kind::Broker,
            ),
            (Peer::python("Authlib", "authlib_service"), Kind::Secret),
        ] {
            let seen = run(&peer, &house.facts(kind));
            rows.push(Row::of(&peer, kind, seen));
        }
        rows.push(native::log_in(&house).await);
        rows.push(apache::log_in(&house).await);
        check_clients(&rows);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_broker_s_questions_are_all_answered_as_they_should_be() {
        let house = House::open().await;
        let report = broker::ask(&house).await;
        assert_eq!(report.failures(), 0, "{report}");
        check_conformance(&report, &broker::ask_other(&house).await);
    }
}
