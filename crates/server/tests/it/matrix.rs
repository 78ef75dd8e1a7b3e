//! Each route × each part × each relation to the row (safety §10.1), against an oracle that asks only the policy table
//! and the tables of rows.

use access::{Act, RouteRow};
use db::sea_orm::FromQueryResult;
use server::assemble;
use std::collections::BTreeMap;

use crate::addresses::Rows;
use crate::rows::{Known, of_path};
use crate::world::{Answer, Person, World};

/// Pages and forms that belong to fewer roles than the act alone tells; the others answer like absent.
const NARROWER: &[(&str, &str, &[&str])] = &[
    // A director leads orders and opens none.
    ("GET", "/orders/new", &["sales", "manager"]),
    ("POST", "/orders/new", &["sales", "manager"]),
    // Seats are booked by who sits in them; the staff of a site only sees them come and go.
    ("POST", "/seats", &["worker"]),
    ("POST", "/seats/sites", &["worker"]),
];

/// Someone in front of a page.
struct Part {
    label: String,
    person: Option<Person>,
    /// What the account opens; nothing for a visitor, an unconfirmed and a disabled account.
    opens: bool,
}

impl Part {
    async fn known(&self, world: &World) -> Known {
        match &self.person {
            Some(it) if self.opens => Known::of(world, it.account).await,
            _ => Known::nobody(),
        }
    }
}

/// The logins of one person of each role, and of a second one where rows belong to different people.
async fn logins(world: &World) -> Vec<String> {
    #[derive(FromQueryResult)]
    struct One {
        login: String,
    }
    let sign_ins = demo::sign_ins(world.db()).await.expect("the cast");
    let mut logins: Vec<String> = sign_ins.into_iter().map(|it| it.login).collect();
    logins.push("contact2@client.example".to_owned());
    let busy = "select a.login from work_order w join worker k on k.id = w.worker join account a on a.id = k.account \
                group by a.login order by count(*) desc, a.login limit 1";
    logins.extend(world.rows::<One>(busy).await.into_iter().map(|it| it.login));
    logins.dedup();
    logins
}

/// The cast, a visitor, and two accounts that open nothing although a sign-in of theirs was begun before.
async fn parts(world: &World) -> Vec<Part> {
    let mut parts = vec![Part {
        label: "anonymous".into(),
        person: None,
        opens: false,
    }];
    for login in logins(world).await {
        let person = world.enter(&login).await;
        parts.push(Part {
            label: login,
            person: Some(person),
            opens: true,
        });
    }
    for (state, login) in [
        ("invited", "contact3@client.example"),
        ("disabled", "contact4@client.example"),
    ] {
        let person = world.enter(login).await;
        let sql = "insert into role_grant (public_id, account, role, from_day, waiting) values ($1, $2, 'manager', '2021-04-01', false)";
        let role = world
            .db()
            .begin(&db::Author::system("test"))
            .await
            .expect("a command begins");
        db::execute(
            &role,
            sql,
            vec![role.public_id().into(), person.account.into()],
        )
        .await
        .expect("a role");
        db::execute(
            &role,
            "update account set state = $1 where id = $2",
            vec![state.into(), person.account.into()],
        )
        .await
        .expect("a state");
        role.finish(&()).await.expect("a commit");
        parts.push(Part {
            label: state.into(),
            person: Some(person),
            opens: false,
        });
    }
    parts
}

/// What must come back.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    /// Anything but absent and a fault of ours.
    Shown,
    /// The same page as for an address that does not exist.
    Absent,
    /// The page to sign in, or 401 of the API.
    SignIn,
}

fn for_closed(row: &RouteRow, part: &Part) -> Expected {
    if part.opens {
        Expected::Absent
    } else if row.act == Act::Public {
        Expected::Shown
    } else {
        Expected::SignIn
    }
}

/// Asks one address as one person. A form is sent empty.
async fn ask(world: &World, row: &RouteRow, who: Option<&Person>, address: &str) -> Answer {
    match (row.path.starts_with("/api"), row.method) {
        (true, method) => world.call(who, method, address, "{}").await,
        (_, "POST") => world.post(who, address, &[]).await,
        _ => world.get(who, address).await,
    }
}

