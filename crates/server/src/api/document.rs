//! The document of the API (OpenAPI 3.1), derived from the handlers; what all of them share is said here once.

use super::told::{Fault, Problem, Told};
use super::{deliveries, enquiries, figures, items, offers, orders, work_orders, workers};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Required, Response, Server, Tag};
use utoipa::{Modify, OpenApi as _};
use webkit::{Words, t};

/// The groups of operations, in the order in which the reference shows them.
pub const TAGS: [&str; 6] = ["enquiries", "orders", "work", "items", "workers", "figures"];

/// The statuses that an operation may answer besides success.
const NOT_SIGNED_IN: u16 = 401;
const ABSENT: u16 = 404;
const UNREADABLE: u16 = 422;
const CHANGING: [u16; 4] = [409, 413, UNREADABLE, 507];
const ANYTHING: [u16; 2] = [500, 503];

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Kado", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        enquiries::create,
        orders::list,
        orders::one,
        deliveries::list,
        deliveries::accept,
        deliveries::send_back,
        work_orders::list,
        work_orders::one,
        offers::agree,
        offers::decline,
        items::claim,
        items::save,
        items::submit,
        items::report,
        workers::list,
        workers::one,
        workers::own,
        figures::list,
        figures::one,
        figures::indicators,
        show,
    ),
    components(schemas(Problem, Fault)),
    modifiers(&Shared)
)]
struct Described;

/// The document in the language of the reader.
pub fn document() -> OpenApi {
    Described::openapi()
}

#[utoipa::path(
    get, path = "/api/openapi.json", operation_id = "document", tag = "figures", responses((status = 200, body = Object))
)]
pub(super) async fn show() -> Told<OpenApi> {
    Told(document())
}

/// What holds for every operation: its words, the token, the idempotency key and the problems.
struct Shared;

impl Modify for Shared {
    fn modify(&self, api: &mut OpenApi) {
        api.info.description = Some(t!("server-api-lead"));
        api.servers = Some(vec![Server::new("/")]);
        api.tags = Some(TAGS.map(|tag| tagged(tag)).to_vec());
        if let Some(components) = &mut api.components {
            let token = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(t!("server-api-token-next")));
            components.add_security_scheme("token", SecurityScheme::Http(token.build()));
        }
        for item in api.paths.paths.values_mut() {
            for (changes, operation) in operations_mut(item) {
                describe(operation, changes);
            }
        }
    }
}

fn tagged(tag: &str) -> Tag {
    let mut it = Tag::new(tag);
    it.description = Some(Words::new(format!("server-tag-{tag}")).say());
    it
}

/// The operations of an address, and whether they change something.
fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let PathItem { get, put, post, .. } = item;
    [(false, get), (true, put), (true, post)]
        .into_iter()
        .filter_map(|(changes, it)| it.as_mut().map(|it| (changes, it)))
}

fn describe(it: &mut Operation, changes: bool) {
    let name = it.operation_id.clone().unwrap_or_default();
    it.summary = Some(Words::new(format!("server-op-{name}")).say());
    it.description = None;
    let parameters = it.parameters.get_or_insert_default();
    if changes {
        parameters.push(RefOr::T(idempotency_key()));
    }
    let varies = parameters
        .iter()
        .any(|it| matches!(it, RefOr::T(it) if it.parameter_in == ParameterIn::Path));
    let asks = parameters
        .iter()
        .any(|it| matches!(it, RefOr::T(it) if it.parameter_in == ParameterIn::Query));
    for (_, response) in &mut it.responses.responses {
        if let RefOr::T(response) = response {
            response.description = t!("server-answer-done");
        }
    }
    let with_token = it.security.is_some();
    let mut statuses = ANYTHING.to_vec();
    statuses.extend(with_token.then_some(NOT_SIGNED_IN));
    statuses.extend((with_token || varies).then_some(ABSENT));
    statuses.extend((asks && !changes).then_some(UNREADABLE));
    statuses.extend(changes.then_some(CHANGING).into_iter().flatten());
    for status in statuses {
        it.responses
            .responses
            .insert(status.to_string(), RefOr::T(problem(status)));
    }
}

fn problem(status: u16) -> Response {
    let mut response = Response::new(Words::new(format!("server-answer-{status}")).say());
    let content = Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))));
    response
        .content
        .insert("application/problem+json".to_owned(), content.into());
    response
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(8))
        .max_length(Some(128));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(t!("server-api-key-next")))
        .schema(Some(text.pattern(Some("^[0-9A-Za-z_-]+$")).build()))
        .build()
}
