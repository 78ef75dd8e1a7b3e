//! The tables of this capability, as entities.

use crate::breakdown::{CheckPlan, Group, StepKind};
use crate::order::Class;
use crate::stage::Stage;

db::stored_by_name!(Stage, Class, StepKind, Group, CheckPlan);

pub mod client_order {
    use crate::order::Class;
    use crate::stage::Stage;
    use access::{AccountId, ClientId};
    use base::{Day, PublicId, Yen};
    use sea_orm::entity::prelude::*;

    /// 受注 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_order")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub number: String,
        pub client: ClientId,
        pub quote: Option<i64>,
        pub title: String,
        pub job_type: i64,
        pub quantity: i64,
        pub unit_price: Yen,
        pub ordered_on: Day,
        pub due_on: Day,
        pub director: Option<AccountId>,
        pub work_content: String,
        pub delivery_place: String,
        pub delivery_method: String,
        pub consent_on: Day,
        pub consent_scope: String,
        pub consent_by: String,
        pub permitted_places: Class,
        pub devices: String,
        pub retention_days: i64,
        pub deletion: String,
        pub client_pays_on: Option<Day>,
        pub stage: Stage,
        pub stage_since: Day,
        pub cancel_reason: String,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod lot {
    use base::{Day, PublicId};
    use sea_orm::entity::prelude::*;

    /// ロット as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "lot")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub no: i64,
        pub quantity: i64,
        pub due_on: Day,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod step {
    use crate::breakdown::StepKind;
    use base::{PublicId, Yen};
    use sea_orm::entity::prelude::*;

    /// 工程 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "step")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub no: i64,
        pub name: String,
        pub kind: StepKind,
        pub standard_seconds: i64,
        pub unit_pay: Yen,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item_batch {
    use access::AccountId;
    use base::{Day, PublicId};
    use sea_orm::entity::prelude::*;

    /// 取り込み一回 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub file_name: String,
        pub hash: String,
        pub item_count: i64,
        pub confidential_count: i64,
        pub faulty_count: i64,
        pub taken_on: Day,
        pub taken_by: AccountId,
        pub undone_on: Option<Day>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item_upload {
    use access::AccountId;
    use base::{Moment, PublicId};
    use sea_orm::entity::prelude::*;

    /// 取り込み前のファイル as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item_upload")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub account: AccountId,
        pub file_name: String,
        pub hash: String,
        pub content: Vec<u8>,
        pub columns: String,
        pub uploaded_at: Moment,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod portion {
    use crate::breakdown::{CheckPlan, Group};
    use crate::order::Class;
    use base::{Day, PublicId, Yen};
    use sea_orm::entity::prelude::*;

    /// 分担 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "portion")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub lot: i64,
        pub step: i64,
        pub item_group: Group,
        pub class: Class,
        pub units: i64,
        pub unit_pay: Yen,
        pub standard_seconds: i64,
        pub check_plan: CheckPlan,
        pub check_permille: i64,
        pub check_seed: i64,
        pub min_chunk: i64,
        pub max_share_pct: i64,
        pub min_team: i64,
        pub max_team: i64,
        pub max_defect_ppm: i64,
        pub release_on: Day,
        pub plan_due_on: Day,
        pub due_on: Day,
        pub begun_on: Option<Day>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod item {
    use sea_orm::entity::prelude::*;

    /// 項目 as it is stored; `fields` is a list of label and text.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub client_order: i64,
        pub batch: i64,
        pub position: i64,
        pub number: String,
        pub fields: String,
        pub confidential: bool,
        pub lot: Option<i64>,
        pub wanted_lot: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod manual_version {
    use access::AccountId;
    use base::{Day, Moment, PublicId};
    use sea_orm::entity::prelude::*;

    /// 手順書の版 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "manual_version")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub no: i64,
        pub note: String,
        pub written_by: AccountId,
        pub written_at: Moment,
        pub published_on: Option<Day>,
        pub version: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod manual_line {
    use sea_orm::entity::prelude::*;

    /// 手順の行 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "manual_line")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub manual_version: i64,
        pub position: i64,
        pub no: String,
        pub body: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
