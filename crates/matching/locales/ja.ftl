# マッチング

matching-title = マッチング
matching-orders = 受注
matching-lead = これから4週間の分を、条件に合う人に割り当てる案をつくります。決めるのはディレクターです。
matching-window = { $from }から{ $until }までの案
matching-none = まだ案がありません
matching-none-next = 「案をつくる」を押すと、できる時間・スキル・場所・収入の上限を確かめて、数秒で案ができます。打診はまだ送られません。
matching-propose = 案をつくる
matching-propose-again = 案をつくりなおす
matching-propose-more = 残りの案をつくる
matching-put-aside = この案をやめる
matching-dropped = 案をやめました。打診は送られていません。

## いまの状態

matching-is-proposed = 案の段階です
matching-is-proposed-next = 下の表を確かめて、固定・外す・入替ができます。よければ「打診を送る」を押してください。
matching-is-sent = 打診を送りました
matching-is-sent-next = 返事は「返事を見る」で確かめられます。見送りや期限切れの分は、「残りの案をつくる」でほかの人に割り当てられます。
matching-see-offers = 返事を見る
matching-people = 人数
matching-count-people = { $count }人
matching-count-units = { $count }件
matching-people-note = ほかに打診できる人 { $count }人
matching-units = 件数
matching-of-units = 残り{ $units }件のうち
matching-new-earners = 新しく年1万円以上になる人
matching-waiting = 次の期間に回る件数
matching-new-earners-note = 年度の報酬で数えます
matching-waiting-note = { $from }からの期間
matching-waiting-next = { $units }件は、{ $from }からの期間の案で割り当てます。期日にはまだ余裕があります。
matching-shortage = 条件に合う人が{ $people }人不足。足りない条件:{ $conditions }
matching-shortage-next = { $units }件の引き受け手が見つかっていません。下の「選ばれなかった人」に、条件を満たすための一歩があります。
matching-lack = { $what }{ $people }
matching-lack-secure = 機密
matching-lack-site = 拠点
matching-lack-seats = 席
matching-lack-hours = 時間
matching-lack-skill = スキル
matching-lack-ceiling = 収入の上限
matching-lack-quality = 品質の実績
matching-lack-direction = 確認する人
matching-lack-people = 人数

## 変更とその影響

matching-did-propose = 案をつくりなおしました
matching-did-fix = 固定して計算しなおしました
matching-did-loosen = 固定をやめて計算しなおしました
matching-did-leave-out = 外して計算しなおしました
matching-did-allow = 外すのをやめて計算しなおしました
matching-did-swap = 入れ替えて計算しなおしました
matching-broken = 固定していた割当を1件守れませんでした
matching-cost = 前の案とくらべて:
matching-cost-nothing = 前の案とくらべて、失ったものはありません。
matching-cost-delivery-more = 期日までの納品が{ $amount }分ふえます。
matching-cost-delivery-less = 期日までの納品が{ $amount }分へります。
matching-cost-people-more = 年1万円以上になる人が{ $people }人ふえます。
matching-cost-people-fewer = 年1万円以上になる人が{ $people }人へります。
matching-cost-fairness-more = 公平さが{ $amount }分よくなります。
matching-cost-fairness-less = 公平さが{ $amount }分わるくなります。
matching-cost-margin-more = 粗利が{ $amount }ふえます。
matching-cost-margin-less = 粗利が{ $amount }へります。
matching-cost-soft-more = 経験や希望とのつり合いが{ $amount }分よくなります。
matching-cost-soft-less = 経験や希望とのつり合いが{ $amount }分わるくなります。

## 表

