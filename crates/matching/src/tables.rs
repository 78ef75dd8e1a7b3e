//! The tables of this crate as entities.

pub mod plan {
    use base::{Day, Moment, PublicId};
    use sea_orm::entity::prelude::*;

    /// 割当案 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub client_order: i64,
        pub changed_from: Option<i64>,
        pub state: String,
        pub state_at: Moment,
        pub seed: i64,
        pub steps: i64,
        pub from_on: Day,
        pub until_on: Day,
        pub instance: String,
        pub solution: String,
        pub decided: String,
        pub change: String,
        pub outcome: String,
        pub made_by: i64,
        pub made_at: Moment,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod plan_pair {
    use base::PublicId;
    use sea_orm::entity::prelude::*;

    /// 割当 as it is stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_pair")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub public_id: PublicId,
        pub plan: i64,
        pub worker: i64,
        pub portion: i64,
        pub units: i64,
        pub seconds: i64,
        pub reasons: String,
        pub fixed: bool,
        pub work_order: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod plan_rest {
    use sea_orm::entity::prelude::*;

    /// 選ばれなかった人 as stored.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_rest")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub plan: i64,
        pub worker: i64,
        pub portion: i64,
        pub nearness: i64,
        pub why: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
