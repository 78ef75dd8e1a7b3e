//! The tables of this capability, as entities.

use crate::stage::{EnquiryState, QuoteState};

db::stored_by_name!(EnquiryState, QuoteState);

pub mod enquiry {
    use crate::stage::EnquiryState;
    use access::ClientId;
    use base::{Day, PublicId};
    use sea_orm::entity::prelude::*;

    /// 引合い as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "enquiry")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client: Option<ClientId>,
        pub company: String,
        pub contact: String,
        pub email: String,
        pub phone: String,
        pub what: String,
        pub quantity: i64,
        pub due_on: Option<Day>,
        pub quality: String,
        pub secret: String,
        pub secret_count: i64,
        pub state: EnquiryState,
        pub received_on: Day,
        pub next_step: String,
        pub next_on: Day,
        pub closed_on: Option<Day>,
        pub closed_reason: String,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod quote {
    use crate::stage::QuoteState;
    use access::{AccountId, ClientId};
    use base::{Day, PublicId, Yen};
    use sea_orm::entity::prelude::*;

    /// 見積 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "quote")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub number: String,
        pub enquiry: Option<i64>,
        pub client: ClientId,
        pub title: String,
        pub job_type: i64,
        pub prefecture: String,
        pub quantity: i64,
        pub unit_price: Yen,
        pub unit_pay: Yen,
        pub standard_seconds: i64,
        pub check_permille: i64,
        pub check_pay: Yen,
        pub leader_fee: Yen,
        pub reserve_permille: i64,
        pub secret_count: i64,
        pub due_on: Day,
        pub valid_until: Day,
        pub conditions: String,
        pub state: QuoteState,
        pub drafted_on: Day,
        pub drafted_by: AccountId,
        pub sent_on: Option<Day>,
        pub answered_on: Option<Day>,
        pub answered_by: Option<AccountId>,
        pub lost_reason: String,
        pub version: i32,
        pub opened_order: Option<PublicId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod trial_timing {
    use sea_orm::entity::prelude::*;

    /// お試し作業の計測 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "trial_timing")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub quote: i64,
        pub who: String,
        pub units: i64,
        pub seconds: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