matching-chosen = 割当の案
matching-nobody = 割り当てられる人がいません
matching-nobody-next = 下の「選ばれなかった人」で、いちばん近い人と、条件を満たすための一歩を確かめてください。
matching-person = 氏名
matching-town = 市町村
matching-part = 分担
matching-time = 時間
matching-fee = 報酬
matching-reasons = 選ばれた理由
matching-more-reasons = ほかの理由
matching-decide = 決める
matching-fixed = 固定
matching-fix = 固定
matching-loosen = 固定をやめる
matching-leave-out = 外す
matching-swap = 入替
matching-allow = 外すのをやめる
matching-put-in = 入れる
matching-portions = 分担ごとの件数
matching-due = 納期
matching-left = 残り
matching-given = この案
matching-short = 不足
matching-balance = 市町村のつり合い
matching-share = 報酬の割合
matching-wished-share = 希望者の割合
matching-percent = { $percent }%
matching-left-out = 外した組み合わせ
matching-not-chosen = 選ばれなかった人
matching-nearest = いちばん近い分担
matching-first-limit = 届かなかった条件
matching-least-change = 条件を満たすための一歩
matching-made = この案:{ $name }、{ $at }(計算の番号 { $seed }。同じ条件なら同じ案になります)
matching-everyone = 打診できる人は、全員この案に入っています。

## 打診

matching-send-title = 打診を送る
matching-send-lead = { $people }件の打診を、選んだ理由と取引条件をそえて送ります。
matching-send = 打診を送る
matching-answer-by = 返事の期限
matching-answer-by-support = 納期のほうが早い打診は、納期までです。
matching-leader = リーダー
matching-leader-support = 質問に答え、抜取確認をする人です。
matching-leader-none = 決めない
matching-sent = 打診を{ $count }件送りました。

## 一組のページ

matching-pair-title = { $name }さんの割当
matching-see-person = この人のページを見る
matching-swap-title = ほかの人に入れ替える
matching-swap-lead = { $name }さんの代わりに、条件を満たしている人から選べます。
matching-swap-with = 入れ替える人
matching-swap-option = { $name }さん({ $town })
matching-swap-do = 入れ替えて計算する
matching-swap-none = 入れ替えられる人がいません
matching-swap-none-next = この分担の条件を満たす人は、全員この案に入っています。

## 選ばれた理由

matching-because-hours = { $until }までに{ $needed }。あと{ $free }の余裕
matching-because-skill = { $skill }:レベル{ $has }(必要は{ $needed })
matching-because-first-time = はじめたばかりの種別。全数を確認します
matching-because-client = この依頼元の仕事の経験がある
matching-because-preferred = 希望している種別
matching-because-counts = この仕事で年1万円以上になる
matching-because-target = 希望額の{ $percent }%になる
matching-because-home = 在宅でできる
matching-because-site = 行ける拠点に席がある

## 選ばれなかった理由

matching-why-asked = この分担は、すでに打診中か作業中です。
matching-why-declined = この分担は見送りの返事がありました。
matching-why-left-out = ディレクターが外しました。
matching-why-not-wanted = いまは仕事を希望していません。
matching-why-skill = { $skill }がレベル{ $has }です。この仕事にはレベル{ $needed }が必要です。
matching-why-no-skill = { $skill }(レベル{ $needed })の講座が未修了です。
matching-why-record = この種別の実績も、講座の修了もありません。
matching-why-refused = この種別は受けないという希望があります。
matching-why-clearance = 機密エリアの許可か、秘密保持の誓約がまだありません。
matching-why-secure-place = 行ける範囲に機密エリアがありません。
matching-why-place = 行ける範囲に、作業できる拠点がありません。
matching-why-home-clearance = 在宅可認定がまだで、行ける範囲に拠点の席がありません。
matching-why-hours = { $until }までに{ $needed }必要ですが、空きは{ $free }です。
matching-why-no-hours = { $until }までに空いている時間がありません。
matching-why-seats = 席が空いている時間は{ $free }です。{ $needed }必要です。
matching-why-ceiling = 決めている年収の上限を{ $over }超えます。
matching-why-share = 一人に任せられるのは{ $most }件までで、最小の{ $chunk }件に足りません。
matching-why-busy = 同時に受けられる分担({ $most }つまで)がいっぱいです。
matching-why-quality = 1,000件あたりの誤りが{ $asked }件までの約束です。いまの実績からの見込みは最大{ $own }件です。
matching-why-span = ディレクター一人で見られる{ $most }組に達しています。
matching-why-review = 確認の時間が{ $lacking }足りません。
matching-why-chunk = 残り{ $left }件が、一人分の最小({ $chunk }件)に足りません。
matching-why-team = チームの人数({ $least }〜{ $most }人)に合いません。
matching-why-others = 条件は満たしています。全体の{ $wish }のため、今回はほかの人になりました。
matching-why-unknown = 条件を確かめられませんでした。登録の内容を見てください。

