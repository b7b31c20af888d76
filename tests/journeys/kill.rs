//! The real server, killed ten times on the way from a mail address to an active identity: between a
//! request and its answer, and in the middle of an upload. Nothing that was acknowledged is lost, and
//! whatever was not is asked again under the same key.

#[cfg(test)]
mod house;
#[cfg(test)]
mod line;
#[cfg(test)]
mod media;
#[cfg(test)]
mod traveller;

#[cfg(test)]
mod tests {
    use crate::house::House;
    use crate::line::Line;
    use crate::traveller::Traveller;
    use sceau_wire::StateName;

    /// Other seeds give other moments: `SCEAU_SEED=7 cargo test -p sceau-tests --test kill`.
    const SEED: u64 = 2026;

    #[tokio::test]
    async fn a_server_killed_ten_times_loses_nothing_that_it_acknowledged() {
        let seed = option_env!("SCEAU_SEED").map_or(SEED, |seed| seed.parse().unwrap());
        let mut house = House::build();
        house.start().await;
        let operator_key = house.add_operator("Alix");
        let mut traveller = Traveller::new(Line::new(house, seed));
        traveller.sign_in().await;
        traveller.walk_to(StateName::Processing).await;
        traveller.is_approved_by(&operator_key).await;
        traveller.walk_to(StateName::Active).await;

        let identity = traveller.identity().await;
        assert_eq!(identity.birth_name.reveal(), "Martin");
        let mut house = traveller.into_house();
        assert_eq!(house.kills, 10, "moments outside the journey");
        house.kill();
        let said = house.check();
        assert!(said.contains("chain intact"), "{said}");
        house.start().await;
    }
}
