//! Whose a row is, in plain SQL: one condition for each reach.

/// Conditions under which a row is within a reach; empty where no row is.
#[derive(Clone, Copy, Default)]
pub struct Whose {
    pub own: &'static str,
    pub team: &'static str,
    pub led: &'static str,
    pub client: &'static str,
    pub site: &'static str,
    pub town: &'static str,
}

pub const NOBODY: Whose = Whose {
    own: "",
    team: "",
    led: "",
    client: "",
    site: "",
    town: "",
};
/// Rows that belong to the whole region: who has any reach, reaches them.
pub const EVERYBODY: Whose = Whose {
    own: "1 = 1",
    team: "1 = 1",
    led: "1 = 1",
    client: "1 = 1",
    site: "1 = 1",
    town: "1 = 1",
};

pub const ORDER: Whose = Whose {
    led: "o.director = {me}",
    client: "o.client in ({clients})",
    ..NOBODY
};
pub const MANUAL: Whose = Whose {
    own: "exists (select 1 from work_order w join worker k on k.id = w.worker join portion p on p.id = w.portion \
          where p.client_order = o.id and k.account = {me} and w.stage not in ('draft', 'declined', 'expired', 'withdrawn'))",
    team: "exists (select 1 from work_order w join portion p on p.id = w.portion where p.client_order = o.id and w.leader = {me})",
    led: "o.director = {me}",
    ..NOBODY
};
pub const WORK: Whose = Whose {
    own: "k.account = {me}",
    team: "w.leader = {me}",
    led: "o.director = {me}",
    ..NOBODY
};
pub const COVER: Whose = Whose {
    team: "exists (select 1 from work_order w where w.worker = v.worker and w.leader = {me} \
          and w.stage in ('underway', 'returned', 'delivered', 'accepted'))",
    led: "exists (select 1 from work_order w join portion p on p.id = w.portion join client_order o on o.id = p.client_order \
         where w.worker = v.worker and o.director = {me} and w.stage in ('underway', 'returned', 'delivered', 'accepted'))",
    ..NOBODY
};
pub const WORKER: Whose = Whose {
    own: "k.account = {me}",
    ..NOBODY
};
pub const QUOTE: Whose = Whose {
    client: "q.client in ({clients})",
    ..NOBODY
};
pub const SITE: Whose = Whose {
    site: "s.id in ({sites})",
    ..NOBODY
};
pub const SHEET: Whose = Whose {
    town: "p.municipality in ({towns})",
    ..NOBODY
};
pub const BOOKING: Whose = Whose {
    own: "k.account = {me}",
    site: "r.site in ({sites})",
    ..NOBODY
};
pub const INVOICE: Whose = Whose {
    client: "i.client in ({clients})",
    ..NOBODY
};

/// Accounts that are nothing but the own town's officers and committee, or the own company's contacts.
pub const COLLEAGUES: Whose = Whose {
    town: "(select count(*) from role_grant l where l.account = a.id and l.ended_at is null) > 0 and \
           (select count(*) from role_grant l where l.account = a.id and l.ended_at is null) = \
           (select count(*) from role_grant l where l.account = a.id and l.ended_at is null \
            and l.role in ('officer', 'committee_member') and l.municipality in ({towns}))",
    client: "(select count(*) from role_grant l where l.account = a.id and l.ended_at is null) > 0 and \
           (select count(*) from role_grant l where l.account = a.id and l.ended_at is null) = \
           (select count(*) from role_grant l where l.account = a.id and l.ended_at is null \
            and l.role = 'client' and l.client in ({clients}))",
    ..NOBODY
};

pub const WORK_FROM: &str = "work_order w join worker k on k.id = w.worker join portion p on p.id = w.portion \
                         join client_order o on o.id = p.client_order";
pub const ITEM_FROM: &str = "item_work i join work_order w on w.id = i.work_order join worker k on k.id = w.worker \
                         join portion p on p.id = w.portion join client_order o on o.id = p.client_order";
pub const FINDING_FROM: &str = "finding f join work_order w on w.id = f.work_order join worker k on k.id = w.worker \
                            join portion p on p.id = w.portion join client_order o on o.id = p.client_order";
pub const ANY: &str = "1 = 1";
