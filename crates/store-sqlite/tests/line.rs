//! Writers in a line: what is kept, what is given up, and how often the disk is asked.
#![expect(
    clippy::unwrap_used,
    reason = "a helper of a test fails as the test does"
)]

use sceau_domain::journey::State;
use sceau_service::ports::Store as _;
use sceau_store_sqlite::SqliteStore;
use sceau_testkit::samples::records::{account, account_id, case};
use std::path::PathBuf;
use std::task::Poll;
use tempfile::TempDir;

struct Scene {
    store: SqliteStore,
    log: PathBuf,
    _folder: TempDir,
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sceau.db");
        Self {
            store: SqliteStore::open(&file).await.unwrap(),
            log: folder.path().join("sceau.db-wal"),
            _folder: folder,
        }
    }

    async fn has(&self, number: u8) -> bool {
        let mut tx = self.store.read().await.unwrap();
        tx.account(account_id(number)).await.unwrap().is_some()
    }

    /// A task that writes an account when its turn comes, and stands in line when this returns.
    async fn write_later(&self, number: u8, then: Then) -> tokio::task::JoinHandle<()> {
        let store = self.store.clone();
        let task = tokio::spawn(async move {
            let mut tx = store.begin().await.unwrap();
            tx.put_account(&account(number)).await.unwrap();
            if then == Then::Commit {
                tx.commit().await.unwrap();
            }
        });
        tokio::task::yield_now().await;
        task
    }

    /// Commits in the write-ahead log: the frames that say how large the database is after them
    /// (SQLite's file format, 4.1).
    fn commits(&self) -> usize {
        let log = std::fs::read(&self.log).unwrap();
        let number = |at: usize| u32::from_be_bytes(log[at..at + 4].try_into().unwrap());
        if log.is_empty() {
            return 0;
        }
        let frame = 24 + number(8) as usize;
        let frames = (32..log.len()).step_by(frame);
        frames.filter(|at| number(at + 4) != 0).count()
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Then {
    Commit,
    GiveUp,
}

#[tokio::test]
async fn those_who_stand_in_line_share_one_commit() {
    let scene = Scene::new().await;
    let before = scene.commits();
    let mut first = scene.store.begin().await.unwrap();
    first.put_account(&account(1)).await.unwrap();
    let mut tasks = Vec::new();
    for number in 2..=10 {
        tasks.push(scene.write_later(number, Then::Commit).await);
    }
    first.commit().await.unwrap();
    for task in tasks {
        task.await.unwrap();
    }
    for number in 1..=10 {
        assert!(scene.has(number).await, "{number}");
    }
    assert_eq!(scene.commits() - before, 1);
}

#[tokio::test]
async fn who_writes_alone_is_committed_alone() {
    let scene = Scene::new().await;
    let before = scene.commits();
    for number in 1..=3 {
        let task = scene.write_later(number, Then::Commit).await;
        task.await.unwrap();
        assert!(scene.has(number).await);
    }
    assert_eq!(scene.commits() - before, 3);
}

#[tokio::test]
async fn a_turn_given_up_takes_nothing_of_the_others_with_it() {
    let scene = Scene::new().await;
    let mut first = scene.store.begin().await.unwrap();
    first.put_account(&account(1)).await.unwrap();
    let given_up = scene.write_later(2, Then::GiveUp).await;
    let kept = scene.write_later(3, Then::Commit).await;
    let last = scene.write_later(4, Then::GiveUp).await;
    first.commit().await.unwrap();
    for task in [given_up, kept, last] {
        task.await.unwrap();
    }
    let there = [
        scene.has(1).await,
        scene.has(2).await,
        scene.has(3).await,
        scene.has(4).await,
    ];
    assert_eq!(there, [true, false, true, false]);
}

#[tokio::test]
async fn a_turn_that_refers_to_nothing_fails_alone() {
    let scene = Scene::new().await;
    let mut first = scene.store.begin().await.unwrap();
    first.put_account(&account(5)).await.unwrap();
    let store = scene.store.clone();
    let of_nobody = tokio::spawn(async move {
        let mut tx = store.begin().await.unwrap();
        tx.put_account(&account(7)).await.unwrap();
        tx.put_case(&case(1, State::Terms)).await.is_err()
    });
    let last = scene.write_later(6, Then::Commit).await;
    first.commit().await.unwrap();
    assert!(of_nobody.await.unwrap());
    last.await.unwrap();
    let there = [scene.has(5).await, scene.has(6).await, scene.has(7).await];
    assert_eq!(there, [true, true, false]);
}

#[tokio::test]
async fn nobody_sees_a_turn_before_it_is_on_the_disk() {
    let scene = Scene::new().await;
    let mut first = scene.store.begin().await.unwrap();
    first.put_account(&account(1)).await.unwrap();
    // The second holds its turn: what the first did waits for it.
    let store = scene.store.clone();
    let second = tokio::spawn(async move { store.begin().await.unwrap() });
    tokio::task::yield_now().await;
    let mut committing = Box::pin(first.commit());
    let second = tokio::select! {
        second = second => second.unwrap(),
        _ = &mut committing => unreachable!("committed before the line was through"),
    };
    assert!(!scene.has(1).await);
    drop(second);
    committing.await.unwrap();
    assert!(scene.has(1).await);
}

#[tokio::test]
async fn a_commit_is_made_when_whoever_asked_for_it_is_gone() {
    let scene = Scene::new().await;
    let mut tx = scene.store.begin().await.unwrap();
    tx.put_account(&account(1)).await.unwrap();
    let mut committing = Box::pin(tx.commit());
    let asked = std::future::poll_fn(|context| Poll::Ready(committing.as_mut().poll(context)));
    assert!(asked.await.is_pending());
    drop(committing);
    let next = scene.store.begin().await.unwrap();
    drop(next);
    scene.store.close().await;
    let log = std::fs::metadata(&scene.log).unwrap();
    assert_eq!(log.len(), 0, "all of it is in the file");
    let again = SqliteStore::open(&scene.log.with_extension("db"))
        .await
        .unwrap();
    let mut tx = again.read().await.unwrap();
    assert!(tx.account(account_id(1)).await.unwrap().is_some());
}
