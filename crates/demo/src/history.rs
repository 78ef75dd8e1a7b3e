//! The history R3–R4 as transactions: every order, offer, report, acceptance, closing and transfer of two fiscal years,
//! told through the same actions as the pages, many acts of one day in one commit.

use access::{Actor, App, Failure, Role, accounts};
use base::{Day, PublicId, Yen};
use db::{Author, Tx};
use orders::{
    Breakdown, CheckPlan, Class, GroupRules, LotPlan, NewOrder, OrderChange, StepKind, StepPlan,
    Terms,
};
use payment::{AccountKind, Holidays, NewAccount, Period};
use people::JobTypeId;
use std::collections::BTreeMap;
use work::Draft;

use crate::cast::Places;
use crate::plan::{self, PlannedOrder};
use crate::registrants::Registrant;
use crate::scene::Scene;

/// One order of the history as far as it has been told.
struct Told {
    planned: PlannedOrder,
    order: Option<PublicId>,
    lot: Option<PublicId>,
    /// Work order and the person who does it.
    work: Vec<(PublicId, usize, i64)>,
    delivery: Option<PublicId>,
    invoice: Option<PublicId>,
}

/// What happens on a day; the number is the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Open(usize),
    Agree(usize),
    HandIn(usize),
    Accept(usize),
    ClientAnswers(usize),
    Bill(usize),
    Receive(usize),
    Close(Period),
    Confirm(Period),
    Pay(Period),
}

/// The people who act in the history.
pub struct Players<'a> {
    pub clients: &'a [Actor],
    pub manager: &'a Actor,
    pub director: &'a Actor,
    pub preparer: &'a Actor,
    pub approver: &'a Actor,
}

/// The registrants and, at the same positions, the people as they act.
pub type People<'a> = (&'a [Registrant], &'a [Actor]);

/// Tells the orders, from the first offer to the last transfer.
pub async fn tell(
    scene: &Scene,
    places: &Places,
    players: &Players<'_>,
    people: People<'_>,
    planned: Vec<PlannedOrder>,
    progress: &dyn Fn(&str),
) -> Result<(), Failure> {
    let holidays = Holidays::parse(&scene.app.settings.holidays).map_err(access::refused)?;
    let job_types = job_types(&scene.app).await?;
    let mut calendar = calendar(&planned, &holidays)?;
    let mut told: Vec<Told> = planned
        .into_iter()
        .map(|planned| Told {
            planned,
            order: None,
            lot: None,
            work: Vec::new(),
            delivery: None,
            invoice: None,
        })
        .collect();
    let mut closings: BTreeMap<Period, PublicId> = BTreeMap::new();
    let mut month = (0, 0);
    while let Some(((day, _), event)) = calendar.pop_first() {
        if (day.year(), day.month()) != month {
            month = (day.year(), day.month());
            progress(&format!("{}-{:02}", month.0, month.1));
        }
        scene.stand_at(day.at(10, 0));
        if let Event::Pay(period) = event {
            pay(scene, players, &holidays, &closings[&period], day).await?;
            continue;
        }
        let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
        match event {
            Event::Open(at) => {
                open(&tx, places, players, people.0, &job_types, &mut told[at]).await?
            }
            Event::Agree(at) => agree(&tx, people.1, &told[at]).await?,
            Event::HandIn(at) => hand_in(&tx, people.1, &told[at]).await?,
            Event::Accept(at) => accept(&tx, players, &mut told[at]).await?,
            Event::ClientAnswers(at) => client_answers(&tx, players, &told[at]).await?,
            Event::Bill(at) => bill(&tx, players, &holidays, &mut told[at]).await?,
            Event::Receive(at) => {
                let invoice = told[at].invoice.as_ref().ok_or(Failure::Absent)?;
                payment::record_receipt_in(&tx, players.preparer, invoice, day).await?;
            }
            Event::Close(period) => {
                let closed = payment::close_in(&tx, players.preparer, &holidays, period).await?;
                closings.insert(period, closed.closing);
            }
            Event::Confirm(period) => {
                payment::confirm_closing_in(
                    &tx,
                    &Actor::service("demonstration"),
                    &closings[&period],
                )
                .await?;
            }
            Event::Pay(_) => {}
        }
        tx.finish(&()).await?;
    }
    Ok(())
}

