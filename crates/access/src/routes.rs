use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, delete, get, post, put};

use crate::guard::guard;
use crate::{Act, App, Failure, PageError};

/// The routes of a capability; none can be added without naming what it does.
#[derive(Default)]
pub struct Routes(Vec<Route>);

/// One route as the tests over everything see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteRow {
    pub method: &'static str,
    pub path: &'static str,
    pub act: Act,
}

struct Route {
    row: RouteRow,
    handler: MethodRouter<App>,
}

impl Routes {
    pub fn new() -> Routes {
        Routes::default()
    }

    /// A page that shows.
    pub fn get<H, T>(self, path: &'static str, act: Act, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("GET", path, act, get(handler))
    }

    /// An act that changes.
    pub fn post<H, T>(self, path: &'static str, act: Act, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("POST", path, act, post(handler))
    }

    /// A replacement (the API only).
    pub fn put<H, T>(self, path: &'static str, act: Act, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("PUT", path, act, put(handler))
    }

    /// A removal (the API only).
    pub fn delete<H, T>(self, path: &'static str, act: Act, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.with("DELETE", path, act, delete(handler))
    }

    /// These routes and those.
    pub fn and(mut self, others: Routes) -> Routes {
        self.0.extend(others.0);
        self
    }

    /// Every route with its act.
    pub fn rows(&self) -> Vec<RouteRow> {
        self.0.iter().map(|route| route.row).collect()
    }

    /// The router: each route behind the guard with its own act, and one page for every other address.
    pub fn into_router(self, app: &App) -> Router {
        let behind = |act: Act| from_fn_with_state((app.clone(), act), guard);
        let guarded = self.0.into_iter().fold(Router::new(), |router, route| {
            router.route(route.row.path, route.handler.layer(behind(route.row.act)))
        });
        guarded
            .method_not_allowed_fallback(any(absent).layer(behind(Act::Public)))
            .fallback_service(
                any(absent)
                    .layer(behind(Act::Public))
                    .with_state(app.clone()),
            )
            .with_state(app.clone())
    }

    fn with(
        mut self,
        method: &'static str,
        path: &'static str,
        act: Act,
        handler: MethodRouter<App>,
    ) -> Routes {
        self.0.push(Route {
            row: RouteRow { method, path, act },
            handler,
        });
        self
    }
}

/// What is not there looks like what is out of reach.
async fn absent() -> PageError {
    PageError(Failure::Absent)
}