/// What was wrong, in a sentence for each address.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn judge(
        &mut self,
        row: &RouteRow,
        part: &Part,
        address: &str,
        expected: Expected,
        answer: &Answer,
        absent: &Answer,
    ) {
        let code = answer.code();
        let fine = match expected {
            Expected::Shown => code < 500 && code != 404,
            Expected::Absent => code == 404 && answer.main() == absent.main(),
            Expected::SignIn if row.path.starts_with("/api") => code == 401,
            Expected::SignIn => code == 303 && answer.header("location").starts_with("/sign-in"),
        };
        if !fine {
            let (method, label) = (row.method, &part.label);
            self.0.push(format!(
                "{method} {} as {label} at {address}: expected {expected:?}, came {code}",
                row.path
            ));
        }
    }

    fn none(self) {
        let mut shown: Vec<String> = self.0;
        shown.sort();
        assert!(
            shown.is_empty(),
            "{} addresses answer wrongly:\n{}",
            shown.len(),
            shown.join("\n")
        );
    }
}

fn narrowed(row: &RouteRow, who: &Known) -> bool {
    let only = NARROWER
        .iter()
        .find(|it| (it.0, it.1) == (row.method, row.path));
    only.is_none_or(|it| {
        who.held
            .iter()
            .any(|held| it.2.contains(&held.role.as_str()))
    })
}

/// The rows of a path; a path without any fails with a sentence.
fn rows_of(row: &RouteRow) -> Option<&'static Rows> {
    let named = row.path.contains('{');
    let rows = of_path(row.path);
    assert!(
        !named || rows.is_some(),
        "{} {} names a row, but tests/it/addresses.rs does not tell which rows it can name and whose they are",
        row.method,
        row.path
    );
    rows
}

/// Everything that is closed answers closed, and nothing was written.
async fn all_closed(world: &World, routes: &[RouteRow], parts: &[Part], faults: &mut Faults) {
    let before = table_counts(world).await;
    let noted = world.number("select max(id) from audit_log").await;
    for part in parts {
        let who = part.known(world).await;
        let page = world.get(part.person.as_ref(), "/no-such-address").await;
        let api = world
            .call(part.person.as_ref(), "GET", "/api/no-such-address", "")
            .await;
        for row in routes {
            let rows = rows_of(row);
            let absent = if row.path.starts_with("/api") {
                &api
            } else {
                &page
            };
            let open = who.may(row.act) && narrowed(row, &who) && !token_approves(row);
            let mut addresses = Vec::new();
            match rows {
                None if open => {}
                None => addresses.push(row.path.to_owned()),
                Some(rows) if open => {
                    addresses = rows.outside(world, &who, row.act, row.path).await;
                    addresses.push(rows.absent(row.path));
                }
                Some(rows) => {
                    addresses = rows.outside(world, &who, row.act, row.path).await;
                    addresses.truncate(1);
                    addresses.push(rows.absent(row.path));
                }
            }
            for address in addresses {
                let answer = followed(
                    world,
                    row,
                    part,
                    ask(world, row, part.person.as_ref(), &address).await,
                )
                .await;
                let expected = match for_closed(row, part) {
                    Expected::Shown if row.path.contains('{') => continue,
                    expected => expected,
                };
                if address.starts_with("/invitations/") {
                    continue;
                }
                if expected == Expected::Absent
                    && answer.code() == 422
                    && part.opens
                    && alike(world, row, part, &answer).await
                {
                    continue;
                }
                faults.judge(row, part, &address, expected, &answer, absent);
            }
        }
    }
    for (table, rows) in table_counts(world)
        .await
        .into_iter()
        .filter(|(table, rows)| before.get(table) != Some(rows))
    {
        faults.0.push(format!(
            "{table} had {:?} rows and has {rows} after nothing but refusals",
            before.get(&table)
        ));
    }
    let done: Vec<Noted> = world
        .rows(&format!("select distinct action, outcome from audit_log where id > {noted} and outcome = 'done' order by action"))
        .await;
    faults.0.extend(done.iter().map(|it| {
        format!(
            "{} was noted as {} although it was refused",
            it.action, it.outcome
        )
    }));
}

