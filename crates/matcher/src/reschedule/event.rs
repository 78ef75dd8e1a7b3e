//! What happened after the plan was announced (`matching-event/1`): someone cannot come, an order
//! changed, a site is closed. The reader names the place and the field that is wrong.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fault::{Fault, Problem, list, record, unreadable};
use crate::instance::{Instance, Other, Package};

/// The format that this version reads and writes.
pub const EVENT_FORMAT: &str = "matching-event/1";

/// Orders larger than this are refused, as in an instance.
const MOST_UNITS: i64 = 100_000_000;
const MOST_SMALL: i64 = 1_000;
const MOST_BUCKETS: i64 = 1_000_000_000;

/// 予定外の出来事: everything that became known at one moment, and what is still open then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub format: String,
    pub instance: String,
    /// The first bucket that is not history yet.
    pub now: i64,
    /// Buckets from `now` on in which nobody but those hit is asked to change anything.
    #[serde(default = "one")]
    pub notice: i64,
    /// People who accept a change within the notice.
    #[serde(default)]
    pub accepts: Vec<String>,
    /// Buckets after `due` that the clients of the orders concerned agreed to wait.
    #[serde(default)]
    pub late: i64,
    pub events: Vec<Happening>,
    #[serde(flatten)]
    pub other: Other,
}

fn one() -> i64 {
    1
}

/// 出来事 of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    WorkerAbsent(Absence),
    OrderChanged(OrderChange),
    OrderAdded(NewOrder),
    OrderCancelled(Cancelled),
    SiteClosed(Closure),
}

/// 欠勤: someone cannot work from one bucket to another (both included), or for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    pub worker: String,
    pub from: i64,
    #[serde(default)]
    pub to: Option<i64>,
}

/// 受注の変更: what is left out stays as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderChange {
    pub package: String,
    #[serde(default)]
    pub units: Option<i64>,
    #[serde(default)]
    pub priority: Option<i64>,
    #[serde(default)]
    pub release: Option<i64>,
    #[serde(default)]
    pub plan_due: Option<i64>,
    #[serde(default)]
    pub due: Option<i64>,
}

/// 受注の追加: a package as it would stand in an instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewOrder {
    pub package: Box<Package>,
}

/// 受注の取消.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cancelled {
    pub package: String,
}

/// 拠点の閉鎖: no seat from one bucket to another (both included), or for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    pub site: String,
    pub from: i64,
    #[serde(default)]
    pub to: Option<i64>,
}

impl Event {
    /// Someone is absent from now on, with the usual notice for everybody else.
    pub fn absence(instance: &Instance, worker: &str, from: i64, to: Option<i64>) -> Event {
        Event {
            format: EVENT_FORMAT.to_owned(),
            instance: instance.name.clone(),
            now: from,
            notice: one(),
            accepts: Vec::new(),
            late: 0,
            events: vec![Happening::WorkerAbsent(Absence {
                worker: worker.to_owned(),
                from,
                to,
            })],
            other: Other::new(),
        }
    }

