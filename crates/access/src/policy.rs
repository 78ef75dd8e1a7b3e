//! Deciding: the one policy table, role × act × resource. What is not listed is denied.
//!
//! The table follows safety §2 and the alliance's decisions on the roles it leaves out. `match` is exhaustive: a new
//! resource without its rows does not compile, and a route cannot be declared without naming its act.

use crate::Role;
use crate::Role::*;

/// What a route or an action does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Anyone, signed in or not.
    Public,
    /// Anyone signed in and confirmed, on their own matters only.
    SignedIn,
    Read(Resource),
    Write(Resource),
    Approve(Resource),
}

/// What is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Resource {
    /// Worker cards: name, skills, hours, town.
    Workers,
    /// One's own profile, hours and wishes.
    Profile,
    Sites,
    Seats,
    Courses,
    /// Judging a practical item of a course.
    Judgements,
    Enquiries,
    Quotes,
    ClientOrders,
    /// Items, lots, steps, portions.
    Breakdown,
    Manuals,
    Plans,
    /// The board of the whole region: one plan over every order (全体のマッチング).
    Board,
    /// Why people have no work, and what would help (仕事がない原因).
    Causes,
    /// Days off of people with work in hand, and who takes over (お休みの引き継ぎ).
    Covers,
    Offers,
    WorkOrders,
    WorkItems,
    Inspections,
    Deliveries,
    PaymentNotices,
    Transfers,
    Invoices,
    BankAccounts,
    Indicators,
    Sheets,
    Opinions,
    Distribution,
    Costs,
    Accounts,
    AuditLog,
    Tokens,
}

impl Resource {
    /// True for what moves money; it stays closed for a day after a recovery.
    pub fn is_money(self) -> bool {
        use Resource::*;
        matches!(self, BankAccounts | PaymentNotices | Transfers | Invoices)
    }
}

/// How far a role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    Region,
    Municipality,
    Site,
    Client,
    /// The orders one directs.
    Led,
    /// One's own team.
    Team,
    Own,
}

type Rows = &'static [(Role, Reach)];

/// The rows that allow an act; [`Act::Public`] and [`Act::SignedIn`] need none.
pub fn grants(act: Act) -> Rows {
    match act {
        Act::Public | Act::SignedIn => &[],
        Act::Read(resource) => reads(resource),
        Act::Write(resource) => writes(resource),
        Act::Approve(resource) => approves(resource),
    }
}

/// Whether a program may do the act with a token of its owner's. Of what people approve, only a company's answer to a
/// delivery is open to it, which a client's own system may well check; money and agreements are not (safety §2).
pub fn open_to_tokens(act: Act) -> bool {
    !matches!(act, Act::Approve(it) if it != Resource::Deliveries)
}