/// Every event with its day; within a day in the order in which things happen.
fn calendar(
    planned: &[PlannedOrder],
    holidays: &Holidays,
) -> Result<BTreeMap<(Day, usize), Event>, Failure> {
    let mut days: Vec<(Day, Event)> = Vec::new();
    let mut periods = std::collections::BTreeSet::new();
    for (at, order) in planned.iter().enumerate() {
        let (from, due) = (order.ordered_on, order.due_on);
        let delivered = due.plus_days(-8);
        days.push((from, Event::Open(at)));
        days.push((from.plus_days(2), Event::Agree(at)));
        days.push((delivered, Event::HandIn(at)));
        days.push((due.plus_days(-4), Event::Accept(at)));
        days.push((due.plus_days(1), Event::ClientAnswers(at)));
        // The invoices of the founding years are in the operator's old books.
        if plan::RUNNING.year.contains(from) {
            days.push((due.plus_days(3), Event::Bill(at)));
            days.push((due.plus_days(38), Event::Receive(at)));
        }
        periods.insert(Period::containing(due.plus_days(-4)));
    }
    for period in periods {
        let pay_on = period.pay_on(holidays).map_err(access::refused)?;
        days.push((period.to.plus_days(1), Event::Close(period)));
        days.push((period.to.plus_days(3), Event::Confirm(period)));
        days.push((pay_on, Event::Pay(period)));
    }
    days.sort();
    Ok(days
        .into_iter()
        .enumerate()
        .map(|(turn, (day, event))| ((day, turn), event))
        .collect())
}

async fn job_types(app: &App) -> Result<BTreeMap<String, JobTypeId>, Failure> {
    let all = people::read::job_types(&app.db).await?;
    Ok(all.into_iter().map(|it| (it.code, it.id)).collect())
}

async fn open(
    tx: &Tx,
    places: &Places,
    players: &Players<'_>,
    registrants: &[Registrant],
    job_types: &BTreeMap<String, JobTypeId>,
    told: &mut Told,
) -> Result<(), Failure> {
    let planned = &told.planned;
    let change = OrderChange {
        title: planned.title.into(),
        due_on: planned.due_on,
        director: Some(players.director.account),
        work_content: format!(
            "{}。手順書に沿って1件ずつ作業し、件数を報告します。",
            planned.title
        ),
        delivery_place: "KADOの作業システム".into(),
        delivery_method: "オンラインで提出".into(),
        terms: terms(planned.ordered_on),
        client_pays_on: None,
    };
    let order = NewOrder {
        quote: None,
        client: places.clients[planned.client],
        job_type: job_types[planned.job_type],
        quantity: planned.quantity(),
        unit_price: Yen::new(planned.unit_price),
        ordered_on: planned.ordered_on,
        change,
    };
    let opened = orders::open_order_in(tx, players.manager, &order).await?;
    let lot = LotPlan {
        no: 1,
        quantity: planned.quantity(),
        due_on: planned.due_on,
    };
    orders::set_lots_in(tx, players.director, &opened.public_id, &[lot], 1).await?;
    let step = StepPlan {
        name: "作業".into(),
        kind: StepKind::Work,
        standard_seconds: planned.standard_seconds,
        unit_pay: Yen::new(planned.unit_pay),
    };
    orders::set_steps_in(tx, players.director, &opened.public_id, &[step], 2).await?;
    let rules = rules(planned);
    let breakdown = Breakdown {
        general: rules,
        confidential: rules,
        confidential_units: 0,
        confidential_lot: None,
    };
    let made =
        orders::make_portions_in(tx, players.director, &opened.public_id, &breakdown, 3).await?;
    let portion = made.portions[0];
    for (person, units) in &planned.pieces {
        let draft = Draft {
            worker: registrants[*person].worker,
            portion,
            units: *units,
            reason: "これまでの作業とご希望の時間が合うため".into(),
            answer_by: planned.ordered_on.plus_days(7),
            due_on: None,
            pay_on: None,
            leader: None,
        };
        let asked = work::draft_in(tx, players.director, &draft).await?;
        work::offer_in(tx, players.director, &asked.public_id).await?;
        told.work.push((asked.public_id, *person, *units));
    }
    told.lot = orders::read::lots_of(tx, opened.id)
        .await?
        .first()
        .map(|it| it.public_id.clone());
    told.order = Some(opened.public_id);
    Ok(())
}

fn terms(day: Day) -> Terms {
    Terms {
        consent_on: Some(day),
        consent_scope: "塩尻・安曇野・糸魚川・大町の登録ワーカー".into(),
        consent_by: "ご担当者".into(),
        permitted_places: Some(Class::Home),
        devices: "貸与または本人のパソコン".into(),
        retention_days: Some(30),
        deletion: "検収後30日で消去し、消去証明を渡す".into(),
    }
}

fn rules(planned: &PlannedOrder) -> GroupRules {
    GroupRules {
        class: Class::Home,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 1,
        max_share_pct: 100,
        min_team: 1,
        max_team: 100,
        max_defect_ppm: 20_000,
        release_on: planned.ordered_on,
        buffer_days: 3,
    }
}

async fn agree(tx: &Tx, workers: &[Actor], told: &Told) -> Result<(), Failure> {
    for (offer, person, _) in &told.work {
        quality::agree_in(tx, &workers[*person], offer).await?;
    }
    Ok(())
}

async fn hand_in(tx: &Tx, workers: &[Actor], told: &Told) -> Result<(), Failure> {
    for (work, person, units) in &told.work {
        work::report_count_in(tx, &workers[*person], work, *units, "").await?;
        work::deliver_in(tx, &workers[*person], work).await?;
    }
    Ok(())
}

