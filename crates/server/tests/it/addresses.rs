//! For each address with a name in it: the rows it can name, and whose they are, in plain SQL.

/// The rows behind some paths.
pub struct Rows {
    pub paths: &'static [&'static str],
    /// What fills the address: one column, or several for a path with several names.
    pub names: &'static [&'static str],
    pub from: &'static str,
    /// Rows that exist for these addresses at all, whoever asks.
    pub such: &'static str,
    pub whose: Whose,
}

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

const NOBODY: Whose = Whose {
    own: "",
    team: "",
    led: "",
    client: "",
    site: "",
    town: "",
};
/// Rows that belong to the whole region: who has any reach, reaches them.
const EVERYBODY: Whose = Whose {
    own: "1 = 1",
    team: "1 = 1",
    led: "1 = 1",
    client: "1 = 1",
    site: "1 = 1",
    town: "1 = 1",
};

const ORDER: Whose = Whose {
    led: "o.director = {me}",
    client: "o.client in ({clients})",
    ..NOBODY
};
const MANUAL: Whose = Whose {
    own: "exists (select 1 from work_order w join worker k on k.id = w.worker join portion p on p.id = w.portion \
          where p.client_order = o.id and k.account = {me} and w.stage not in ('draft', 'declined', 'expired', 'withdrawn'))",
    team: "exists (select 1 from work_order w join portion p on p.id = w.portion where p.client_order = o.id and w.leader = {me})",
    led: "o.director = {me}",
    ..NOBODY
};
const WORK: Whose = Whose {
    own: "k.account = {me}",
    team: "w.leader = {me}",
    led: "o.director = {me}",
    ..NOBODY
};
const COVER: Whose = Whose {
    team: "exists (select 1 from work_order w where w.worker = v.worker and w.leader = {me} \
          and w.stage in ('underway', 'returned', 'delivered', 'accepted'))",
    led: "exists (select 1 from work_order w join portion p on p.id = w.portion join client_order o on o.id = p.client_order \
         where w.worker = v.worker and o.director = {me} and w.stage in ('underway', 'returned', 'delivered', 'accepted'))",
    ..NOBODY
};
const WORKER: Whose = Whose {
    own: "k.account = {me}",
    ..NOBODY
};
const QUOTE: Whose = Whose {
    client: "q.client in ({clients})",
    ..NOBODY
};
const SITE: Whose = Whose {
    site: "s.id in ({sites})",
    ..NOBODY
};
const SHEET: Whose = Whose {
    town: "p.municipality in ({towns})",
    ..NOBODY
};
const BOOKING: Whose = Whose {
    own: "k.account = {me}",
    site: "r.site in ({sites})",
    ..NOBODY
};
const INVOICE: Whose = Whose {
    client: "i.client in ({clients})",
    ..NOBODY
};