fn reads(resource: Resource) -> Rows {
    use Reach::*;
    match resource {
        Resource::Workers => &[
            (Role::Worker, Own),
            (Director, Region),
            (Coordinator, Region),
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Profile => &[(Role::Worker, Own)],
        Resource::Sites => &[
            (Role::Worker, Region),
            (Director, Region),
            (Coordinator, Region),
            (Manager, Region),
            (SiteStaff, Site),
            (Auditor, Region),
        ],
        Resource::Seats => &[(Role::Worker, Own), (SiteStaff, Site), (Manager, Region)],
        Resource::Courses => &[
            (Role::Worker, Own),
            (Coordinator, Region),
            (Director, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Judgements => &[(Director, Region), (Coordinator, Region)],
        Resource::Enquiries => &[
            (Sales, Region),
            (Director, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Quotes => &[
            (Sales, Region),
            (Director, Region),
            (Manager, Region),
            (Role::Client, Reach::Client),
            (Auditor, Region),
        ],
        Resource::ClientOrders => &[
            (Role::Client, Reach::Client),
            (Director, Led),
            (Sales, Region),
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Breakdown => &[(Director, Led), (Manager, Region), (Auditor, Region)],
        Resource::Manuals => &[
            (Director, Led),
            (Leader, Team),
            (Role::Worker, Own),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Plans => &[(Director, Led), (Manager, Region), (Auditor, Region)],
        Resource::Board => &[
            (Director, Led),
            (Coordinator, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        // An officer reads the own town in counts, without names.
        Resource::Causes => &[
            (Director, Region),
            (Coordinator, Region),
            (Sales, Region),
            (Manager, Region),
            (Officer, Municipality),
            (Auditor, Region),
        ],
        Resource::Covers => &[
            (Leader, Team),
            (Director, Led),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Offers => &[(Role::Worker, Own)],
        Resource::WorkOrders => &[
            (Role::Worker, Own),
            (Leader, Team),
            (Director, Led),
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::WorkItems => &[(Role::Worker, Own), (Leader, Team), (Director, Led)],
        Resource::Inspections => &[
            (Role::Worker, Own),
            (Leader, Team),
            (Director, Led),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Deliveries => &[
            (Role::Client, Reach::Client),
            (Director, Led),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::PaymentNotices => &[
            (Role::Worker, Own),
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Transfers => &[
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Invoices => &[
            (Role::Client, Reach::Client),
            (PaymentPreparer, Region),
            (PaymentApprover, Region),
            (Manager, Region),
            (Sales, Region),
            (Auditor, Region),
        ],
        Resource::BankAccounts => &[(Role::Worker, Own), (PaymentPreparer, Region)],
        Resource::Indicators => &[
            (Officer, Municipality),
            (CommitteeMember, Municipality),
            (Manager, Region),
            (Director, Region),
            (Sales, Region),
            (Auditor, Region),
        ],
        Resource::Sheets => &[
            (Officer, Municipality),
            (CommitteeMember, Municipality),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Opinions => &[
            (Officer, Municipality),
            (CommitteeMember, Municipality),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Distribution => &[
            (Officer, Municipality),
            (Manager, Region),
            (Director, Region),
            (Auditor, Region),
        ],
        Resource::Costs => &[
            (Officer, Municipality),
            (Manager, Region),
            (Auditor, Region),
        ],
        Resource::Accounts => &[
            (Administrator, Region),
            (Manager, Region),
            (Auditor, Region),
            (Officer, Municipality),
            (Role::Client, Reach::Client),
        ],
        Resource::AuditLog => &[(Manager, Region), (Auditor, Region)],
        Resource::Tokens => &[
            (Director, Own),
            (Sales, Own),
            (Manager, Own),
            (Officer, Own),
            (Role::Client, Own),
            (Role::Worker, Own),
            (Auditor, Own),
            (PaymentPreparer, Own),
        ],
    }
}

fn writes(resource: Resource) -> Rows {
    use Reach::*;
    match resource {
        Resource::Workers => &[(Coordinator, Region), (Manager, Region)],
        Resource::Profile => &[(Role::Worker, Own)],
        Resource::Sites => &[(SiteStaff, Site), (Manager, Region)],
        Resource::Seats => &[(Role::Worker, Own), (SiteStaff, Site)],
        Resource::Courses => &[(Role::Worker, Own)],
        Resource::Judgements => &[(Director, Region)],
        Resource::Enquiries => &[(Sales, Region)],
        Resource::Quotes => &[(Sales, Region)],
        Resource::ClientOrders => &[(Sales, Region), (Director, Led), (Manager, Region)],
        Resource::Breakdown => &[(Director, Led)],
        Resource::Manuals => &[(Director, Led)],
        Resource::Plans => &[(Director, Led)],
        Resource::Board => &[(Director, Led), (Manager, Region)],
        Resource::Causes => &[(Director, Region), (Coordinator, Region), (Manager, Region)],
        Resource::Covers => &[(Leader, Team), (Director, Led)],
        Resource::Offers => &[(Role::Worker, Own)],
        Resource::WorkOrders => &[(Director, Led)],
        Resource::WorkItems => &[(Role::Worker, Own)],
        Resource::Inspections => &[(Leader, Team), (Director, Led)],
        Resource::Deliveries => &[(Director, Led)],
        Resource::PaymentNotices => &[(PaymentPreparer, Region)],
        Resource::Transfers => &[(PaymentPreparer, Region)],
        Resource::Invoices => &[(PaymentPreparer, Region)],
        Resource::BankAccounts => &[(Role::Worker, Own)],
        Resource::Indicators => &[(Manager, Region)],
        Resource::Sheets => &[(Officer, Municipality)],
        Resource::Opinions => &[(Officer, Municipality), (CommitteeMember, Municipality)],
        Resource::Distribution => &[(Manager, Region)],
        Resource::Costs => &[(Manager, Region), (Officer, Municipality)],
        Resource::Accounts => &[
            (Administrator, Region),
            (Officer, Municipality),
            (Role::Client, Reach::Client),
        ],
        Resource::AuditLog => &[],
        Resource::Tokens => &[
            (Director, Own),
            (Sales, Own),
            (Manager, Own),
            (Officer, Own),
            (Role::Client, Own),
            (Role::Worker, Own),
            (Auditor, Own),
            (PaymentPreparer, Own),
        ],
    }
}

fn approves(resource: Resource) -> Rows {
    use Reach::*;
    match resource {
        Resource::Quotes => &[(Role::Client, Reach::Client)],
        Resource::WorkOrders => &[(Director, Led)],
        Resource::Inspections => &[(Director, Led)],
        Resource::Deliveries => &[(Role::Client, Reach::Client)],
        Resource::PaymentNotices => &[(Role::Worker, Own)],
        Resource::Transfers => &[(PaymentApprover, Region)],
        Resource::Sheets => &[(Manager, Region), (Officer, Municipality)],
        Resource::Accounts => &[(Manager, Region), (Administrator, Region)],
        Resource::Workers
        | Resource::Profile
        | Resource::Sites
        | Resource::Seats
        | Resource::Courses
        | Resource::Judgements
        | Resource::Enquiries
        | Resource::ClientOrders
        | Resource::Breakdown
        | Resource::Manuals
        | Resource::Plans
        | Resource::Board
        | Resource::Causes
        | Resource::Covers
        | Resource::Offers
        | Resource::WorkItems
        | Resource::Invoices
        | Resource::BankAccounts
        | Resource::Indicators
        | Resource::Opinions
        | Resource::Distribution
        | Resource::Costs
        | Resource::AuditLog
        | Resource::Tokens => &[],
    }
}

/// The resources, for tests and for the page that tells who can see what.
pub const RESOURCES: [Resource; 32] = [
    Resource::Workers,
    Resource::Profile,
    Resource::Sites,
    Resource::Seats,
    Resource::Courses,
    Resource::Judgements,
    Resource::Enquiries,
    Resource::Quotes,
    Resource::ClientOrders,
    Resource::Breakdown,
    Resource::Manuals,
    Resource::Plans,
    Resource::Board,
    Resource::Causes,
    Resource::Covers,
    Resource::Offers,
    Resource::WorkOrders,
    Resource::WorkItems,
    Resource::Inspections,
    Resource::Deliveries,
    Resource::PaymentNotices,
    Resource::Transfers,
    Resource::Invoices,
    Resource::BankAccounts,
    Resource::Indicators,
    Resource::Sheets,
    Resource::Opinions,
    Resource::Distribution,
    Resource::Costs,
    Resource::Accounts,
    Resource::AuditLog,
    Resource::Tokens,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_prepares_and_approves_money_in_one_role() {
        let prepares: Vec<Role> = grants(Act::Write(Resource::Transfers))
            .iter()
            .map(|row| row.0)
            .collect();

        assert!(
            grants(Act::Approve(Resource::Transfers))
                .iter()
                .all(|(role, _)| !prepares.contains(role))
        );
    }

    #[test]
    fn the_auditor_changes_nothing() {
        for resource in RESOURCES {
            let changes = [Act::Write(resource), Act::Approve(resource)];
            let rows = changes
                .iter()
                .flat_map(|act| grants(*act))
                .filter(|(role, _)| *role == Auditor);
            assert!(
                rows.clone().count() == 0 || resource == Resource::Tokens,
                "{resource:?}"
            );
        }
    }

    #[test]
    fn a_client_reaches_no_further_than_the_own_company() {
        for resource in RESOURCES {
            for act in [
                Act::Read(resource),
                Act::Write(resource),
                Act::Approve(resource),
            ] {
                for (role, reach) in grants(act) {
                    assert!(
                        *role != Role::Client || matches!(reach, Reach::Client | Reach::Own),
                        "{act:?}"
                    );
                }
            }
        }
    }
}