async fn accept(tx: &Tx, players: &Players<'_>, told: &mut Told) -> Result<(), Failure> {
    for (work, _, _) in &told.work {
        quality::accept_in(tx, players.director, work, None).await?;
    }
    let lot = told.lot.clone().ok_or(Failure::Absent)?;
    let delivered =
        quality::deliver_lot_in(tx, players.director, &lot, "検収後30日で消去", "").await?;
    told.delivery = Some(delivered.public_id);
    Ok(())
}

async fn client_answers(tx: &Tx, players: &Players<'_>, told: &Told) -> Result<(), Failure> {
    let delivery = told.delivery.clone().ok_or(Failure::Absent)?;
    quality::client_accept_in(tx, &players.clients[told.planned.client], &delivery).await?;
    Ok(())
}

async fn bill(
    tx: &Tx,
    players: &Players<'_>,
    holidays: &Holidays,
    told: &mut Told,
) -> Result<(), Failure> {
    let order = told.order.clone().ok_or(Failure::Absent)?;
    let (by, term) = (players.preparer, payment::Term::Usual);
    let issued = payment::issue_invoice_in(tx, by, holidays, &order, term).await?;
    told.invoice = Some(issued.invoice);
    Ok(())
}

/// Prepared by one person, approved by another, handed to the bank, settled on the day.
pub async fn pay(
    scene: &Scene,
    players: &Players<'_>,
    holidays: &Holidays,
    closing: &PublicId,
    day: Day,
) -> Result<(), Failure> {
    let (db, vault) = (&scene.app.db, &scene.app.vault);
    let approver = players.approver.proved_at(scene.now());
    let prepared = payment::prepare_batch(db, players.preparer, holidays, closing).await?;
    payment::approve_batch(
        db,
        &approver,
        vault,
        &prepared.batch,
        (prepared.count, prepared.total),
    )
    .await?;
    payment::hand_out(db, &approver, &prepared.batch).await?;
    payment::record_results(db, players.preparer, &prepared.batch, day, &[]).await?;
    Ok(())
}

/// The account from which the operator pays.
pub async fn remitter(scene: &Scene, players: &Players<'_>) -> Result<(), Failure> {
    let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
    let remitter = account(0, "ザイ）シオジリシシンコウコウシヤ");
    payment::set_remitter_in(
        &tx,
        players.approver,
        &scene.app.vault,
        "0000012345",
        &remitter,
    )
    .await?;
    Ok(tx.finish(&()).await?)
}

/// A contact with an account for each client, so that each answers its own deliveries.
pub async fn clients_in(tx: &Tx, places: &Places) -> Result<Vec<access::AccountId>, Failure> {
    let mut contacts = Vec::new();
    for (at, client) in places.clients.iter().enumerate() {
        let row = access::places::client(tx, *client).await?;
        let account = accounts::NewAccount {
            login: format!("contact{}@client.example", at + 1),
            name: row.contact,
            kana: row.kana,
            lang: webkit::Lang::Ja,
        };
        let id = accounts::new_account_in(tx, account).await?;
        let bound = accounts::Bound {
            client: Some(*client),
            ..accounts::Bound::default()
        };
        accounts::grant_in(tx, id, Role::Client, bound).await?;
        accounts::confirm_in(tx, id).await?;
        contacts.push(id);
    }
    Ok(contacts)
}

/// A bank account for everyone who joined, at a real bank and branch, with an invented number.
pub async fn bank_accounts(
    scene: &Scene,
    from: usize,
    registrants: &[Registrant],
    workers: &[Actor],
) -> Result<(), Failure> {
    let holidays = Holidays::parse(&scene.app.settings.holidays).map_err(access::refused)?;
    let tx = scene.app.db.begin(&Author::system("demonstration")).await?;
    for (at, (person, actor)) in registrants.iter().zip(workers).enumerate().skip(from) {
        let account = account(at + 1, &person.kana);
        payment::give_account_in(
            &tx,
            actor,
            &scene.app.vault,
            &holidays,
            &person.public_id,
            &account,
        )
        .await?;
    }
    Ok(tx.finish(&()).await?)
}

fn account(at: usize, holder: &str) -> NewAccount {
    let (bank, bank_name, branch, branch_name) = BRANCHES[at % BRANCHES.len()];
    NewAccount {
        bank: bank.into(),
        bank_name: bank_name.into(),
        branch: branch.into(),
        branch_name: branch_name.into(),
        kind: AccountKind::Ordinary,
        number: format!("{:07}", 1_000_003 + at * 7_919 % 8_999_999),
        holder: holder.into(),
    }
}

/// Bank, its kana, branch, its kana: of the region's banks, from the public table of branches.
const BRANCHES: [(&str, &str, &str, &str); 4] = [
    ("0143", "ハチジユウニナガノ", "210", "ホンテン"),
    ("0143", "ハチジユウニナガノ", "211", "ナガノ"),
    ("0001", "ミズホ", "001", "トウキヨウ"),
    ("0001", "ミズホ", "004", "マルノウチチユウオウ"),
];
