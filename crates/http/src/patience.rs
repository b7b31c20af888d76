//! Bodies that stop arriving: a line that fell silent is given up as one that was cut is, and holds nothing any longer.

use axum::Router;
use core::time::Duration;
use tower_http::timeout::RequestBodyTimeoutLayer;

/// How long the next piece of a body may take to arrive. A whole body may take any time: a film on a slow line.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Gives up bodies of which nothing arrives for that long.
pub(crate) fn with_patience<S: Clone + Send + Sync + 'static>(
    routes: Router<S>,
    patience: Duration,
) -> Router<S> {
    routes.layer(RequestBodyTimeoutLayer::new(patience))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, Bytes};
    use axum::http::Request;
    use axum::routing::post;
    use core::convert::Infallible;
    use futures_util::{StreamExt as _, stream};
    use tower::ServiceExt as _;

    /// How many pieces arrived, and whether the body came to its end.
    async fn read(body: Body) -> String {
        let mut pieces = 0;
        let mut body = body.into_data_stream();
        while let Some(piece) = body.next().await {
            if piece.is_err() {
                return format!("{pieces} and given up");
            }
            pieces += 1;
        }
        format!("{pieces} in all")
    }

    async fn told(body: Body) -> Bytes {
        let routes = with_patience(Router::new().route("/", post(read)), PATIENCE / 100);
        let answer = routes.oneshot(Request::post("/").body(body).unwrap()).await;
        let body = answer.unwrap().into_body();
        axum::body::to_bytes(body, 100).await.unwrap()
    }

    async fn piece(after: Duration) -> Result<&'static str, Infallible> {
        tokio::time::sleep(after).await;
        Ok("une partie")
    }

    #[tokio::test]
    async fn a_body_that_stops_arriving_is_given_up_with_what_came() {
        let come = stream::iter([Ok::<_, Infallible>("une partie"); 2]);
        let silent = Body::from_stream(come.chain(stream::pending()));
        assert_eq!(told(silent).await, "2 and given up");
    }

    #[tokio::test]
    async fn a_body_that_arrives_slowly_arrives() {
        let slow = stream::iter([PATIENCE / 200; 4]).then(piece);
        assert_eq!(told(Body::from_stream(slow)).await, "4 in all");
    }
}
