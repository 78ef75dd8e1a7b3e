//! A sound plan, damaged in one limit at a time.

use matcher::check::Code;
use matcher::instance::Security;
use matcher::plan::Row;
use matcher::{Instance, Plan};

type Damage = fn(&mut Instance, &mut Plan);

/// One way to break each limit; other limits may break with it.
pub const DAMAGES: [(Code, Damage); 20] = [
    (Code::H1, |_, plan| {
        plan.assignments[0].worker = "nobody".to_owned()
    }),
    (Code::H1, |_, plan| plan.assignments[0].units = 0),
    (Code::H1, |_, plan| {
        plan.assignments.push(plan.assignments[0].clone())
    }),
    (Code::H2, |instance, plan| {
        let id = plan.assignments[0].worker.clone();
        worker(instance, &id).wants_work = false;
    }),
    (Code::H2, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        package(instance, &id).skills.insert("pc".to_owned(), 9);
    }),
    (Code::H3, |instance, plan| {
        let at = plan
            .assignments
            .iter()
            .find(|it| it.schedule[0].site.is_none())
            .expect("someone works at home");
        package(instance, &at.package.clone()).security = Security::Site;
    }),
    (Code::H3, |_, plan| {
        plan.assignments[0].schedule[0].site = Some("nowhere".to_owned())
    }),
    (Code::H4, |_, plan| {
        plan.assignments[0].schedule[0].bucket = 9_999
    }),
    (Code::H4, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        let last = plan.assignments[0]
            .schedule
            .iter()
            .map(|it| it.bucket)
            .max()
            .expect("it has rows");
        package(instance, &id).release = last + 1;
    }),
    (Code::H5, |_, plan| {
        plan.assignments[0].schedule.pop();
    }),
    (Code::H6, |_, plan| {
        plan.assignments[0].schedule[0].seconds += 86_400
    }),
    (Code::H7, |instance, plan| {
        let id = plan.assignments[0].worker.clone();
        worker(instance, &id).max_week_seconds = 1;
    }),
    (Code::H8, |instance, plan| {
        let rows: Vec<Row> = plan
            .assignments
            .iter()
            .flat_map(|it| it.schedule.clone())
            .collect();
        let id = rows
            .iter()
            .find_map(|it| it.site.clone())
            .expect("someone works on site");
        let site = instance
            .sites
            .iter_mut()
            .find(|it| it.id == id)
            .expect("the site exists");
        site.seats = 0;
    }),
    (Code::H9, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        package(instance, &id).units = 1;
    }),
    (Code::H10, |instance, plan| {
        let (id, units) = (
            plan.assignments[0].package.clone(),
            plan.assignments[0].units,
        );
        package(instance, &id).min_chunk = units + 1;
    }),
    (Code::H11, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        package(instance, &id).max_share_pct = 0;
    }),
    (Code::H12, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        package(instance, &id).min_team = 1_000;
    }),
    (Code::H13, |instance, plan| {
        let id = plan.assignments[0].package.clone();
        package(instance, &id).max_defect_ppm = 1;
    }),
    (Code::H14, |instance, plan| {
        let id = plan.assignments[0].worker.clone();
        worker(instance, &id).max_packages = 0;
    }),
    (Code::H15, |instance, plan| {
        let id = plan.assignments[0].worker.clone();
        for income in worker(instance, &id).income.values_mut() {
            income.ceiling_yen = Some(income.earned_yen);
        }
    }),
];

/// The two limits of a director.
pub const OF_DIRECTORS: [(Code, Damage); 2] = [
    (Code::H16, |instance, _| {
        instance.directors.iter_mut().for_each(|it| it.span = 0)
    }),
    (Code::H17, |instance, _| {
        instance
            .directors
            .iter_mut()
            .for_each(|it| it.review_seconds = 0)
    }),
];

/// Every damage.
pub fn damages() -> impl Iterator<Item = (Code, Damage)> {
    DAMAGES.into_iter().chain(OF_DIRECTORS)
}

fn worker<'a>(instance: &'a mut Instance, id: &str) -> &'a mut matcher::instance::Worker {
    instance
        .workers
        .iter_mut()
        .find(|it| it.id == id)
        .expect("the worker exists")
}

fn package<'a>(instance: &'a mut Instance, id: &str) -> &'a mut matcher::instance::Package {
    instance
        .packages
        .iter_mut()
        .find(|it| it.id == id)
        .expect("the package exists")
}
