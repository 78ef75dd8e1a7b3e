//! Deciding: who registers, and what of it can be so (ワーカーの登録).

use crate::week::MOST_WEEKLY_MINUTES;
use crate::{Refusal, Stage};
use access::{AccountId, MunicipalityId};
use base::{Day, Yen, half_to_full_width, narrow_digits};
use serde::{Deserialize, Serialize};

/// A person to register (登録者).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewWorker {
    /// The account of someone who already has one (a director who also works); otherwise one is made.
    pub account: Option<AccountId>,
    /// The name for signing in; the mail address, else the number, when left out.
    pub login: Option<String>,
    pub municipality: MunicipalityId,
    pub registered_on: Day,
    /// 申込, or further for people taken over from an earlier list.
    pub stage: Stage,
    pub weekly_minutes: i64,
    pub profile: Profile,
}

/// What a worker says about themself and may change at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    /// The reading of the name in kana.
    pub kana: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// 年収の壁: the line that this year's fees shall not pass; the worker's own choice.
    pub ceiling_yen: Option<Yen>,
    /// The fees wished for in a month.
    pub target_yen: Option<Yen>,
    /// 登録番号: "T" and 13 digits, for those registered for consumption tax.
    pub invoice_reg_no: Option<String>,
    /// Employs someone for 20 hours a week and over a month (then the Freelance Act sees another person).
    pub employs_staff: bool,
    /// What directors should know (「午前中だけ」), never a diagnosis.
    pub note_for_directors: String,
    /// Wants to be asked at present.
    pub wants_work: bool,
}

impl NewWorker {
    /// A person with name, kana and town; the rest as usual.
    pub fn named(
        name: &str,
        kana: &str,
        municipality: MunicipalityId,
        registered_on: Day,
    ) -> NewWorker {
        let profile = Profile {
            name: name.into(),
            kana: kana.into(),
            wants_work: true,
            ..Profile::default()
        };
        NewWorker {
            account: None,
            login: None,
            municipality,
            registered_on,
            stage: Stage::Applied,
            weekly_minutes: 0,
            profile,
        }
    }

    /// Every field to repair, by its name in the form.
    pub fn faults(&self, today: Day) -> Vec<(&'static str, Refusal)> {
        let mut faults = self.profile.faults();
        if today < self.registered_on {
            faults.push(("registered_on", Refusal::RegisteredLater));
        }
        if !(0..=MOST_WEEKLY_MINUTES).contains(&self.weekly_minutes) {
            faults.push((
                "weekly_hours",
                Refusal::TooManyHours {
                    most: MOST_WEEKLY_MINUTES / 60,
                },
            ));
        }
        faults
    }
}

impl Profile {
    /// Spaces, widths and blanks as they are stored.
    pub fn tidied(mut self) -> Profile {
        let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = |text: Option<String>| {
            text.map(|it| it.trim().to_owned())
                .filter(|it| !it.is_empty())
        };
        self.name = one_space(&self.name);
        self.kana = one_space(&half_to_full_width(&self.kana));
        self.phone = kept(self.phone.map(|it| narrow_digits(&it)));
        self.email = kept(self.email);
        self.invoice_reg_no = kept(
            self.invoice_reg_no
                .map(|it| half_to_full_width(&it).to_uppercase()),
        );
        self
    }

    /// Every field to repair, by its name in the form.
    pub fn faults(&self) -> Vec<(&'static str, Refusal)> {
        let mut faults = Vec::new();
        let mut unless = |well: bool, field: &'static str, refusal: Refusal| {
            if !well {
                faults.push((field, refusal));
            }
        };
        unless(!self.name.trim().is_empty(), "name", Refusal::NameMissing);
        unless(!self.kana.trim().is_empty(), "kana", Refusal::KanaMissing);
        unless(self.kana.chars().all(is_kana), "kana", Refusal::KanaOnly);
        unless(
            self.email.as_deref().is_none_or(is_email),
            "email",
            Refusal::EmailShape,
        );
        unless(
            self.phone.as_deref().is_none_or(is_phone),
            "phone",
            Refusal::PhoneShape,
        );
        unless(
            self.invoice_reg_no.as_deref().is_none_or(is_reg_no),
            "invoice_reg_no",
            Refusal::RegNoShape,
        );
        faults
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '　')
}

