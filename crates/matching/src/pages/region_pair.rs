//! One pair of the board with every reason for it, and who could do it instead.

use access::{PageError, Visit};
use people::WorkerId;
use people::read::WorkerCard;
use webkit::prelude::*;

use super::region::Shown;
use crate::solved::{self, PairOf};
use crate::working_out::on_its_own_thread;
use crate::{Why, actions, sentences, store};
use access::Failure;

/// The pair of the names in the address, when the reader may see it.
pub(super) fn named(it: &Shown, worker: &str, portion: &str) -> Option<PairOf> {
    let found = it.board.pairs.iter().find(|pair| {
        let person = it.people.get(&pair.worker);
        let part = it.portions.get(&pair.portion);
        person.is_some_and(|it| it.public_id.as_str() == worker)
            && part.is_some_and(|it| it.public_id.as_str() == portion)
    });
    found
        .filter(|pair| it.order_of(pair.portion).is_some())
        .cloned()
}

pub(super) async fn page(
    visit: &Visit,
    page: Page,
    it: &Shown,
    pair: &PairOf,
) -> Result<Page, PageError> {
    let others = match it.may {
        true => alternatives(visit, it, pair).await?,
        false => Vec::new(),
    };
    let reasons = pair
        .because
        .iter()
        .map(|row| text(sentences::because(row, &it.skills).say()));
    Ok(page.body(html! {
        (facts(&[
            (t!("matching-person"), it.person(pair.worker)),
            (t!("matching-town"), text(it.town(pair.worker))),
            (t!("matching-part"), text(it.part(pair.portion))),
            (t!("matching-units"), number(pair.units)),
            (t!("matching-time"), text(sentences::seconds(pair.seconds).say())),
            (t!("matching-fee"), yen(it.fee(pair))),
        ]))
        (section(t!("matching-reasons"), list(reasons)))
        @if it.may { (section(t!("matching-swap-title"), swap(it, pair, &others))) }
    }))
}

/// People who could do this part instead: nothing speaks against them but the plan as a whole, or a full team.
async fn alternatives(
    visit: &Visit,
    it: &Shown,
    pair: &PairOf,
) -> Result<Vec<WorkerCard>, PageError> {
    let texts = store::board::texts(visit.db(), it.board.id).await?;
    let (instance, solution) = actions::read_texts(&texts)?;
    let (portion, decided) = (pair.portion, it.board.decided.clone());
    let limits =
        on_its_own_thread(move || Ok(solved::limits_of(&instance, &solution, portion, &decided)))
            .await
            .map_err(Failure::from)?;
    let possible = |why: &Why| why.can_be_put_in() || matches!(why, Why::Team { .. });
    let ids: Vec<WorkerId> = limits
        .iter()
        .filter(|(_, why)| possible(why))
        .map(|(worker, _)| *worker)
        .collect();
    Ok(people::read::cards_by_ids(visit.db(), &ids).await?)
}

fn swap(it: &Shown, pair: &PairOf, others: &[WorkerCard]) -> Markup {
    if others.is_empty() {
        return empty(
            t!("matching-swap-none"),
            html! { p { (t!("matching-swap-none-next")) } },
        );
    }
    let option = |it: &WorkerCard| {
        let label = t!(
            "matching-swap-option",
            name = &it.name,
            town = &it.municipality_name
        );
        (it.public_id.to_string(), label)
    };
    let named = it.named(pair.worker, pair.portion, pair.units);
    let form = named
        .into_iter()
        .fold(form("/matching/swapped"), |form, (name, value)| {
            form.hidden(name, value)
        });
    html! {
        (form.submit(t!("matching-swap-do")).body(html! {
            (field_select("with", t!("matching-swap-with")).required().options(others.iter().map(option)))
        }))
    }
}
