//! 依頼のご相談 over the API: anyone asks, with the fields and sentences of the form.

use super::asked::{Body, Keyed, read};
use super::told::Made;
use access::PageError;
use sales::NewEnquiry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use webkit::{Reader, words};

/// 依頼のご相談.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Enquiry {
    /// 何を.
    #[schema(max_length = 2000)]
    what: String,
    /// 何件.
    #[schema(minimum = 1, example = 12000)]
    quantity: i64,
    /// いつまで.
    #[schema(format = Date)]
    due_on: Option<String>,
    /// どこまでの品質.
    quality: Option<String>,
    /// 見せてはいけない情報.
    secret: Option<String>,
    /// その件数.
    secret_count: Option<i64>,
    company: String,
    contact: String,
    #[schema(format = Email)]
    email: String,
    phone: Option<String>,
}

/// 受け付けました: sales answers within two days.
#[derive(Serialize, ToSchema)]
pub struct Received {
    /// 公開ID.
    id: String,
}

#[utoipa::path(
    post, path = "/api/enquiries", operation_id = "enquiry-create", tag = "enquiries", request_body = Enquiry,
    responses((status = 201, body = Received))
)]
pub(super) async fn create(
    Keyed(visit): Keyed,
    Body(it): Body<Enquiry>,
) -> Result<Made<Received>, PageError> {
    let enquiry = read(it.fields(), checked)?;
    let kept = sales::enquire(visit.db(), &visit.actor, &enquiry).await?;
    Ok(Made(Received {
        id: kept.public_id.to_string(),
    }))
}

impl Enquiry {
    fn fields(self) -> Vec<(&'static str, String)> {
        vec![
            ("what", self.what),
            ("quantity", self.quantity.to_string()),
            ("due_on", self.due_on.unwrap_or_default()),
            ("quality", self.quality.unwrap_or_default()),
            ("secret", self.secret.unwrap_or_default()),
            (
                "secret_count",
                self.secret_count
                    .map(|it| it.to_string())
                    .unwrap_or_default(),
            ),
            ("company", self.company),
            ("contact", self.contact),
            ("email", self.email),
            ("phone", self.phone.unwrap_or_default()),
        ]
    }
}

fn checked(reader: &mut Reader<'_>) -> NewEnquiry {
    let enquiry = NewEnquiry {
        what: reader.text("what", 2_000).unwrap_or_default(),
        quantity: reader.integer("quantity", 1..=100_000_000).unwrap_or(1),
        due_on: reader.optional_day("due_on"),
        quality: reader.optional_text("quality", 1_000).unwrap_or_default(),
        secret: reader.optional_text("secret", 1_000).unwrap_or_default(),
        secret_count: reader
            .optional_integer("secret_count", 0..=100_000_000)
            .unwrap_or(0),
        company: reader.text("company", 120).unwrap_or_default(),
        contact: reader.text("contact", 80).unwrap_or_default(),
        email: reader.text("email", 254).unwrap_or_default(),
        phone: reader.optional_text("phone", 30).unwrap_or_default(),
    };
    if !enquiry.email.is_empty() && !enquiry.email.contains('@') {
        reader.fault("email", words!("sales-fault-email"));
    }
    enquiry
}
