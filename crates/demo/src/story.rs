//! The story's order, from 片桐's enquiry on 2026-12-01 to where it stands on Monday 2027-01-18.

use access::{Actor, Failure, Role};
use base::{Day, PublicId, Yen};
use orders::{
    Breakdown, CheckPlan, Class, Columns, GroupRules, LotPlan, NewOrder, OrderChange, Portions,
    StepKind, StepPlan, Take, Terms,
};
use people::JobTypeId;
use sales::{ClientChoice, Figures, NewEnquiry, NewQuote, Timing};

use crate::branch_table;
use crate::cast::{Person, Places};
use crate::scene::Scene;

/// The order as the later parts of the story find it.
pub struct StoryOrder {
    pub order: PublicId,
    pub director: Actor,
}

/// The person of a part.
pub async fn actor(scene: &Scene, cast: &[Person], role: Role) -> Result<Actor, Failure> {
    let person = cast
        .iter()
        .find(|it| it.role == role)
        .ok_or(Failure::Absent)?;
    scene.actor(person.account).await
}

/// Enquiry, quote and order (chapters 1 to 3).
pub async fn ordered(
    scene: &Scene,
    cast: &[Person],
    places: &Places,
    job_type: JobTypeId,
) -> Result<StoryOrder, Failure> {
    let db = &scene.app.db;
    scene.stand_at(Day::known(2026, 12, 1).at(13, 20));
    let client = actor(scene, cast, Role::Client).await?;
    let enquiry = sales::enquire(db, &client, &enquiry()).await?;
    scene.stand_at(Day::known(2026, 12, 3).at(10, 5));
    let sales = actor(scene, cast, Role::Sales).await?;
    let quote = sales::draft_quote(db, &sales, &quote(places, enquiry.public_id, job_type)).await?;
    scene.stand_at(Day::known(2026, 12, 4).at(9, 0));
    sales::send_quote(db, &sales, &quote.public_id, 1).await?;
    scene.stand_at(Day::known(2026, 12, 7).at(11, 30));
    let client = actor(scene, cast, Role::Client).await?;
    sales::accept_quote(db, &client, &quote.public_id, 2).await?;
    let sales = actor(scene, cast, Role::Sales).await?;
    let director = actor(scene, cast, Role::Director).await?;
    let opened = orders::open_order(
        db,
        &sales,
        &order(places, quote.public_id, job_type, &director),
    )
    .await?;
    Ok(StoryOrder {
        order: opened.public_id,
        director,
    })
}

fn enquiry() -> NewEnquiry {
    NewEnquiry {
        company: "株式会社アルプスマップ".into(),
        contact: "片桐".into(),
        email: "katagiri@alpsmap.example".into(),
        phone: "03-0000-0000".into(),
        what: "店舗情報の確認（名称・カナ・店番）".into(),
        quantity: branch_table::ITEMS as i64,
        due_on: Some(Day::known(2027, 2, 26)),
        quality: "1,000件あたりの誤りは5件まで".into(),
        secret: "公開していない電話番号をふくむ店舗があります".into(),
        secret_count: branch_table::CONFIDENTIAL as i64,
    }
}

fn quote(places: &Places, enquiry: PublicId, job_type: JobTypeId) -> NewQuote {
    NewQuote {
        enquiry: Some(enquiry),
        client: ClientChoice::Known(places.clients[0]),
        title: "店舗情報の確認 12,000件".into(),
        job_type,
        prefecture: "長野県".into(),
        figures: Figures {
            quantity: branch_table::ITEMS as i64,
            unit_price: Yen::new(85),
            unit_pay: Yen::new(48),
            standard_seconds: 132,
            check_permille: 100,
            check_pay: Yen::new(20),
            leader_fee: Yen::new(60_000),
            reserve_permille: 30,
        },
        secret_count: branch_table::CONFIDENTIAL as i64,
        due_on: Day::known(2027, 2, 26),
        valid_until: Day::known(2026, 12, 25),
        conditions: "600件は塩尻の機密室で作業します。".into(),
        timings: vec![
            Timing {
                who: "A".into(),
                units: 30,
                seconds: 3_810,
            },
            Timing {
                who: "B".into(),
                units: 30,
                seconds: 4_110,
            },
        ],
    }
}

fn order(places: &Places, quote: PublicId, job_type: JobTypeId, director: &Actor) -> NewOrder {
    let change = OrderChange {
        title: "店舗情報の確認 12,000件".into(),
        due_on: Day::known(2027, 2, 26),
        director: Some(director.account),
        work_content: "店舗の名称・カナ・店番を公開情報と照らし、違いを記録します。".into(),
        delivery_place: "KADOの作業システム".into(),
        delivery_method: "オンラインで提出".into(),
        terms: Terms {
            consent_on: Some(Day::known(2026, 12, 7)),
            consent_scope: "塩尻・安曇野・糸魚川・大町の登録ワーカー".into(),
            consent_by: "情報管理部 片桐".into(),
            permitted_places: Some(Class::Home),
            devices: "貸与パソコン。機密の600件は機密室の端末".into(),
            retention_days: Some(30),
            deletion: "検収後30日で消去し、消去証明を渡す".into(),
        },
        client_pays_on: None,
    };
    NewOrder {
        quote: Some(quote),
        client: places.clients[0],
        job_type,
        quantity: branch_table::ITEMS as i64,
        unit_price: Yen::new(85),
        ordered_on: Day::known(2026, 12, 7),
        change,
    }
}