## 条件を満たすための一歩

matching-change-wait = 返事や納品を待ちます。
matching-change-other-work = 別の種別や次の仕事を案内します。
matching-change-allow = 「外すのをやめる」で戻せます。
matching-change-ask-wish = 仕事の希望が変わったら、本人が登録を直せます。
matching-change-course = { $skill }の講座(レベル{ $needed })を案内します。
matching-change-trial = 講座を案内します。
matching-change-clearance = 機密の研修と誓約を案内します。
matching-change-place = 行ける拠点を本人に確かめます。
matching-change-home-clearance = 在宅可認定か、行ける拠点の登録を案内します。
matching-change-hours = { $until }までにあと{ $more }あれば足ります。
matching-change-seats = 席があと{ $more }空けば足ります。
matching-change-ceiling = 上限を{ $over }上げれば足ります。決めるのは本人です。
matching-change-chunk = 一人分の最小件数を下げます。
matching-change-finish = いまの仕事が一つ終わると受けられます。
matching-change-practice = 練習や、確認の多い仕事から実績をつけます。
matching-change-leader = リーダーをふやすと受けられます。
matching-change-team = チームの人数の決まりを見直します。
matching-change-more-orders = 同じ種別の仕事がふえると受けられます。

## 全体で大事にすること

matching-wish-delivery = 納期
matching-wish-people = 収入を得る人の数
matching-wish-fairness = 公平さ
matching-wish-margin = 粗利
matching-wish-soft = 経験と希望のつり合い

## お願いにそえる理由

matching-asking-hours = { $until }までのできる時間が合っています。
matching-asking-hours-skills = { $until }までのできる時間と、{ $skills }のスキルが合っています。
matching-asking-client = 前にも同じ依頼元の仕事をしています。
matching-asking-preferred = 希望している種別の仕事です。
matching-asking-first-time = はじめたばかりの種別なので、リーダーが全部確認します。

## 断るとき

matching-refused-nothing = いま割り当てる分担がありません。業務分解を確かめるか、次の期間を待ってください。
matching-refused-no-director = この業務にはディレクターがまだいません。先に決めてください。
matching-refused-replaced = この案は、ほかの操作で新しくなっています。ページを開きなおしてください。
matching-refused-fix = 固定できません。{ $why }
matching-refused-nobody = 案に人がいないので、打診を送れません。
matching-refused-under-way = この内容の計算は、もう始まっています。終わるまで待つか、「計算をやめる」を押してください。
matching-refused-settled = この件は、ほかの操作で決まりました。ページを開きなおしてください。
matching-refused-unsound = 案の検算が合わなかったので、保存しませんでした。もう一度つくってください。

## 計算

matching-run-asked = 計算を始めました。終わると、このページに案が出ます。
matching-run-waiting = 計算の順番を待っています
matching-run-under-way = 案を計算しています
matching-run-lead = このページは閉じてもかまいません。計算は続き、終わると案がここに出ます。
matching-run-steps = { $percent }%まで進みました
matching-run-so-far = いまの一番よい案の値打ち:{ $score }
matching-run-so-far-gap = いまの一番よい案の値打ち:{ $score }(これより良くなるとしても、あと{ $percent }%まで)
matching-run-asked-at = { $at }に始めました。
matching-run-stop = 計算をやめる
matching-run-stopping = 計算をやめています。いまの案はそのままです。
matching-run-cancelled = 計算をやめました
matching-run-cancelled-next = 前の案があれば、そのまま残っています。
matching-run-failed = 案ができませんでした
matching-run-failed-why = 計算の途中で止まりました。もう一度始めてください。続くときは運営に知らせてください。