    /// Reads an event and holds it against its instance. The fault names the first place that is wrong.
    pub fn from_json(text: &str, instance: &Instance) -> Result<Event, Fault> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| unreadable("file", &error.to_string()))?;
        let Value::Object(mut root) = value else {
            return Err(unreadable("file", "an object is expected"));
        };
        let entries: Vec<Other> = list(root.remove("events"), "events")?;
        root.insert("events".to_owned(), Value::Array(Vec::new()));
        let mut event: Event = record(Value::Object(root), "")?;
        for (at, entry) in entries.into_iter().enumerate() {
            event
                .events
                .push(happening(entry, &format!("events[{at}]"))?);
        }
        event.validate(instance)?;
        Ok(event)
    }

    /// The event as a file.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an event holds only text, numbers and lists")
    }

    /// The same, with clients who wait so many buckets longer.
    pub fn late_by(&self, buckets: i64) -> Event {
        let mut later = self.clone();
        later.late += buckets;
        later
    }

    /// Whether the event speaks of things that exist, at times that are still to come.
    pub fn validate(&self, instance: &Instance) -> Result<(), Fault> {
        if self.format != EVENT_FORMAT {
            let found = self.format.clone();
            return Err(Fault::at("format", Problem::WrongFormat { found }));
        }
        if self.instance != instance.name {
            return Err(unknown("instance", &self.instance));
        }
        let end = instance.buckets.len() as i64;
        within(self.now, 0, end, || "now".to_owned())?;
        within(self.notice, 0, MOST_SMALL, || "notice".to_owned())?;
        within(self.late, 0, MOST_SMALL, || "late".to_owned())?;
        for (at, id) in self.accepts.iter().enumerate() {
            if !instance.workers.iter().any(|it| it.id == *id) {
                return Err(unknown(&format!("accepts[{at}]"), id));
            }
        }
        if self.events.is_empty() {
            return Err(unreadable("events", "nothing happened"));
        }
        let mut added: Vec<&str> = Vec::new();
        for (at, it) in self.events.iter().enumerate() {
            self.happening(it, instance, &format!("events[{at}]"))?;
            if let Happening::OrderAdded(it) = it {
                let id = it.package.id.clone();
                if added.contains(&&*id) {
                    let place = format!("events[{at}].package.id");
                    return Err(Fault::at(place, Problem::RepeatedId { id }));
                }
                added.push(&it.package.id);
            }
        }
        Ok(())
    }

    fn happening(&self, it: &Happening, instance: &Instance, place: &str) -> Result<(), Fault> {
        let at = |field: &str| format!("{place}.{field}");
        let package = |id: &str| {
            let found = instance.packages.iter().find(|it| it.id == id);
            found.ok_or_else(|| unknown(&at("package"), id))
        };
        match it {
            Happening::WorkerAbsent(it) => {
                if !instance.workers.iter().any(|known| known.id == it.worker) {
                    return Err(unknown(&at("worker"), &it.worker));
                }
                self.span(it.from, it.to, instance, place)
            }
            Happening::SiteClosed(it) => {
                if !instance.sites.iter().any(|known| known.id == it.site) {
                    return Err(unknown(&at("site"), &it.site));
                }
                self.span(it.from, it.to, instance, place)
            }
            Happening::OrderCancelled(it) => package(&it.package).map(|_| ()),
            Happening::OrderChanged(it) => {
                let old = package(&it.package)?;
                within(it.units.unwrap_or(0), 0, MOST_UNITS, || at("units"))?;
                within(it.priority.unwrap_or(0), 0, MOST_SMALL, || at("priority"))?;
                let plan_due = it.plan_due.unwrap_or(old.plan_due);
                within(it.release.unwrap_or(0), 0, MOST_BUCKETS, || at("release"))?;
                within(plan_due, 0, MOST_BUCKETS, || at("plan_due"))?;
                let due = it.due.unwrap_or(old.due);
                within(due, plan_due, MOST_BUCKETS, || at("due"))
            }
            Happening::OrderAdded(it) => {
                if let Ok(old) = package(&it.package.id) {
                    let id = old.id.clone();
                    return Err(Fault::at(at("package.id"), Problem::RepeatedId { id }));
                }
                instance.fits_in(&it.package, &at("package"))
            }
        }
    }

    /// Both ends lie in the horizon and are not history.
    fn span(
        &self,
        from: i64,
        to: Option<i64>,
        instance: &Instance,
        place: &str,
    ) -> Result<(), Fault> {
        let last = instance.buckets.len() as i64 - 1;
        within(from, self.now, last, || format!("{place}.from"))?;
        match to {
            Some(to) => within(to, from, MOST_BUCKETS, || format!("{place}.to")),
            None => Ok(()),
        }
    }
}

/// Reads one entry, by what it says that happened.
fn happening(mut entry: Other, place: &str) -> Result<Happening, Fault> {
    let at = format!("{place}.what");
    let what = match entry.remove("what") {
        Some(Value::String(what)) => what,
        Some(_) => return Err(unreadable(&at, "a word is expected")),
        None => return Err(unreadable(&at, "missing")),
    };
    let entry = Value::Object(entry);
    Ok(match &*what {
        "worker_absent" => Happening::WorkerAbsent(record(entry, place)?),
        "order_changed" => Happening::OrderChanged(record(entry, place)?),
        "order_cancelled" => Happening::OrderCancelled(record(entry, place)?),
        "site_closed" => Happening::SiteClosed(record(entry, place)?),
        "order_added" => {
            let Value::Object(mut fields) = entry else {
                return Err(unreadable(place, "an object is expected"));
            };
            let package = format!("{place}.package");
            let found = fields
                .remove("package")
                .ok_or_else(|| unreadable(&package, "missing"))?;
            Happening::OrderAdded(NewOrder {
                package: Box::new(record(found, &package)?),
            })
        }
        _ => {
            let known = "worker_absent, order_changed, order_added, order_cancelled or site_closed";
            return Err(unreadable(&at, &format!("{what:?} is none of {known}")));
        }
    })
}

fn unknown(place: &str, id: &str) -> Fault {
    let id = id.to_owned();
    Fault::at(place, Problem::UnknownId { id })
}

fn within(found: i64, least: i64, most: i64, place: impl Fn() -> String) -> Result<(), Fault> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(Fault::at(
        place(),
        Problem::OutOfRange { found, least, most },
    ))
}
