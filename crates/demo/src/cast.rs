//! The people of the demonstration: those of the story by name and part, all invented.

use access::accounts::{self, Bound, NewAccount};
use access::places::{self, NewClient};
use access::second_factor::Seed;
use access::{AccountId, ClientId, Failure, MunicipalityId, OperatorId, Role, SiteId, Vault};
use db::Tx;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use webkit::Lang;

/// The four towns, in the order in which they joined.
#[derive(Clone, Copy, Debug)]
pub struct Towns {
    pub shiojiri: MunicipalityId,
    pub azumino: MunicipalityId,
    pub itoigawa: MunicipalityId,
    pub omachi: MunicipalityId,
}

impl Towns {
    /// All four.
    pub fn all(&self) -> [MunicipalityId; 4] {
        [self.shiojiri, self.azumino, self.itoigawa, self.omachi]
    }
}

/// Where the story plays.
#[derive(Clone, Debug)]
pub struct Places {
    pub towns: Towns,
    pub operator: OperatorId,
    /// One site in each town, in the order of the towns.
    pub sites: [SiteId; 4],
    /// 株式会社アルプスマップ first, then the companies of the history.
    pub clients: Vec<ClientId>,
}

/// One way into the demonstration.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    pub role: String,
    pub name: String,
    pub login: String,
    pub password: String,
    pub totp_secret: Option<String>,
}

/// A person of the cast with an account.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: &'static str,
    pub role: Role,
    pub account: AccountId,
}

/// Towns, the operator, sites and clients.
pub async fn places_in(tx: &Tx) -> Result<Places, Failure> {
    let mut towns = Vec::new();
    for (code, name, prefecture) in TOWNS {
        towns.push(places::new_municipality_in(tx, code, name, prefecture).await?);
    }
    let towns = Towns {
        shiojiri: towns[0],
        azumino: towns[1],
        itoigawa: towns[2],
        omachi: towns[3],
    };
    let operator = places::new_operator_in(
        tx,
        "一般財団法人塩尻市振興公社（デモ）",
        Some("T7123456789012"),
        "長野県塩尻市大門一番町12番2号",
        "0263-00-0000",
    )
    .await?;
    let mut sites = Vec::new();
    for (town, (name, address)) in towns.all().into_iter().zip(SITES) {
        sites.push(places::new_site_in(tx, town, operator, name, address).await?);
    }
    let mut clients = Vec::new();
    for (index, (name, kana, address, contact, band)) in CLIENTS.into_iter().enumerate() {
        let client = NewClient {
            name: name.into(),
            kana: kana.into(),
            address: address.into(),
            contact: contact.into(),
            email: format!("order{}@client.example", index + 1),
            invoice_reg_no: None,
            headcount_band: band.into(),
        };
        clients.push(places::new_client_in(tx, client).await?);
    }
    let sites: [SiteId; 4] = sites.try_into().expect("one site in each town");
    Ok(Places {
        towns,
        operator,
        sites,
        clients,
    })
}

/// Staff, client and officers with their roles, passwords and authenticators; workers come with their registration.
pub async fn staff_in(
    tx: &Tx,
    vault: &Vault,
    it: &Places,
    chance: &mut ChaCha8Rng,
) -> Result<(Vec<Person>, Vec<SignIn>), Failure> {
    let (mut people, mut sign_ins) = (Vec::new(), Vec::new());
    for (name, kana, role, login) in STAFF {
        let mut bound = bound(role, it);
        if login == LEAD_OFFICER {
            bound.municipality = Some(it.towns.shiojiri);
        }
        let account = NewAccount {
            login: login.into(),
            name: name.into(),
            kana: kana.into(),
            lang: Lang::Ja,
        };
        let id = accounts::new_account_in(tx, account).await?;
        accounts::grant_in(tx, id, role, bound).await?;
        accounts::confirm_in(tx, id).await?;
        sign_ins.push(secrets_in(tx, vault, id, role, name, login, chance).await?);
        people.push(Person {
            name,
            role,
            account: id,
        });
    }
    Ok((people, sign_ins))
}

/// A password and, for staff, an authenticator, both drawn by the seed.
pub async fn secrets_in(
    tx: &Tx,
    vault: &Vault,
    id: AccountId,
    role: Role,
    name: &str,
    login: &str,
    chance: &mut ChaCha8Rng,
) -> Result<SignIn, Failure> {
    let password = format!("{}-{}-{}", word(chance), word(chance), word(chance));
    let hash = access::password::hash(&password);
    accounts::set_password_in(tx, id, &hash).await?;
    let mut totp_secret = None;
    if role.is_staff() {
        let mut bytes = [0u8; 20];
        chance.fill_bytes(&mut bytes);
        let seed = Seed::of(&bytes);
        accounts::set_second_factor_in(tx, vault, id, &seed).await?;
        totp_secret = Some(seed.base32());
    }
    Ok(SignIn {
        role: role.name().to_owned(),
        name: name.to_owned(),
        login: login.to_owned(),
        password,
        totp_secret,
    })
}

