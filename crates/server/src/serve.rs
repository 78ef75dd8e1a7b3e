//! Serving pages and API until told to stop; what is under way is finished within five seconds.

use access::App;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, extract::State};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::outcome::{Outcome, refused};
use crate::{assemble, cli, data};

/// A request may take so long before it is answered with 503.
const PATIENCE: Duration = Duration::from_secs(30);
/// After a signal, what is under way may take so long.
const DRAIN: Duration = Duration::from_secs(4);

/// `kado serve`.
pub async fn run(it: cli::Serve) -> Outcome {
    log_to_stderr();
    let (db, kept) = data::open(&it.store).await?;
    let listener = listen(&it.listen).await?;
    let address = it.address.unwrap_or_else(|| address_of(&listener));
    let app = data::app(db, &it.store, &kept, address.clone())?;
    eprintln!("kado serves {address}");
    until_stopped(app, listener).await
}

/// Binds the address, with a sentence when it is taken.
pub async fn listen(address: &str) -> Outcome<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| refused(format!("cannot listen on {address}: {error}")))
}

/// The address under which a browser on this machine reaches the listener.
pub fn address_of(listener: &TcpListener) -> String {
    listener
        .local_addr()
        .map_or_else(|_| String::new(), |it| format!("http://{it}"))
}

/// Structured log lines without personal data; `RUST_LOG` changes what is told.
pub fn log_to_stderr() {
    let filter =
        tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    let _ = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

/// Serves until SIGTERM or Ctrl-C.
pub async fn until_stopped(app: App, listener: TcpListener) -> Outcome {
    let jobs = tokio::spawn(assemble::jobs(app.clone()));
    let router = router(&app);
    let (told, mut drain) = tokio::sync::watch::channel(false);
    let server = axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        signal().await;
        let _ = told.send(true);
    });
    tokio::select! {
        done = std::future::IntoFuture::into_future(server) => done?,
        () = async {
            let _ = drain.changed().await;
            tokio::time::sleep(DRAIN).await;
        } => {}
    }
    jobs.abort();
    app.db.close().await?;
    Ok(())
}

/// Every route behind the layers that all answers share.
pub fn router(app: &App) -> Router {
    let health = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .with_state(app.clone());
    let pages = assemble::routes(app).into_router(app);
    let all = health.merge(webkit::assets::routes()).merge(pages);
    access::headers(all, &app.settings)
        .layer(CompressionLayer::new())
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::new())
}

/// An answer within [`PATIENCE`], or 503 in the form that was asked for: a page, or a problem of the API.
async fn in_time(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    match tokio::time::timeout(PATIENCE, next.run(Request::from_parts(parts, body))).await {
        Ok(answer) => answer,
        Err(_) => access::took_too_long(&asked).await,
    }
}

async fn ready(State(app): State<App>) -> impl IntoResponse {
    match db::exists(&app.db, "select 1 from audit_head", vec![]).await {
        Ok(true) => (StatusCode::OK, "ready"),
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer",
        ),
    }
}

async fn signal() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut it) => {
                it.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
