//! The parts in a browser, without a server or a database: `cargo run -p webkit --example design`,
//! then http://127.0.0.1:4100/design. `?lang=en` shows them in English, `?staff` with a side menu.

use axum::response::{IntoResponse, Response};
use axum::{Router, extract::OriginalUri, routing::get};
use webkit::design::{design_page, design_shell};
use webkit::{Lang, assets, shell};

async fn design(OriginalUri(uri): OriginalUri) -> Response {
    let path = uri.path_and_query().map_or("/design", |it| it.as_str());
    let lang = if path.contains("lang=en") {
        Lang::En
    } else {
        Lang::Ja
    };
    let mut around = design_shell(lang, path);
    around.bottom = !path.contains("staff");
    shell::scope(around, async { design_page().into_response() }).await
}

#[tokio::main]
async fn main() {
    assets::ready().expect("the assets are built");
    let port = std::env::var("PORT")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(4100);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
        .await
        .expect("the port is free");
    let app = Router::new()
        .route("/design", get(design))
        .merge(assets::routes());
    axum::serve(listener, app)
        .await
        .expect("the server ends only when it is stopped");
}
