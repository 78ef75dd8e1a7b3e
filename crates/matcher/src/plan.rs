//! The plan: who does how many units of what, when and where (`matching-solution/1`).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fault::{Fault, Problem, list, record, unreadable};
use crate::instance::Other;

/// The format that this version writes and reads.
pub const PLAN_FORMAT: &str = "matching-solution/1";

/// 割当案: a proposal for one instance. Claims made in the file are kept among the other fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub format: String,
    pub instance: String,
    pub assignments: Vec<Assignment>,
    #[serde(flatten)]
    pub other: Other,
}

/// 割当: one pair of worker and package with its units and its days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub worker: String,
    pub package: String,
    pub units: i64,
    #[serde(default)]
    pub schedule: Vec<Row>,
    #[serde(flatten)]
    pub other: Other,
}

/// 予定: the bucket, the seconds, and the site (none at home), written as a list of three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "(i64, i64, Option<String>)",
    into = "(i64, i64, Option<String>)"
)]
pub struct Row {
    pub bucket: i64,
    pub seconds: i64,
    pub site: Option<String>,
}

impl From<(i64, i64, Option<String>)> for Row {
    fn from((bucket, seconds, site): (i64, i64, Option<String>)) -> Row {
        Row {
            bucket,
            seconds,
            site,
        }
    }
}

impl From<Row> for (i64, i64, Option<String>) {
    fn from(row: Row) -> Self {
        (row.bucket, row.seconds, row.site)
    }
}

impl Plan {
    /// The plan in which nobody has anything to do.
    pub fn empty(instance: &str) -> Plan {
        Plan {
            format: PLAN_FORMAT.to_owned(),
            instance: instance.to_owned(),
            assignments: Vec::new(),
            other: Other::new(),
        }
    }

    /// Reads a plan; whether it is a possible one is for `check` to say.
    pub fn from_json(text: &str) -> Result<Plan, Fault> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| unreadable("file", &error.to_string()))?;
        let Value::Object(mut root) = value else {
            return Err(unreadable("file", "an object is expected"));
        };
        let assignments = list(root.remove("assignments"), "assignments")?;
        root.insert("assignments".to_owned(), Value::Array(Vec::new()));
        let mut plan: Plan = record(Value::Object(root), "")?;
        if plan.format != PLAN_FORMAT {
            return Err(Fault::at(
                "format",
                Problem::WrongFormat { found: plan.format },
            ));
        }
        plan.assignments = assignments;
        Ok(plan)
    }

    /// The plan as a file.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a plan holds only text, numbers and lists")
    }

    /// The units of a pair; 0 when it is not in the plan.
    pub fn units(&self, worker: &str, package: &str) -> i64 {
        self.assignments
            .iter()
            .filter(|it| it.worker == worker && it.package == package)
            .map(|it| it.units)
            .sum()
    }
}
