//! `kado report`.

use base::FiscalYear;
use std::io::Write;
use std::path::Path;

use crate::cli::{Format, Report, ReportOf, Sheet};
use crate::outcome::{Outcome, misused, refused};
use crate::{assemble, data};

pub async fn run(it: Report) -> Outcome {
    match it.what {
        ReportOf::Sheet(it) => sheet(it).await,
    }
}

async fn sheet(it: Sheet) -> Outcome {
    let year = FiscalYear::parse(&it.fiscal_year).ok_or_else(|| {
        misused(format!(
            "{} is no fiscal year; write R4 or 2022",
            it.fiscal_year
        ))
    })?;
    let (db, _) = data::open_existing(&it.store).await?;
    let document = region::report::sheet(&db, &it.municipality, year)
        .await
        .map_err(|failure| match failure {
            access::Failure::Absent => refused(format!(
                "there is no sheet of {} for {year}",
                it.municipality
            )),
            other => other.into(),
        })?;
    let bytes = match it.format {
        Format::Json => region::report::to_json(&document).into_bytes(),
        Format::Pdf => {
            assemble::ready().map_err(refused)?;
            region::report::to_pdf(&document).map_err(refused)?
        }
        Format::Xlsx => region::report::to_xlsx(&document).map_err(refused)?,
    };
    db.close().await?;
    write(&it.out, &bytes)
}

/// Writes a file whole or not at all; `-` is standard output.
pub fn write(out: &Path, bytes: &[u8]) -> Outcome {
    if out == Path::new("-") {
        std::io::stdout().write_all(bytes)?;
        return Ok(());
    }
    let half = out.with_extension("half");
    let done = std::fs::write(&half, bytes).and_then(|()| std::fs::rename(&half, out));
    done.map_err(|error| refused(format!("cannot write {}: {error}", out.display())))
}