## 全体のマッチング

matching-region-title = 全体のマッチング
matching-region-lead = 受付中の全部の受注と、打診できる全員を、一つの案にまとめます。決めるのは各受注のディレクターです。
matching-region-tab = 全体の案
matching-causes-tab = 仕事がない原因
matching-region-none = 全体の案はまだありません
matching-region-none-next = 「案をつくる」を押すと、全部の受注の残りを、できる時間・スキル・場所・収入の上限を確かめて割り当てます。打診はまだ送られません。
matching-region-order = 受注
matching-region-orders = 受注ごとの案
matching-region-others = ほかのディレクターの受注
matching-region-others-part = ほかの受注の分担
matching-region-others-pairs = ほかのディレクターの受注に、あと{ $count }組あります。
matching-region-part = { $title } { $part }
matching-region-hand-over = この受注に渡す
matching-region-handing = この受注の案にしています。終わると、打診を送れます。
matching-region-worth = 案の値打ち
matching-region-worth-note = 五つの望みを重みで合わせた額
matching-region-worth-gap = これより良い案があっても、あと{ $percent }%まで
matching-region-wishes = 五つの望みごとに見る
matching-region-short = { $amount }分({ $hours }時間分)が期日に間に合わない見込み
matching-region-earners = 年1万円以上 { $count }人(うち新しく{ $more }人)
matching-region-to-causes = 仕事がない原因と、効く手だてを見る
matching-region-pair = 一組の割当
matching-region-pair-none = この組は、いまの案にありません
matching-region-pair-none-next = 案が新しくなったか、組が選ばれていません。一覧から選びなおしてください。
matching-region-back = 全体の案にもどる
matching-next = 次の一歩
matching-agreed-share = 合意した割合
matching-difference = 差
matching-points-none = 同じ
matching-points-more = { $points }ポイント多い
matching-points-less = { $points }ポイント少ない
matching-percent-unit = %
matching-balance-farthest = 合意や希望の割合からいちばん離れているのは{ $town }です({ $wished }%に対して{ $has }%)
matching-balance-even = 報酬の割合は、合意や希望の割合とつり合っています
matching-balance-agreed = 市町村のあいだで合意した割合とくらべます。
matching-balance-not-agreed = 合意した割合がまだないので、仕事を希望する人の割合とくらべます。
matching-to-shares = 合意した割合を見る

## はじめての方

matching-first-job = はじめての方
matching-first-job-none = 仕事の経験がまだない方は、この案のまわりにはいません。
matching-first-job-lead = まだ一度も仕事をしていない方が{ $people }人います。この案では{ $chosen }人に仕事があります。
matching-first-job-table = はじめての方と、合う仕事
matching-first-job-fits = 合う仕事
matching-first-job-in = この案に入っています

## 仕事がない原因

