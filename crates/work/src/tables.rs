//! The tables of this crate as entities.

pub mod work_order {
    use base::{Day, Moment, PublicId, Yen};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "work_order")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub version: i32,
        pub number: String,
        pub worker: i64,
        pub portion: i64,
        pub leader: Option<i64>,
        pub units: i64,
        pub given_back: i64,
        pub delivered_units: Option<i64>,
        pub unit_pay: Yen,
        pub by_items: bool,
        pub stage: String,
        pub stage_on: Day,
        pub why: String,
        pub reason: String,
        pub terms: Option<String>,
        pub answer_by: Day,
        pub due_on: Day,
        pub pay_on: Day,
        pub drafted_on: Day,
        pub offered_at: Option<Moment>,
        pub agreed_at: Option<Moment>,
        pub agreed_by: Option<i64>,
        pub agreed_on: Option<Day>,
        pub delivered_on: Option<Day>,
        pub accepted_on: Option<Day>,
        pub paper_wished_on: Option<Day>,
        /// The director of the client order; follows it.
        pub director: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod terms_notice {
    use base::{Moment, PublicId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "terms_notice")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub work_order: i64,
        pub number: i64,
        pub content: String,
        pub issued_at: Moment,
        pub pdf: Option<Vec<u8>>,
        pub pdf_hash: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item_work {
    use base::{Day, Moment, PublicId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item_work")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub version: i32,
        pub item: i64,
        pub portion: i64,
        pub work_order: i64,
        pub position: i64,
        pub state: String,
        pub holder: Option<i64>,
        pub lease_until: Option<Moment>,
        pub lease_no: i64,
        pub answer: String,
        pub manual_version: Option<i64>,
        pub seconds: i64,
        pub opened_at: Option<Moment>,
        pub saved_at: Option<Moment>,
        pub submitted_at: Option<Moment>,
        pub submitted_on: Option<Day>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod work_report {
    use base::{Day, Moment, PublicId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "work_report")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub work_order: i64,
        pub on_day: Day,
        pub units: i64,
        pub note: String,
        pub by_account: i64,
        pub at: Moment,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