/// A page that only sends a reader on to the page meant for the own role is judged by where it leads.
async fn followed(world: &World, row: &RouteRow, part: &Part, answer: Answer) -> Answer {
    let place = answer.header("location").to_owned();
    if row.method == "GET" && part.opens && answer.code() == 303 && !place.starts_with("/sign-in") {
        return world.get(part.person.as_ref(), &place).await;
    }
    answer
}

/// True when a form is refused before its row is looked for: an address that names nothing is then refused word by word
/// alike, and tells nobody whether the row exists.
async fn alike(world: &World, row: &RouteRow, part: &Part, answer: &Answer) -> bool {
    let Some(rows) = of_path(row.path) else {
        return false;
    };
    let nothing = ask(world, row, part.person.as_ref(), &rows.absent(row.path)).await;
    nothing.code() == 422 && nothing.main() == answer.main()
}

/// What the audit log says of an attempt.
#[derive(FromQueryResult)]
struct Noted {
    action: String,
    outcome: String,
}

fn token_approves(row: &RouteRow) -> bool {
    row.path.starts_with("/api") && !access::policy::open_to_tokens(row.act)
}

/// Everything that is open answers.
async fn all_open(world: &World, routes: &[RouteRow], parts: &[Part], faults: &mut Faults) {
    for part in parts {
        let absent = world.get(part.person.as_ref(), "/no-such-address").await;
        for row in routes {
            let who = part.known(world).await;
            if !who.may(row.act) || !narrowed(row, &who) || token_approves(row) {
                continue;
            }
            let addresses = match rows_of(row) {
                None => vec![row.path.to_owned()],
                Some(rows) => rows.within(world, &who, row.act, row.path).await,
            };
            for address in addresses
                .iter()
                .take(if row.method == "GET" { 2 } else { 1 })
            {
                // An act may end the sign-in, so each form is sent from a new one.
                let fresh = match (&part.person, row.method) {
                    (Some(it), "POST" | "PUT") if part.opens => Some(world.enter(&it.login).await),
                    (it, _) => it.clone(),
                };
                let answer = ask(world, row, fresh.as_ref(), address).await;
                faults.judge(row, part, address, Expected::Shown, &answer, &absent);
                if row.method == "GET" && part.opens {
                    faults
                        .0
                        .extend(foreign_marks(world, &who, part, address, &answer).await);
                }
            }
        }
    }
}

/// Rows of every table but those that signing in and being refused may fill.
async fn table_counts(world: &World) -> BTreeMap<String, i64> {
    #[derive(FromQueryResult)]
    struct Table {
        name: String,
    }
    let sql = match world.db().dialect() {
        db::Dialect::Sqlite => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
        }
        db::Dialect::Postgres => {
            "select cast(table_name as text) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
        }
    };
    let mut counts = BTreeMap::new();
    for table in world.rows::<Table>(sql).await {
        // Refused attempts at what is sealed are themselves noted, and only there.
        if !["session", "api_token", "audit_log"].contains(&table.name.as_str()) {
            let rows = world
                .number(&format!("select count(*) from {}", table.name))
                .await;
            counts.insert(table.name, rows);
        }
    }
    counts
}

/// What one unit of each order costs its client, as pages and the API write it.
const PRICE: [&str; 2] = ["987,654", "987654"];

/// Marks in what only some may read: worker names, contacts and notes, clients' contacts, titles and prices of orders.
async fn plant_marks(world: &World) {
    for sql in [
        "update worker set name = 'MARK-NAME-' || cast(id as text) || '-'",
        "update client_order set unit_price = 987654",
        "update worker set phone = 'MARK-PHONE-' || cast(id as text) || '-', note_for_directors = 'MARK-NOTE-' || cast(id as text) || '-'",
        "update client set contact = 'MARK-CONTACT-' || cast(id as text) || '-', email = 'MARK-MAIL-' || cast(id as text) || '-'",
        "update client_order set title = 'MARK-TITLE-' || cast(client as text) || '-'",
    ] {
        world.change(sql, vec![]).await;
    }
}