matching-causes-title = 仕事がない原因と、効く手だて
matching-causes-lead = 仕事を希望しているのに仕事がない方を一人ずつ調べ、四つの原因(スキル・仕事量・環境・マッチング)のどれを解けば仕事があるかを確かめます。
matching-causes-window = { $from }から{ $until }までの案で調べた結果です。
matching-causes-none = 原因はまだ調べていません
matching-causes-none-next = 「原因を調べる」を押すと、全体の案をもとに、仕事がない方の原因と、いちばん効く手だてを計算します。数十秒かかることがあります。
matching-causes-do = 原因を調べる
matching-causes-again = もう一度調べる
matching-causes-asked = 原因を調べ始めました。終わると、このページに出ます。
matching-causes-made = 調べた人:{ $name }、{ $at }
matching-causes-sentence = 仕事を希望する{ $wanting }人のうち、{ $work }人に仕事があり、{ $idle }人にはありません。
matching-causes-idle = 仕事がない人
matching-causes-idle-note = 希望していて、手元の仕事も、この案での割当もない人
matching-causes-idle-town = お住まいが自分の市町村の方だけを数えています
matching-causes-in-work = 仕事がある人
matching-causes-in-work-note = うち、いまの仕事だけの人 { $busy }人
matching-causes-counted = 年1万円以上になる人
matching-causes-short = 数が足りない分担
matching-count-portions = { $count }件
matching-causes-short-note = 標準時間で{ $hours }時間分
matching-causes-outside = 対象外の人
matching-causes-outside-note = いまは希望していない、時間の登録がない、などの方
matching-causes-defects = 案のほうを直せば仕事がある人や分担が{ $count }件あります
matching-causes-defects-next = 原因ではなく、案の見落としです。全体の案をつくりなおしてください。
matching-causes-nobody = 仕事がない方はいません
matching-causes-nobody-next = 希望している方の全員に、手元の仕事かこの案での割当があります。
matching-causes-by-cause = 原因ごとの人数
matching-causes-cause = 原因
matching-causes-named = 一番の原因(人)
matching-causes-share = 寄与の合計(人)
matching-causes-means = この原因の意味
matching-people-unit = 人
matching-causes-finding = 仕事がない{ $all }人のうち、{ $cause }が{ $people }人分を説明しています
matching-causes-share-note = 寄与は、四つの原因を順に解いたときに仕事ができる分を、全部の順番で平均したものです(シャープレイ値)。合計は人数と同じになります。
matching-cause-skill = スキル
matching-cause-volume = 仕事量
matching-cause-environment = 環境
matching-cause-matching = マッチング
matching-cause-capacity = 担い手
matching-cause-skill-means = 必要なレベル・実績・許可があれば、仕事がある
matching-cause-volume-means = 同じような受注がもっとあれば、仕事がある
matching-cause-environment-means = 席・機器・行ける場所があれば、仕事がある
matching-cause-matching-means = 分け方・人数の決まり・期間を変えれば、仕事がある
matching-cause-capacity-means = 同じことができる人がもっといれば、足りる
matching-causes-people = 一人ずつの原因と、いちばん小さい手当
matching-causes-people-table = 仕事がない人
matching-causes-people-none = この原因の方はいません。
matching-causes-all = すべて
matching-causes-witness = 足りないもの
matching-causes-cure = いちばん小さい手当
matching-causes-and = と{ $causes }
matching-causes-defect = 案の見落とし
matching-causes-would-get = 「{ $part }」{ $units }件ができるはずです。
matching-causes-orders = 数が足りない分担
matching-causes-orders-table = 数が足りない分担と、その原因
matching-causes-orders-none = 期間の中で数が足りない分担はありません。
matching-causes-incurable = 四つとも解いても足りない
matching-causes-families = 原因を一つずつ全員分解いたときの変化(計算しなおして確かめた値)
matching-causes-all-four = 四つ全部
matching-causes-excluded = 対象外
matching-causes-excluded-lead = 次の方は、仕事がなくても原因を調べる対象にしていません。
matching-excluded-not-wanted = いまは仕事を希望していない
matching-excluded-no-hours = 期間の中に、できる時間の登録がない
matching-excluded-ceiling = 自分で決めた収入の上限に届いている
matching-excluded-too-little = 時間や上限の残りが、どの仕事の最小にも足りない
matching-causes-no-names = お名前は表示しません。人数だけの集計です。

