use super::*;
use async_trait::async_trait;
use axum::routing::get;
use core::future::pending;
use sceau_service::ports::{Store, StoreFailure, Transaction};
use sceau_testkit::world::TestWorld;
use std::io;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Longer than any server here may take to stop.
const LONG: Duration = Duration::from_secs(20);

/// A server beside its loops, and how it ended.
struct Served {
    at: SocketAddr,
    ended: JoinHandle<Result<(), StartFailure>>,
}

impl Served {
    async fn beside(
        loops: JoinSet<()>,
        asked_to_stop: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let routes = Router::new().route("/", get(|| async { "here" }));
        let serving = serve_beside(loops, listener, routes, asked_to_stop);
        Self {
            at,
            ended: tokio::spawn(serving),
        }
    }

    /// What it answers on a new connection.
    async fn ask(&self) -> io::Result<String> {
        let mut line = TcpStream::connect(self.at).await?;
        line.write_all(b"GET / HTTP/1.1\r\nHost: sceau.test\r\nConnection: close\r\n\r\n")
            .await?;
        let mut answer = String::new();
        line.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    /// Waits for its end.
    async fn end(&mut self) -> Result<(), StartFailure> {
        let ended = timeout(LONG, &mut self.ended).await;
        ended.expect("it serves on").unwrap()
    }
}

/// A loop that dies when it is told to.
async fn dies_after(told: oneshot::Receiver<()>) {
    let _ = told.await;
    panic!("letters expire unseen");
}

#[tokio::test]
async fn a_loop_that_panics_stops_the_server() {
    let (tell, told) = oneshot::channel();
    let mut loops = JoinSet::new();
    loops.spawn(pending());
    loops.spawn(dies_after(told));
    loops.spawn(pending());
    let mut served = Served::beside(loops, pending()).await;
    assert!(served.ask().await.unwrap().ends_with("here"));

    tell.send(()).unwrap();
    let failure = served.end().await.unwrap_err().to_string();
    assert!(failure.starts_with("due work died"), "{failure}");
    assert!(served.ask().await.is_err(), "nobody is served any more");
}

#[tokio::test]
async fn a_loop_that_returns_stops_the_server_too() {
    let mut loops = JoinSet::new();
    loops.spawn(pending());
    loops.spawn(async {});
    let mut served = Served::beside(loops, pending()).await;
    let failure = served.end().await.unwrap_err();
    assert_eq!(failure.to_string(), "due work ended");
}

#[tokio::test]
async fn a_server_whose_loops_live_serves_until_it_is_asked_to_stop() {
    let (ask, asked) = oneshot::channel::<()>();
    let mut loops = JoinSet::new();
    loops.spawn(pending());
    let mut served = Served::beside(loops, async {
        let _ = asked.await;
    })
    .await;
    assert!(served.ask().await.unwrap().ends_with("here"));
    ask.send(()).unwrap();
    served.end().await.unwrap();
}

/// A store with a fault that nobody foresaw.
struct Faulty;

#[async_trait]
impl Store for Faulty {
    async fn begin(&self) -> Result<Box<dyn Transaction>, StoreFailure> {
        panic!("a fault that nobody foresaw")
    }

    async fn read(&self) -> Result<Box<dyn Transaction>, StoreFailure> {
        panic!("a fault that nobody foresaw")
    }
}

#[tokio::test]
async fn every_loop_of_the_server_dies_aloud() {
    let mut test = TestWorld::new().await;
    test.world.store = Arc::new(Faulty);
    let mut loops = begin(&test.world);
    let count = loops.len();
    for _ in 0..count {
        let ended = timeout(LONG, loops.join_next()).await;
        let ended = ended.expect("a loop swallows its fault").unwrap();
        assert!(ended.unwrap_err().is_panic());
    }
    assert!(count >= 6, "each part of the work in a loop of its own");
}

/// A server with a page that never answers, somebody who asked for a page, and the word to stop.
async fn told_to_stop(
    address: &str,
    patience: Duration,
) -> (JoinHandle<io::Result<()>>, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let routes = Router::new()
        .route("/", get(async || "ici"))
        .route("/never", get(pending::<&'static str>));
    let word = Arc::new(Notify::new());
    let stop = Arc::clone(&word);
    let stop = async move { stop.notified().await };
    let serving = tokio::spawn(serve_until(listener, routes, stop, patience));
    let mut visitor = TcpStream::connect(at).await.unwrap();
    let asked = format!("GET {address} HTTP/1.1\r\nHost: essai\r\n\r\n");
    visitor.write_all(asked.as_bytes()).await.unwrap();
    if address == "/" {
        visitor.read_u8().await.unwrap();
    } else {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    word.notify_one();
    (serving, visitor)
}

#[tokio::test]
async fn a_request_without_end_does_not_keep_the_server_from_stopping() {
    let patience = Duration::from_millis(400);
    let (mut serving, _visitor) = told_to_stop("/never", patience).await;
    let at_once = timeout(patience / 4, &mut serving).await;
    assert!(at_once.is_err(), "the request has its time");
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_server_that_nobody_waits_for_stops_at_once() {
    let patience = Duration::from_secs(600);
    let (serving, _visitor) = told_to_stop("/", patience).await;
    let at_once = timeout(Duration::from_secs(60), serving).await;
    at_once.unwrap().unwrap().unwrap();
}
