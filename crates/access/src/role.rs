//! Deciding: the roles (役割) of the scheme, as decisions of the alliance name them.

use serde::{Deserialize, Serialize};

/// What a person is in the scheme; one person may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// ワーカー: a self-employed teleworker.
    Worker,
    /// リーダー: a worker who runs a team.
    Leader,
    /// ディレクター: breaks orders down, finds people, holds quality, cost and delivery.
    Director,
    /// 人材コーディネーター: briefings, training, care with the worker's consent.
    Coordinator,
    /// 営業: enquiries and quotes.
    Sales,
    /// 支払担当: prepares payments.
    PaymentPreparer,
    /// 支払承認者: approves payments that someone else prepared.
    PaymentApprover,
    /// 運営（マネージャー）: the whole region.
    Manager,
    /// クライアント: the ordering company's own matters.
    Client,
    /// 自治体担当: figures of the own town.
    Officer,
    /// 委員: meeting papers of the own town.
    CommitteeMember,
    /// 拠点運営: rooms and seats of the own site.
    SiteStaff,
    /// 監査: reads everything, changes nothing.
    Auditor,
    /// システム管理者: accounts and settings.
    Administrator,
}

/// What a role is bound to, so that it reaches no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    Nothing,
    Municipality,
    Site,
    Client,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 14] = [
        Role::Worker,
        Role::Leader,
        Role::Director,
        Role::Coordinator,
        Role::Sales,
        Role::PaymentPreparer,
        Role::PaymentApprover,
        Role::Manager,
        Role::Client,
        Role::Officer,
        Role::CommitteeMember,
        Role::SiteStaff,
        Role::Auditor,
        Role::Administrator,
    ];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Role::Worker => "worker",
            Role::Leader => "leader",
            Role::Director => "director",
            Role::Coordinator => "coordinator",
            Role::Sales => "sales",
            Role::PaymentPreparer => "payment_preparer",
            Role::PaymentApprover => "payment_approver",
            Role::Manager => "manager",
            Role::Client => "client",
            Role::Officer => "officer",
            Role::CommitteeMember => "committee_member",
            Role::SiteStaff => "site_staff",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Who watches over everyone or moves money is proposed by one person and confirmed by another (safety §2, note 5).
    pub fn wants_second_person(self) -> bool {
        matches!(
            self,
            Role::Administrator | Role::Manager | Role::PaymentPreparer | Role::PaymentApprover
        )
    }

    /// The roles with which a town is present here, and which its officers give themselves.
    pub const OF_A_TOWN: [Role; 2] = [Role::Officer, Role::CommitteeMember];
    /// The roles with which a company is present here, and which its contacts give themselves.
    pub const OF_A_COMPANY: [Role; 1] = [Role::Client];

    /// What a grant of this role must name.
    pub fn binding(self) -> Binding {
        match self {
            Role::Officer | Role::CommitteeMember => Binding::Municipality,
            Role::SiteStaff => Binding::Site,
            Role::Client => Binding::Client,
            _ => Binding::Nothing,
        }
    }

    /// Staff see other people's data and so need a second factor (safety §3).
    pub fn is_staff(self) -> bool {
        !matches!(self, Role::Worker | Role::Client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_back_from_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("root"), None);
    }
}