fn bound(role: Role, it: &Places) -> Bound {
    match role {
        Role::Officer | Role::CommitteeMember => Bound {
            municipality: Some(it.towns.omachi),
            ..Bound::default()
        },
        Role::Client => Bound {
            client: Some(it.clients[0]),
            ..Bound::default()
        },
        Role::SiteStaff => Bound {
            site: Some(it.sites[0]),
            ..Bound::default()
        },
        _ => Bound::default(),
    }
}

fn word(chance: &mut ChaCha8Rng) -> String {
    const SOUNDS: [&str; 20] = [
        "ka", "mi", "so", "ra", "to", "ne", "yu", "ki", "ha", "na", "mo", "ri", "se", "tsu", "wa",
        "fu", "ro", "he", "ni", "sa",
    ];
    (0..4)
        .map(|_| SOUNDS[(chance.next_u32() % 20) as usize])
        .collect()
}

const TOWNS: [(&str, &str, &str); 4] = [
    ("202151", "塩尻市", "長野県"),
    ("202207", "安曇野市", "長野県"),
    ("152161", "糸魚川市", "新潟県"),
    ("202126", "大町市", "長野県"),
];

const SITES: [(&str, &str); 4] = [
    ("塩尻拠点", "長野県塩尻市大門一番町"),
    ("安曇野拠点", "長野県安曇野市豊科"),
    ("糸魚川拠点", "新潟県糸魚川市大字東寺町"),
    ("大町拠点", "長野県大町市大町"),
];

/// Name, reading, address, contact and head-count band.
const CLIENTS: [(&str, &str, &str, &str, &str); 8] = [
    (
        "株式会社アルプスマップ",
        "アルプスマップ",
        "東京都千代田区神田錦町",
        "片桐",
        "up_to_300",
    ),
    (
        "株式会社みなも情報サービス",
        "ミナモジョウホウサービス",
        "東京都港区芝",
        "早川",
        "over_300",
    ),
    (
        "北信濃データ株式会社",
        "キタシナノデータ",
        "長野県長野市南千歳",
        "宮入",
        "up_to_100",
    ),
    (
        "株式会社うみかぜ出版",
        "ウミカゼシュッパン",
        "東京都文京区本郷",
        "浜田",
        "up_to_100",
    ),
    (
        "合同会社こもれび会計",
        "コモレビカイケイ",
        "愛知県名古屋市中区",
        "石黒",
        "up_to_100",
    ),
    (
        "株式会社オートビジョン研究所",
        "オートビジョンケンキュウジョ",
        "神奈川県横浜市港北区",
        "森下",
        "over_300",
    ),
    (
        "白馬リゾート案内株式会社",
        "ハクバリゾートアンナイ",
        "長野県北安曇郡白馬村",
        "松沢",
        "up_to_100",
    ),
    (
        "信州広域行政組合（デモ）",
        "シンシュウコウイキギョウセイクミアイ",
        "長野県松本市大手",
        "征矢",
        "public_body",
    ),
];

/// Name, reading, part and login.
const STAFF: [(&str, &str, Role, &str); 14] = [
    (
        "丸山直子",
        "マルヤマ ナオコ",
        Role::Director,
        "maruyama@kado.example",
    ),
    (
        "北沢",
        "キタザワ",
        Role::Coordinator,
        "kitazawa@kado.example",
    ),
    ("上條", "カミジョウ", Role::Sales, "kamijo@kado.example"),
    ("百瀬", "モモセ", Role::Manager, "momose@kado.example"),
    (
        "塩原",
        "シオハラ",
        Role::PaymentPreparer,
        "shiohara@kado.example",
    ),
    (
        "赤羽",
        "アカハネ",
        Role::PaymentApprover,
        "akahane@kado.example",
    ),
    ("片桐", "カタギリ", Role::Client, "katagiri@alpsmap.example"),
    ("伊藤", "イトウ", Role::Officer, "ito@city-omachi.example"),
    (
        "中村",
        "ナカムラ",
        Role::CommitteeMember,
        "nakamura@committee.example",
    ),
    ("木下", "キノシタ", Role::Auditor, "kinoshita@audit.example"),
    ("小松", "コマツ", Role::SiteStaff, "komatsu@kado.example"),
    (
        "管理 太郎",
        "カンリ タロウ",
        Role::Administrator,
        "admin@kado.example",
    ),
    (
        "柳沢",
        "ヤナギサワ",
        Role::Director,
        "yanagisawa@kado.example",
    ),
    (
        "降旗",
        "フリハタ",
        Role::Officer,
        "furihata@city-shiojiri.example",
    ),
];

/// The officer of the lead town; the other officer is of 大町市.
const LEAD_OFFICER: &str = "furihata@city-shiojiri.example";