matching-lacking-skill = { $skill }:レベル{ $needed }に対して{ $has }
matching-lacking-record = 「{ $kind }」の実績も、講座の修了もない
matching-lacking-language = 必要な言語
matching-lacking-clearance = 機密の研修と誓約
matching-lacking-quality = 1,000件あたりの誤りの見込み:{ $asked }件までに対して{ $own }件
matching-lacking-speed = はやさ:標準の{ $needed }%に対して{ $has }%
matching-lacking-units = 残りの件数:最小{ $needed }件に対して{ $left }件
matching-lacking-secure-place = 行ける範囲に機密エリアがない
matching-lacking-place = 行ける範囲に拠点がない
matching-lacking-home-clearance = 在宅可認定
matching-lacking-equipment = 機器
matching-lacking-seats = 席の時間:{ $needed }に対して{ $free }
matching-lacking-hours = { $until }までの時間:{ $needed }に対して{ $free }
matching-lacking-area = 対象の市町村ではない
matching-lacking-refused = 「{ $kind }」は受けないという希望
matching-lacking-share = 一人の上限:{ $needed }件に対して{ $most }件
matching-lacking-team = チームの人数:{ $least }〜{ $most }人に対して{ $found }人
matching-lacking-packages = 同時に受けられる分担は{ $most }つまで
matching-lacking-span = ディレクターが見られる組は{ $most }まで
matching-lacking-review = 確認の時間があと{ $more }
matching-cure-train = { $skill }の講座(レベル{ $to })
matching-cure-trial = 「{ $kind }」の講座か練習
matching-cure-language = 言葉の練習
matching-cure-clearance = 機密の研修と誓約
matching-cure-practise = 「{ $kind }」の練習で実績をつける
matching-cure-home-clearance = 在宅可認定
matching-cure-lend = 機器の貸与
matching-cure-secure-access = 機密エリアを使えるようにする
matching-cure-access = 拠点を使えるようにする
matching-cure-seats = 席をあと{ $more }
matching-cure-orders = 「{ $kind }」の受注をあと{ $units }件分
matching-cure-move = ほかの人から{ $units }件を分ける
matching-cure-chunk = 一人分の最小を{ $to }件に下げる
matching-cure-share = 一人の上限を{ $to }件に上げる
matching-cure-team = チームの人数を{ $least }〜{ $most }人にする
matching-cure-package = 同時に受けられる分担を一つふやす
matching-cure-span = ディレクターが見る組を{ $by }ふやす
matching-cure-review = 確認の時間を{ $more }ふやす
matching-cure-window = 期間を{ $until }までのばす
matching-cure-area = 対象の市町村を広げる
matching-cure-refusal = 「{ $kind }」を受けてもよいか本人に確かめる
matching-cure-recruit = 同じことができる人をあと{ $people }人
matching-place-secure = { $site }の機密エリア
matching-place-open = { $site }
matching-place-some = 拠点

matching-measures = 効く手だて
matching-measures-none = 効果を確かめられた手だては、まだありません。
matching-measures-lead = 次の順に進めると、合わせて、{ $effect }になる見込みです(費用{ $cost })。
matching-measures-programme = 進める順の手だて
matching-measures-values = 一つずつ見たときの効果
matching-measures-note = 「見込み」は計算、「確かめた効果」はその変更をして案をつくりなおした結果です。費用は運営の費用表によります。
matching-measure = 手だて
matching-measure-for = だれに・いくつ
matching-measure-times = { $count }件
matching-measure-predicted = 見込み
matching-measure-confirmed = 確かめた効果
matching-measure-cost = 費用
matching-measure-wrong = 見込みと差があります
matching-measure-access = { $place }の利用登録
matching-measure-together = { $parts }をあわせて
matching-measure-seat = { $place }の席をふやす
matching-measure-order = 「{ $kind }」の受注を一つふやす
matching-measure-director-hour = ディレクターの確認の時間を1時間ふやす
matching-measure-director-pair = ディレクターが見る組を一つふやす
matching-effect = 仕事がある人 { $people }人増、年1万円以上 { $counted }人増、値打ち { $amount }

## なぜ私ではないのか