/// Marks on a page that this person should not see there.
async fn foreign_marks(
    world: &World,
    who: &Known,
    part: &Part,
    address: &str,
    answer: &Answer,
) -> Vec<String> {
    let text = answer.text();
    let mut foreign = Vec::new();
    for found in text.split("MARK-").skip(1) {
        let mut words = found.split('-');
        let (Some(kind), Some(id)) = (words.next(), words.next()) else {
            continue;
        };
        let Ok(id) = id.parse::<i64>() else { continue };
        if !may_read(world, who, kind, id).await {
            foreign.push(format!("{address} shows {kind} of {id} to {}", part.label));
        }
    }
    let priced = PRICE.iter().any(|it| text.contains(it));
    if priced && !may_read(world, who, "PRICE", 0).await {
        foreign.push(format!(
            "{address} shows a client's price to {}",
            part.label
        ));
    }
    foreign.dedup();
    foreign
}

/// Who may read a mark, from safety §2 alone.
async fn may_read(world: &World, who: &Known, kind: &str, id: i64) -> bool {
    let any = |roles: &[&str]| who.held.iter().any(|it| roles.contains(&it.role.as_str()));
    let me = who.account;
    match kind {
        "PHONE" => {
            any(&["director", "coordinator", "manager", "auditor"])
                || world.number(&format!("select count(*) from worker where id = {id} and account = {me}")).await == 1
        }
        "NAME" => {
            any(&["director", "coordinator", "payment_preparer", "payment_approver", "manager", "auditor", "site_staff"])
                || world
                    .number(&format!(
                        "select count(*) from worker k where k.id = {id} and (k.account = {me} \
                         or exists (select 1 from work_order w where w.worker = k.id and w.leader = {me}))"
                    ))
                    .await
                    == 1
        }
        "PRICE" => {
            any(&["client", "director", "sales", "payment_preparer", "payment_approver", "manager", "auditor"])
        }
        "NOTE" => {
            any(&["director", "coordinator", "manager", "auditor"])
                || world.number(&format!("select count(*) from worker where id = {id} and account = {me}")).await == 1
        }
        "CONTACT" | "MAIL" => {
            any(&["director", "sales", "payment_preparer", "payment_approver", "manager", "auditor"])
                || world.number(&format!("select count(*) from role_grant where account = {me} and client = {id}")).await >= 1
        }
        "TITLE" => {
            any(&["director", "sales", "payment_preparer", "payment_approver", "manager", "auditor"])
                || world.number(&format!("select count(*) from role_grant where account = {me} and client = {id}")).await >= 1
                || world
                    .number(&format!(
                        "select count(*) from work_order w join worker k on k.id = w.worker join portion p on p.id = w.portion \
                         join client_order o on o.id = p.client_order where o.client = {id} and (k.account = {me} or w.leader = {me})"
                    ))
                    .await
                    >= 1
        }
        _ => false,
    }
}

/// Rows that the story leaves out: an upload and a file of registrants that wait to be taken.
async fn more_rows(world: &World) {
    let order = world.open_order().await;
    let director = world.enter("maruyama@kado.example").await;
    let path = format!("/orders/{order}/import");
    let answer = world
        .upload(
            &director,
            &path,
            "items.csv",
            "番号,名称\nZ-1,あ\n".as_bytes(),
        )
        .await;
    assert_eq!(
        answer.code(),
        303,
        "an upload waits to be taken: {}",
        answer.main()
    );
    let coordinator = world.enter("kitazawa@kado.example").await;
    let file = "氏名,フリガナ,市町村,メールアドレス\n試験 太郎,シケン タロウ,塩尻市,shiken@worker.example\n";
    let answer = world
        .upload(
            &coordinator,
            "/workers/import",
            "registrants.csv",
            file.as_bytes(),
        )
        .await;
    assert_eq!(
        answer.code(),
        303,
        "registrants wait to be taken: {}",
        answer.main()
    );
}

async fn the_whole_matrix(world: World) {
    let routes = assemble::routes(&world.app).rows();
    more_rows(&world).await;
    plant_marks(&world).await;
    let parts = parts(&world).await;
    let mut faults = Faults::default();

    all_closed(&world, &routes, &parts, &mut faults).await;
    all_open(&world, &routes, &parts, &mut faults).await;

    world.remove().await;
    faults.none();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_each_person_as_the_policy_table_says() {
    the_whole_matrix(World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_each_person_as_the_policy_table_says_on_postgresql() {
    if let Some(world) = World::on_postgres().await {
        the_whole_matrix(world).await;
    }
}