/// A small order without confidential information.
pub fn small_terms(title: &str, ordered_on: Day, due_on: Day, director: &Actor) -> OrderChange {
    OrderChange {
        title: title.into(),
        due_on,
        director: Some(director.account),
        work_content: format!("{title}。件数を報告します。"),
        delivery_place: "クライアントの入力システム".into(),
        delivery_method: "オンラインで入力".into(),
        terms: Terms {
            consent_on: Some(ordered_on),
            consent_scope: "登録ワーカー".into(),
            consent_by: "ご担当者".into(),
            permitted_places: Some(Class::Home),
            devices: "貸与または本人のパソコン".into(),
            retention_days: Some(30),
            deletion: "検収後30日で消去する".into(),
        },
        client_pays_on: None,
    }
}

/// Items, lots, steps, portions and the manual (chapter 4).
pub async fn broken_down(scene: &Scene, story: &StoryOrder) -> Result<(), Failure> {
    let db = &scene.app.db;
    scene.stand_at(Day::known(2026, 12, 8).at(9, 30));
    take_file(
        scene,
        story,
        "店舗情報.xlsx",
        &branch_table::as_delivered()?,
    )
    .await?;
    scene.stand_at(Day::known(2026, 12, 8).at(15, 10));
    take_file(
        scene,
        story,
        "店舗情報_修正3件.xlsx",
        &branch_table::repaired()?,
    )
    .await?;
    let version = version(scene, story).await?;
    let lots = [
        (1, Day::known(2027, 1, 29)),
        (2, Day::known(2027, 2, 12)),
        (3, Day::known(2027, 2, 26)),
    ];
    let lots = lots.map(|(no, due_on)| LotPlan {
        no,
        quantity: 4_000,
        due_on,
    });
    orders::set_lots(db, &story.director, &story.order, &lots, version).await?;
    let steps = [
        StepPlan {
            name: "確認".into(),
            kind: StepKind::Work,
            standard_seconds: 132,
            unit_pay: Yen::new(48),
        },
        StepPlan {
            name: "抜取確認".into(),
            kind: StepKind::Check,
            standard_seconds: 60,
            unit_pay: Yen::new(20),
        },
    ];
    orders::set_steps(db, &story.director, &story.order, &steps, version + 1).await?;
    // Sixteen people: five for each lot at home, one for the confidential items in the secure room.
    let general = rules(Class::Home, 5);
    let confidential = GroupRules {
        min_team: 1,
        max_share_pct: 100,
        ..rules(Class::Secure, 1)
    };
    let breakdown = Breakdown {
        general,
        confidential,
        confidential_units: branch_table::CONFIDENTIAL as i64,
        confidential_lot: None,
    };
    orders::make_portions(db, &story.director, &story.order, &breakdown, version + 2).await?;
    scene.stand_at(Day::known(2026, 12, 9).at(16, 0));
    let lines = orders::parse_manual(MANUAL).map_err(|_| Failure::Absent)?;
    let written =
        orders::write_manual(db, &story.director, &story.order, &lines, "はじめの版", 0).await?;
    orders::publish_manual(db, &story.director, &story.order, written.version).await?;
    Ok(())
}

fn rules(class: Class, max_team: i64) -> GroupRules {
    GroupRules {
        class,
        check_plan: CheckPlan::Sample,
        check_permille: 100,
        min_chunk: 50,
        max_share_pct: 40,
        min_team: 2,
        max_team,
        max_defect_ppm: 50_000,
        release_on: Day::known(2026, 12, 14),
        buffer_days: 3,
    }
}

async fn take_file(
    scene: &Scene,
    story: &StoryOrder,
    name: &str,
    bytes: &[u8],
) -> Result<(), Failure> {
    let unreadable = |_| Failure::Absent;
    let limits = papers::intake::Limits {
        rows: 20_000,
        columns: 20,
        unpacked_bytes: 64 << 20,
        cell_chars: 500,
    };
    let intake = papers::intake::read(name, bytes, limits).map_err(unreadable)?;
    let columns = Columns::proposed(&intake.header);
    let hash = db::digest(bytes);
    let upload = orders::upload_items(
        &scene.app.db,
        &story.director,
        &story.order,
        (name, &hash, bytes),
        &columns,
    )
    .await?;
    orders::take_upload(
        &scene.app.db,
        &story.director,
        &upload.public_id,
        &intake,
        Take::GoodRows,
        Portions::Keep,
    )
    .await?;
    Ok(())
}

async fn version(scene: &Scene, story: &StoryOrder) -> Result<i32, Failure> {
    let order = orders::read::order_by_public_id(
        &scene.app.db,
        &access::Scope::whole_region(),
        &story.order,
    )
    .await?;
    Ok(order.version)
}

/// The manual of the story; line 3.2 is the one that was asked about.
const MANUAL: &str = "\
1 この仕事の目的\n\
1.1 地図に載せる店舗の名称・カナ・店番が、いまの公開情報と合っているかを確かめます。\n\
1.2 見た内容はクライアントの情報です。画面の写真を撮ったり、人に話したりしないでください。\n\
2 1件の進め方\n\
2.1 店舗名で検索し、金融機関の公式の案内を開きます。\n\
2.2 名称・カナ・店番を1字ずつ見比べます。\n\
2.3 同じなら「合っています」、違えば「違いがあります」を選び、正しい内容を書きます。\n\
2.4 見つからないときは「見つかりません」を選び、探した場所を書きます。\n\
3 迷いやすいところ\n\
3.1 出張所・代理店は、親の店舗と店番が同じでも別の1件として確かめます。\n\
3.2 同じビルに2店あるときは、店番が同じほうを選びます。\n\
3.3 名称に「支店」が付くかどうかは、公式の書き方に合わせます。\n\
4 困ったとき\n\
4.1 10分考えてもわからないときは、この手順の番号をそえて質問してください。\n";