matching-own-title = 今回お願いしなかった仕事
matching-own-lead = あなたも候補に入っていたけれど、今回はお願いしなかった仕事です。理由と、次に届きやすくなる一歩をお知らせします。
matching-own-offers = お願い
matching-own-none = 今回お願いしなかった仕事はありません
matching-own-none-next = 候補に入った仕事でお願いしなかったものがあれば、理由をここに出します。
matching-own-to-offers = お願いを見る
matching-own-call = { $kind }({ $due }まで)
matching-own-why = 理由
matching-own-change = 条件を満たすための一歩
matching-own-place-of = 場所
matching-own-on = 決まった日
matching-own-place-home = 在宅
matching-own-place-site = 拠点
matching-own-place-secure = 機密エリア
matching-own-free = 見送りやお休みは、この結果に影響しません。ほかの方のことは、ここには出しません。
matching-own-no-skill = { $skill }(レベル{ $needed })の講座がまだでした。
matching-own-skill = { $skill }がレベル{ $needed }の仕事でした。いまのあなたはレベル{ $has }です。
matching-own-record = この種別は、講座か練習がまだでした。
matching-own-not-wanted = いまは仕事を希望していない、という登録です。
matching-own-refused = この種別は受けない、というご希望の登録です。
matching-own-clearance = 機密の研修か、秘密保持の誓約がまだでした。
matching-own-place = 行ける範囲に、この仕事ができる場所がありませんでした。
matching-own-home-clearance = 在宅可認定がまだで、行ける拠点の席もありませんでした。
matching-own-hours = { $until }までに{ $needed }かかる仕事でした。空いていた時間は{ $free }です。
matching-own-seats = 席が空いていた時間は{ $free }で、{ $needed }には足りませんでした。
matching-own-ceiling = ご自分で決めた年収の上限を{ $over }超えるところでした。
matching-own-busy = いまお願いしている仕事({ $most }つまで)で、いっぱいでした。
matching-own-quality = 全数の確認ができない仕事のため、実績がもう少し必要でした。
matching-own-others = 条件は満たしていました。全体の{ $wish }のため、今回はほかの方にお願いしました。
matching-own-somebody = 今回は、ほかの方にお願いしました。
matching-own-full = 今回の分は、人数や件数の決まりでいっぱいになりました。
matching-own-change-course = { $skill }の講座(レベル{ $needed })を修了すると、次から候補に入ります。
matching-own-change-trial = この種別の講座を受けると、次から候補に入ります。
matching-own-change-wish = 仕事を希望するようになったら、登録を変えてください。
matching-own-change-refusal = 受けてもよくなったら、登録を変えてください。
matching-own-change-clearance = 機密の研修と誓約をすると、次から候補に入ります。
matching-own-change-place = 行ける拠点を登録すると、候補に入りやすくなります。
matching-own-change-home = 在宅可認定を受けるか、行ける拠点を登録すると、候補に入ります。
matching-own-change-hours = { $until }までにあと{ $more }の時間があれば、足りました。
matching-own-change-seats = 席の時間があと{ $more }あれば、足りました。行ける拠点をふやすと届きやすくなります。
matching-own-change-ceiling = 上限を{ $over }上げれば足りました。決めるのはご自分です。このままでもかまいません。
matching-own-change-finish = いまの仕事が一つ終わると、また届きます。
matching-own-change-practice = 確認の多い仕事から実績をつけると、届きやすくなります。
matching-own-change-more = いまのままで大丈夫です。同じ種別の仕事がふえると、届きやすくなります。
matching-own-to-courses = 講座を見る
matching-own-to-availability = 予定を入れる
matching-own-to-profile = わたしの情報を見る
matching-own-to-seats = 行ける拠点と席を見る

## お休みの引き継ぎ