/// Accounts that are nothing but the own town's officers and committee, or the own company's contacts.
const COLLEAGUES: Whose = Whose {
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

const WORK_FROM: &str = "work_order w join worker k on k.id = w.worker join portion p on p.id = w.portion \
                         join client_order o on o.id = p.client_order";
const ITEM_FROM: &str = "item_work i join work_order w on w.id = i.work_order join worker k on k.id = w.worker \
                         join portion p on p.id = w.portion join client_order o on o.id = p.client_order";
const FINDING_FROM: &str = "finding f join work_order w on w.id = f.work_order join worker k on k.id = w.worker \
                            join portion p on p.id = w.portion join client_order o on o.id = p.client_order";
const ANY: &str = "1 = 1";

/// Every address with a name in it. A path that is missing here fails the matrix.
pub const TABLE: &[Rows] = &[
    Rows {
        paths: &[
            "/orders/{id}",
            "/orders/{id}/edit",
            "/orders/{id}/cancellation",
            "/orders/{id}/breakdown",
            "/orders/{id}/lots",
            "/orders/{id}/steps",
            "/orders/{id}/portions",
            "/orders/{id}/items",
            "/orders/{id}/import",
            "/orders/{id}/import/template.xlsx",
            "/orders/{id}/deliveries",
            "/orders/{id}/progress",
            "/orders/{id}/matching",
            "/orders/{id}/matching/fixed",
            "/orders/{id}/matching/loosened",
            "/orders/{id}/matching/left-out",
            "/orders/{id}/matching/allowed",
            "/orders/{id}/matching/swapped",
            "/orders/{id}/matching/offers",
            "/orders/{id}/matching/put-aside",
            "/orders/{id}/matching/stopping",
            "/matching/orders/{id}",
            "/my-orders/{id}",
            "/my-orders/{id}/deliveries",
            "/api/orders/{id}",
            "/api/orders/{id}/deliveries",
            "/orders/{id}/manual/edit",
            "/orders/{id}/manual/publication",
        ],
        names: &["o.public_id"],
        from: "client_order o",
        such: ANY,
        whose: ORDER,
    },
    Rows {
        paths: &["/orders/{id}/manual"],
        names: &["o.public_id"],
        from: "client_order o",
        such: ANY,
        whose: MANUAL,
    },
    Rows {
        paths: &["/orders/{id}/manual/versions/{no}"],
        names: &["o.public_id", "cast(v.no as text)"],
        from: "client_order o join manual_version v on v.client_order = o.id",
        such: "v.published_on is not null",
        whose: MANUAL,
    },
    Rows {
        paths: &[
            "/orders/{id}/import/{upload}",
            "/orders/{id}/import/{upload}/columns",
            "/orders/{id}/import/{upload}/faults.xlsx",
            "/orders/{id}/import/{upload}/taking",
        ],
        names: &["o.public_id", "u.public_id"],
        from: "item_upload u join client_order o on o.id = u.client_order",
        such: ANY,
        whose: Whose {
            led: "u.account = {me}",
            ..NOBODY
        },
    },
    Rows {
        paths: &["/orders/{id}/batches/{batch}/undoing"],
        names: &["o.public_id", "b.public_id"],
        from: "item_batch b join client_order o on o.id = b.client_order",
        such: ANY,
        whose: ORDER,
    },
    Rows {
        paths: &["/covers/{id}", "/covers/{id}/choice"],
        names: &["v.public_id"],
        from: "cover v",
        such: ANY,
        whose: COVER,
    },
    Rows {
        paths: &[
            "/absences/{id}",
            "/absences/{id}/keeping",
            "/absences/{id}/handing-over",
        ],
        names: &["v.public_id"],
        from: "cover v join worker k on k.id = v.worker",
        such: ANY,
        whose: WORKER,
    },
    Rows {
        paths: &["/orders/{id}/matching/pairs/{pair}"],
        names: &["o.public_id", "r.public_id"],
        from: "plan_pair r join plan l on l.id = r.plan join client_order o on o.id = l.client_order",
        such: ANY,
        whose: ORDER,
    },
    Rows {
        paths: &[
            "/offers/{id}",
            "/work/{id}",
            "/work/{id}/item",
            "/work/{id}/report",
            "/work/{id}/result",
            "/offers/{id}/agreement",
            "/offers/{id}/declining",
            "/work/{id}/claims",
            "/work/{id}/reports",
            "/work/{id}/delivery",
            "/work/{id}/giving-back",
            "/work/{id}/paper-wish",
            "/api/offers/{id}/agreement",
            "/api/offers/{id}/declining",
            "/api/work-orders/{id}/claims",
            "/api/work-orders/{id}/reports",
        ],
        names: &["w.public_id"],
        from: WORK_FROM,
        such: "w.stage <> 'draft'",
        whose: WORK,
    },
    Rows {
        paths: &[
            "/work-orders/{id}",
            "/work-orders/{id}/offer",
            "/work-orders/{id}/withdrawal",
            "/work-orders/{id}/termination",
            "/work-orders/{id}/inspection",
            "/work-orders/{id}/acceptance",
            "/work-orders/{id}/return",
            "/work-orders/{id}/result-notes",
            "/api/work-orders/{id}",
        ],
        names: &["w.public_id"],
        from: WORK_FROM,
        such: ANY,
        whose: WORK,
    },
    Rows {
        paths: &["/work-orders/{id}/terms.pdf"],
        names: &["w.public_id"],
        from: WORK_FROM,
        such: "exists (select 1 from terms_notice n where n.work_order = w.id)",
        // The notice is between the worker and the scheme; a leader has no part in it.
        whose: Whose { team: "", ..WORK },
    },
    Rows {
        paths: &[
            "/work-items/{id}/answer",
            "/api/work-items/{id}/answer",
            "/api/work-items/{id}/submission",
        ],
        names: &["i.public_id"],
        from: ITEM_FROM,
        such: ANY,
        whose: WORK,
    },
    Rows {
        paths: &["/checks/{id}", "/checks/{id}/pass", "/checks/{id}/return"],
        names: &["i.public_id"],
        from: ITEM_FROM,
        such: "exists (select 1 from sample_item s where s.item_work = i.id)",
        whose: WORK,
    },
    Rows {
        paths: &["/findings/{id}/objection", "/findings/{id}/answer"],
        names: &["f.public_id"],
        from: FINDING_FROM,
        such: ANY,
        whose: WORK,
    },
    Rows {
        paths: &["/lots/{id}/deliveries"],
        names: &["l.public_id"],
        from: "lot l join client_order o on o.id = l.client_order",
        such: ANY,
        whose: ORDER,
    },
    Rows {
        paths: &[
            "/deliveries/{id}/return",
            "/deliveries/{id}/acceptance",
            "/api/deliveries/{id}/return",
            "/api/deliveries/{id}/acceptance",
        ],
        names: &["d.public_id"],
        from: "lot_delivery d join client_order o on o.id = d.client_order",
        such: ANY,
        whose: ORDER,
    },
    Rows {
        paths: &["/payments/closings/{id}", "/payments/closings/{id}/batches"],
        names: &["c.public_id"],
        from: "closing c",
        such: ANY,
        whose: NOBODY,
    },
    Rows {
        paths: &[
            "/payments/batches/{id}",
            "/payments/batches/{id}/approval",
            "/payments/batches/{id}/withdrawal",
            "/payments/batches/{id}/file",
            "/payments/batches/{id}/results",
            "/payments/batches/{id}/recalls",
        ],
        names: &["b.public_id"],
        from: "transfer_batch b",
        such: ANY,
        whose: NOBODY,
    },
    Rows {
        paths: &[
            "/payments/notices/{id}",
            "/payments/notices/{id}/notice.pdf",
            "/payments/notices/{id}/answers",
            "/payments/notices/{id}/corrections",
            "/money/notices/{id}",
            "/money/notices/{id}/notice.pdf",
            "/money/notices/{id}/confirmation",
            "/money/notices/{id}/questions",
        ],
        names: &["n.public_id"],
        from: "payment_notice n join worker k on k.id = n.worker",
        such: "n.state <> 'collecting'",
        whose: WORKER,
    },
    Rows {
        paths: &[
            "/invoices/{id}",
            "/invoices/{id}/invoice.pdf",
            "/invoices/{id}/receipt",
            "/invoices/{id}/voiding",
            "/my-invoices/{id}",
            "/my-invoices/{id}/invoice.pdf",
        ],
        names: &["i.public_id"],
        from: "invoice i",
        such: ANY,
        whose: INVOICE,
    },
    Rows {
        paths: &[
            "/workers/{id}",
            "/workers/{id}/stage",
            "/workers/{id}/move",
            "/workers/{id}/skills",
            "/workers/{id}/clearances",
            "/workers/{id}/relations",
            "/api/workers/{id}",
            "/indicators/1/workers/{id}",
        ],
        names: &["k.public_id"],
        from: "worker k",
        such: ANY,
        whose: WORKER,
    },
    Rows {
        paths: &["/workers/{id}/relations/{relation}/end"],
        names: &["k.public_id", "r.public_id"],
        from: "relation r join worker k on k.id = r.worker",
        such: "r.ended_on is null",
        whose: NOBODY,
    },
    Rows {
        paths: &[
            "/workers/import/{id}",
            "/workers/import/{id}/registration",
            "/workers/import/{id}/faults.xlsx",
            "/workers/import/{id}/undo",
        ],
        names: &["b.public_id"],
        from: "registrant_batch b",
        such: ANY,
        whose: NOBODY,
    },
    Rows {
        paths: &[
            "/sites/{id}",
            "/sites/{id}/rooms",
            "/sites/{id}/visitors",
            "/sites/{id}/exits",
        ],
        names: &["s.public_id"],
        from: "site s",
        such: ANY,
        whose: SITE,
    },
    // Whoever has a seat or a booking enters at any site; the room and the booking decide.
    Rows {
        paths: &["/sites/{id}/entries"],
        names: &["s.public_id"],
        from: "site s",
        such: ANY,
        whose: Whose {
            own: "1 = 1",
            ..SITE
        },
    },
    Rows {
        paths: &[
            "/seats/{id}/cancellation",
            "/seats/{id}/arrival",
            "/seats/{id}/departure",
        ],
        names: &["b.public_id"],
        from: "seat_booking b join seat t on t.id = b.seat join room r on r.id = t.room join worker k on k.id = b.worker",
        such: ANY,
        whose: BOOKING,
    },
    Rows {
        paths: &[
            "/courses/{id}",
            "/courses/{id}/enrolment",
            "/courses/{id}/practical",
            "/courses/{id}/lessons",
            "/courses/{id}/questions",
            "/courses/{id}/check",
        ],
        names: &["c.public_id"],
        from: "course c",
        such: ANY,
        whose: EVERYBODY,
    },
    Rows {
        paths: &["/courses/{id}/lessons/{no}"],
        names: &["c.public_id", "cast(l.no as text)"],
        from: "course c join lesson l on l.course = c.id",
        such: ANY,
        whose: EVERYBODY,
    },
    Rows {
        paths: &["/enrolments/{id}", "/enrolments/{id}/judgement"],
        names: &["e.public_id"],
        from: "enrolment e join worker k on k.id = e.worker",
        such: ANY,
        whose: WORKER,
    },
    Rows {
        paths: &[
            "/enquiries/{id}",
            "/enquiries/{id}/next-step",
            "/enquiries/{id}/declining",
        ],
        names: &["e.public_id"],
        from: "enquiry e",
        such: ANY,
        whose: Whose {
            client: "e.client in ({clients})",
            ..NOBODY
        },
    },
    Rows {
        paths: &[
            "/quotes/{id}",
            "/quotes/{id}/edit",
            "/quotes/{id}/sending",
            "/quotes/{id}/loss",
            "/quotes/{id}/answer",
            "/quotes/{id}/acceptance",
            "/quotes/{id}/declining",
        ],
        names: &["q.public_id"],
        from: "quote q",
        such: "q.state <> 'draft'",
        whose: QUOTE,
    },
    Rows {
        paths: &["/indicators/{n}"],
        names: &["cast(l.no as text)"],
        from: "lesson l",
        such: "l.no between 1 and 4",
        whose: EVERYBODY,
    },
    Rows {
        paths: &["/api/indicators/{year}"],
        names: &["cast(g.fiscal_year as text)"],
        from: "target g",
        such: ANY,
        whose: EVERYBODY,
    },
    Rows {
        paths: &[
            "/projects/{id}",
            "/projects/{id}/baselines",
            "/projects/{id}/targets",
            "/projects/{id}/form-lines",
        ],
        names: &["p.public_id"],
        from: "project p",
        such: ANY,
        whose: SHEET,
    },
    Rows {
        paths: &["/costs/operating/{id}/cancellation"],
        names: &["c.public_id"],
        from: "operating_cost c",
        such: ANY,
        whose: NOBODY,
    },
    Rows {
        paths: &[
            "/sheets/{id}",
            "/sheets/{id}/sheet.pdf",
            "/sheets/{id}/sheet.xlsx",
            "/sheets/{id}/submission",
            "/sheets/{id}/return",
            "/sheets/{id}/confirmation",
            "/sheets/{id}/publication",
            "/sheets/{id}/correction",
            "/api/sheets/{id}",
        ],
        names: &["s.public_id"],
        from: "sheet s join project p on p.id = s.project",
        such: "s.stage <> 'calculating'",
        whose: SHEET,
    },
    Rows {
        paths: &["/sheets/{id}/sections/{n}", "/sheets/{id}/remedies/{n}"],
        names: &["s.public_id", "cast(m.n as text)"],
        from: "sheet s join project p on p.id = s.project cross join (select 1 as n union all select 2) m",
        such: "s.stage <> 'calculating'",
        whose: SHEET,
    },
    Rows {
        paths: &["/opinions/{id}/answer"],
        names: &["n.public_id"],
        from: "opinion n join project p on p.id = n.project",
        such: ANY,
        whose: SHEET,
    },
    Rows {
        paths: &[
            "/accounts/{id}",
            "/accounts/{id}/roles",
            "/accounts/{id}/disabling",
            "/accounts/{id}/invitation",
            "/accounts/{id}/recovery",
            "/accounts/{id}/recovery/approval",
        ],
        names: &["a.public_id"],
        from: "account a",
        such: "a.state <> 'disabled'",
        whose: COLLEAGUES,
    },
    Rows {
        paths: &[
            "/accounts/{id}/roles/{grant}/end",
            "/accounts/{id}/roles/{grant}/approval",
            "/accounts/{id}/roles/{grant}/refusal",
        ],
        names: &["a.public_id", "g.public_id"],
        from: "role_grant g join account a on a.id = g.account",
        such: "g.ended_at is null",
        whose: COLLEAGUES,
    },
    Rows {
        paths: &["/account/sign-ins/{id}/end"],
        names: &["s.public_id"],
        from: "session s",
        such: "s.ended_at is null",
        whose: Whose {
            own: "s.account = {me}",
            ..NOBODY
        },
    },
    Rows {
        paths: &["/account/tokens/{id}/end"],
        names: &["t.public_id"],
        from: "api_token t",
        such: "t.ended_at is null",
        whose: Whose {
            own: "t.account = {me}",
            ..NOBODY
        },
    },
    Rows {
        paths: &["/enter/{account}"],
        names: &["a.public_id"],
        from: "account a",
        such: "a.login in ('maruyama@kado.example', 'ito@city-omachi.example')",
        whose: EVERYBODY,
    },
    // A reference out of a letter; whoever holds it is let in, and nobody else has a row.
    Rows {
        paths: &["/invitations/{token}"],
        names: &["v.token_hash"],
        from: "invitation v",
        such: "1 = 0",
        whose: NOBODY,
    },
];