/// A mail address: a name, @ and a domain with a dot.
pub fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let plain = |it: &str| {
        !it.is_empty() && !it.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@')
    };
    text.len() <= 254
        && parts.is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

/// A telephone number: 9 to 15 digits with the usual signs between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (9..=15).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}

/// "T" and 13 digits. Sources differ on the check digit of sole proprietors, so only the length is asked.
fn is_reg_no(text: &str) -> bool {
    let digits = text.strip_prefix('T').unwrap_or("");
    digits.len() == 13 && digits.bytes().all(|it| it.is_ascii_digit())
}

/// A granted level of a skill (1–4), 0 for one withdrawn.
pub fn level(level: i64) -> Result<i64, Refusal> {
    if (0..=4).contains(&level) {
        Ok(level)
    } else {
        Err(Refusal::LevelUnknown)
    }
}

/// Where a skill level comes from (スキルの根拠).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 修了: a course was passed.
    Course,
    /// 実績: accepted work shows it.
    Record,
    /// 判断: a person decided, with a reason.
    Judgement,
}

impl Source {
    /// Every source.
    pub const ALL: [Source; 3] = [Source::Course, Source::Record, Source::Judgement];

    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Source::Course => "course",
            Source::Record => "record",
            Source::Judgement => "judgement",
        }
    }

    /// Reads a stored name.
    pub fn named(name: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The word on screen.
    pub fn words(self) -> webkit::Words {
        webkit::Words::new(match self {
            Source::Course => "people-source-course",
            Source::Record => "people-source-record",
            Source::Judgement => "people-source-judgement",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: (i16, i8, i8) = (2027, 1, 18);

    fn sayaka() -> NewWorker {
        let on = Day::known(2026, 4, 1);
        NewWorker::named("宮下 さやか", "ミヤシタ サヤカ", MunicipalityId(1), on)
    }

    #[test]
    fn an_ordinary_registration_has_no_fault() {
        assert_eq!(
            sayaka().faults(Day::known(TODAY.0, TODAY.1, TODAY.2)),
            vec![]
        );
    }

    #[test]
    fn every_faulty_field_is_named_at_once() {
        let mut worker = sayaka();
        worker.registered_on = Day::known(2027, 2, 1);
        worker.weekly_minutes = 100 * 60;
        worker.profile.name = " ".into();
        worker.profile.kana = "宮下".into();
        worker.profile.email = Some("sayaka@".into());
        worker.profile.phone = Some("0261".into());
        worker.profile.invoice_reg_no = Some("T123".into());

        let fields: Vec<&str> = worker
            .faults(Day::known(2027, 1, 18))
            .into_iter()
            .map(|it| it.0)
            .collect();

        assert_eq!(
            fields,
            [
                "name",
                "kana",
                "email",
                "phone",
                "invoice_reg_no",
                "registered_on",
                "weekly_hours"
            ]
        );
    }

    #[test]
    fn half_width_kana_and_full_width_figures_are_stored_in_their_usual_form() {
        let profile = Profile {
            name: "宮下　さやか".into(),
            kana: "ﾐﾔｼﾀ ｻﾔｶ".into(),
            phone: Some("０２６１－２２－０４２０".into()),
            invoice_reg_no: Some("ｔ１２３４５６７８９０１２３".into()),
            ..Profile::default()
        };

        let tidied = profile.tidied();

        assert_eq!(
            (tidied.name.as_str(), tidied.kana.as_str()),
            ("宮下 さやか", "ミヤシタ サヤカ")
        );
        assert_eq!(tidied.phone.as_deref(), Some("0261-22-0420"));
        assert_eq!(tidied.faults(), vec![]);
    }
}
