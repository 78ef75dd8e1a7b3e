//! The fields of a profile: the same on registration and on one's own page.

use crate::worker::Profile;
use access::Failure;
use webkit::prelude::*;

/// The fields that a worker fills in; `own` adds what only the worker decides.
pub(crate) fn profile_fields(filled: &Filled, own: bool) -> Markup {
    html! {
        (field_text("name", t!("people-name")).required().max(80).autocomplete("name").filled(filled))
        (field_text("kana", t!("people-kana")).support(t!("people-kana-support")).required().max(80).filled(filled))
        (field_text("email", t!("people-email")).kind("email").optional().autocomplete("email").filled(filled))
        (field_text("phone", t!("people-phone")).kind("tel").optional().autocomplete("tel").filled(filled))
        (field_area("note_for_directors", t!("people-note")).support(t!("people-note-support")).optional().rows(3).filled(filled))
        @if own {
            (field_checks("wants_work", t!("people-wants-work")).options([("yes", t!("people-wants-work-yes"))]).filled(filled))
            (field_yen("ceiling_yen", t!("people-ceiling")).support(t!("people-ceiling-support")).optional().suffix(t!("people-yen")).filled(filled))
            (field_yen("target_yen", t!("people-target")).support(t!("people-target-support")).optional().suffix(t!("people-yen")).filled(filled))
            (field_text("invoice_reg_no", t!("people-reg-no")).support(t!("people-reg-no-support")).optional().max(14).filled(filled))
            (field_checks("employs_staff", t!("people-employs")).support(t!("people-employs-support")).options([("yes", t!("people-employs-yes"))]).filled(filled))
        }
    }
}

/// Reads those fields; what they mean is judged by the action.
pub(crate) fn read_profile(reader: &mut Reader<'_>, own: bool) -> Profile {
    Profile {
        name: reader.text("name", 80).unwrap_or_default(),
        kana: reader.text("kana", 80).unwrap_or_default(),
        email: reader.optional_text("email", 254),
        phone: reader.optional_text("phone", 30),
        note_for_directors: reader
            .optional_text("note_for_directors", 500)
            .unwrap_or_default(),
        wants_work: !own || reader.checked("wants_work"),
        ceiling_yen: reader.optional_yen("ceiling_yen"),
        target_yen: reader.optional_yen("target_yen"),
        invoice_reg_no: reader.optional_text("invoice_reg_no", 20),
        employs_staff: reader.checked("employs_staff"),
    }
}

/// What a stored profile shows in its form.
pub(crate) fn filled_of(profile: &Profile) -> Filled {
    let yes = |it: bool| if it { "yes" } else { "" };
    let yen = |it: Option<base::Yen>| it.map(|it| it.amount().to_string()).unwrap_or_default();
    Filled::of([
        ("name", profile.name.clone()),
        ("kana", profile.kana.clone()),
        ("email", profile.email.clone().unwrap_or_default()),
        ("phone", profile.phone.clone().unwrap_or_default()),
        ("note_for_directors", profile.note_for_directors.clone()),
        ("wants_work", yes(profile.wants_work).to_owned()),
        ("ceiling_yen", yen(profile.ceiling_yen)),
        ("target_yen", yen(profile.target_yen)),
        (
            "invoice_reg_no",
            profile.invoice_reg_no.clone().unwrap_or_default(),
        ),
        ("employs_staff", yes(profile.employs_staff).to_owned()),
    ])
}

/// A failure that the form can show: the form again with its faults; any other goes on.
pub(crate) fn shown(failure: Failure, filled: Filled) -> Result<Filled, Failure> {
    match failure {
        Failure::Faulty(faults) => Ok(faults
            .into_iter()
            .fold(filled, |it, (field, words)| it.with_fault(&field, words))),
        Failure::Refused(words) => Ok(filled.with_fault("", words)),
        other => Err(other),
    }
}