matching-covers-title = お休みの引き継ぎ
matching-covers-lead = お休みの方の手元の仕事と、引き継ぎの案です。
matching-covers-none = お休みの方はいません
matching-covers-none-next = 手元に仕事がある方が「今日は休みます」を押すと、ここに引き継ぎの案が出ます。
matching-covers-table = お休みの方
matching-cover-from = お休みの初日
matching-cover-until = お休みの最終日
matching-cover-state = 引き継ぎ
matching-cover-open = 案を選んでください
matching-cover-settled = 決まりました
matching-cover-goes-on = 本人が続けます
matching-cover-goes-on-next = 本人が自分で続けると答えています。ほかの方にお願いする案は選べません。
matching-cover-title = { $name }さんのお休み
matching-cover-lead = { $from }から{ $until }までお休みです。
matching-cover-lead-day = { $day }はお休みです。
matching-cover-nothing-lost = お休みにかかる作業はありません
matching-cover-nothing-lost-next = 手元の仕事は、お休みのあとの時間で間に合います。
matching-cover-lost = お休みにかかる作業
matching-cover-work = { $title }({ $step })
matching-cover-work-order = 仕事
matching-cover-options = 引き継ぎの案(おすすめの順)
matching-cover-option = 案{ $no }:{ $way }
matching-way-least = いちばん変わりが少ない
matching-way-nobody-new = ほかの方にはお願いしない
matching-way-late = 納期を1日のばせる場合
matching-way-nothing = 何もしない
matching-cover-ask = { $name }さんに{ $units }件({ $until }まで)を打診
matching-cover-ask-some = { $name }さんに{ $units }件を打診
matching-cover-own = 残りは{ $name }さんが{ $until }までに
matching-cover-asks-nobody = だれにもお願いしません。
matching-cover-in-time = 間に合います
matching-cover-all-in-time = { $units }件が期日に間に合います。
matching-cover-late = 足りません
matching-cover-uncovered = { $units }件が期日に間に合わない見込みです。
matching-cover-choose = この案にする
matching-cover-chosen = 「{ $way }」に決まりました
matching-cover-chosen-by = { $name }さんが{ $at }に選びました。
matching-cover-consent = 打診を受けるかどうかは、それぞれの方が決めます。お休みの理由は、だれにも聞きません。
matching-cover-done = 記録しました。
matching-cover-asked = 打診を{ $count }件送りました。
matching-asking-cover = チームの仕事の引き継ぎのお願いです。できる時間とスキルが合っています。
matching-refused-goes-on = 本人が自分で続けると答えています。ほかの方には引き継げません。

matching-absence-title = お大事に
matching-absence-days = 予定
matching-absence-lead = お休みを登録しました。理由はうかがいません。
matching-absence-said = お休みを登録しました。お大事に。
matching-absence-nothing-lost = 手元の仕事は、お休みのあとの時間で間に合います。何もしなくて大丈夫です。
matching-absence-hand-over = お休みにかかる分は、リーダーがほかの方に引き継ぎをお願いします。引き継いだ分の報酬は、引き継いだ方のものになります。
matching-absence-keep = 自分で続けます
matching-absence-keeps = お休みのあとに、ご自分で続けます。リーダーにも伝わります。
matching-absence-let = 引き継ぎをお願いする
matching-absence-let-said = 引き継ぎをお願いしました。
matching-absence-keep-said = ご自分で続けることを伝えました。
matching-absence-free = お休みは、これからのお願いに影響しません。
matching-absence-settled = 引き継ぎのことは決まりました。何もしなくて大丈夫です。
matching-absence-handed-over = { $units }件は、ほかの方に引き継ぎをお願いしています。安心してお休みください。
matching-absence-to-work = 仕事を見る

## 言葉

matching-portion = ロット{ $lot }・{ $step }
matching-portion-confidential = ロット{ $lot }・{ $step }(機密)
matching-hours = { $hours }時間
matching-minutes = { $minutes }分
matching-hours-minutes = { $hours }時間{ $minutes }分
matching-some-skill = スキル
matching-comma = 、
matching-dot = ・
matching-slash = {" / "}
