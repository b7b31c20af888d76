//! Where a number or an address is typed, a known one and an unknown one get the same answer for the same
//! work: the same statements to the database in the same order, and the same time. A program of its own,
//! because it listens to everything that the database is told.

#[cfg(test)]
mod ear;
#[cfg(test)]
mod visitor;

#[cfg(test)]
mod stories {
    use crate::ear;
    use crate::visitor::{KNOWN, OTHER_KNOWN, UNKNOWN, Visitor};
    use core::time::Duration;
    use sceau_domain::login::RequestState;
    use sceau_service::language::Language;
    use sceau_service::login::give_phone;
    use sceau_service::ports::World;
    use sceau_service::records::KeyProtection;
    use sceau_testkit::samples::records;
    use sceau_testkit::world::TestWorld;
    use std::time::Instant;

    const RUNS: usize = 60;

    /// Maëlys's identity is active, Ali's blocked; both have as long a history as is looked at.
    async fn people() -> TestWorld {
        let test = TestWorld::new().await;
        let known = test.holder(1, KNOWN, KeyProtection::Software).await;
        let blocked = test.holder(2, OTHER_KNOWN, KeyProtection::Software).await;
        sceau_service::person::block_identity(&test.world, &blocked.by)
            .await
            .unwrap();
        let mut tx = test.world.store.begin().await.unwrap();
        for number in 0..128 {
            let mut login = records::login(number, RequestState::Completed);
            let holder = if number % 2 == 0 { &known } else { &blocked };
            login.account = Some(holder.by.account.id);
            login.asked_at = test.now();
            tx.put_login(&login).await.unwrap();
        }
        tx.commit().await.unwrap();
        test.run_jobs().await;
        test
    }

    /// One after the other: they share the ear.
    #[tokio::test]
    async fn nobody_learns_by_typing_who_has_an_account() {
        ear::listen();
        let test = people().await;
        let visitor = Visitor::of(&test.world);
        let unknown = visitor.types_number(UNKNOWN).await;
        assert!(unknown.statements() > 12, "{}", unknown.statements());
        for number in [KNOWN, OTHER_KNOWN] {
            visitor.types_number(number).await.is_like(&unknown);
        }
        let unknown = visitor.types_address("personne9@exemple.test").await;
        assert!(unknown.statements() > 3, "{}", unknown.statements());
        for address in ["personne1@exemple.test", "personne2@exemple.test"] {
            visitor.types_address(address).await.is_like(&unknown);
        }
        test.advance(jiff::SignedDuration::from_hours(25));
        let unknown = visitor.types_code("personne9@exemple.test").await;
        let known = visitor.types_code("personne1@exemple.test").await;
        known.is_like(&unknown);
        takes_as_long(&test).await;
    }

    /// Medians of many runs in turns; the bound is generous, since machines of tests are busy.
    async fn takes_as_long(test: &TestWorld) {
        let visitor = Visitor::of(&test.world);
        let mut times = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            for (number, taken) in [KNOWN, OTHER_KNOWN, UNKNOWN].into_iter().zip(&mut times) {
                let cookie = visitor.arrives().await;
                let begun = now();
                give_phone(&test.world, &cookie, number).await.unwrap();
                taken.push(begun.elapsed());
            }
        }
        are_alike("login by number", times.map(median));
        let mut times = [Vec::new(), Vec::new()];
        for run in 0..RUNS {
            let other = format!("inconnu{run}@ailleurs.test");
            for (address, taken) in ["personne1@exemple.test", &other]
                .into_iter()
                .zip(&mut times)
            {
                test.advance(jiff::SignedDuration::from_hours(25));
                let begun = now();
                ask_code(&test.world, address).await;
                taken.push(begun.elapsed());
            }
        }
        are_alike("sign-in code", times.map(median));
    }

    async fn ask_code(world: &World, address: &str) {
        sceau_service::account::request_sign_in_code(world, address, Language::French)
            .await
            .unwrap();
    }

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort();
        times[times.len() / 2]
    }

    fn are_alike<const N: usize>(what: &str, medians: [Duration; N]) {
        println!("{what}: {medians:?}");
        let (least, most) = (medians.iter().min().unwrap(), medians.iter().max().unwrap());
        let bound = *least + *least / 2 + Duration::from_millis(2);
        assert!(*most <= bound, "{what}: {medians:?}");
    }

    #[expect(clippy::disallowed_methods, reason = "what is measured is time")]
    fn now() -> Instant {
        Instant::now()
    }
}
