# 自治体・指標・評価書

## 評価書の様式(紙に出る言葉。創業文書の様式に合わせる)

region-form-sheet = 評価書
region-form-title = №{ $number } { $title }
region-form-foot = { $town } { $department }
region-form-remedies = 目標に届かなかった指標の原因と対策
region-form-1 = （１）基本情報
region-form-grant = 交付金名
region-form-department = 担当課
region-form-department-lead =
    { $department }
    （主体：{ $lead }）
region-form-years = 事業期間
region-form-period = 令和{ $from }～{ $to }年度（{ $count }年間）
region-form-overview = 事業の全体概要
region-causes = 構造的課題
region-initiatives = 取組
region-plan-support = 1行に1つずつ入力してください。
region-form-cumulative-cost = { $town }累計事業費
region-form-total = 総事業費
region-form-grant-money = 交付金充当額
region-form-eligible = 交付対象事業費
region-form-of-which = 内訳
region-form-fiscal-year = 令和{ $year }年度
region-form-yen = { $amount }円
region-form-thousands = { $amount }千円
region-form-2 = （２）令和{ $year }年度事業概要
region-form-application-year = 申請年
region-form-position = 本年度の位置付け
region-form-content = 本年度の事業内容
region-form-initiative = { $initiative }　対象経費計 { $eligible }
region-form-contract = 全体事業費：{ $what }　{ $total }
region-form-share = うち { $town }負担額：{ $share }
region-form-year-cost = 本年度事業費
region-form-3 = （３）重要業績指標（ＫＰＩ）
region-form-3-rows = 目標と実績
region-form-indicator = 指　標
region-form-baseline =
    基準値
    (事業開始前)
region-form-final =
    累積増加分
    (最終年度末)
region-form-single =
    単年度増加分
    (Ｒ{ $year }年度分)
region-form-cumulative =
    累積増加分
    (Ｒ{ $year }年度末時点)
region-form-target = 目標値
region-form-actual =
    実績値
    (達成率)
region-form-with-unit =
    { $figure }
    ({ $unit })
region-form-bracketed = ({ $figure })
region-form-own = [{ $figure }]
region-form-rate = ({ $rate }％)
region-form-none = －
region-form-own-note = ※[ ]内は、{ $town }に関する実績額
region-form-4 = （４）事業の評価
region-form-grade = 評価
region-form-letter = { $letter } { $words }
region-form-effect = 効果
region-form-answers = 前年度委員会意見への対応
region-form-answered =
    ・{ $opinion }
    　→{ $answer }
region-form-5 = （５）次年度以降の取り組み
region-form-direction = 今後の方針
region-form-issues = 課題
region-form-next-steps = 今後の取組み
region-form-6 = （６）総合戦略推進委員会からの意見
region-form-opinions = 意見
region-form-opinion = ・{ $opinion }

region-grade-a = 地方創生に非常に効果があった
region-grade-b = 地方創生に相当程度効果があった
region-grade-c = 地方創生に効果があった
region-grade-d = 地方創生に対して効果がなかった
region-direction-a = 事業の継続
region-direction-b = 事業の発展
region-direction-c = 事業の改善
region-direction-d = 事業の中止
region-direction-e = 事業の終了
region-direction-a-long = 事業の継続（計画通りに事業を継続する）
region-direction-b-long = 事業の発展（事業が効果的であったことから取組の追加等更に発展させる）
# 創業文書の様式は、この行の括弧を閉じていない。
region-direction-c-long = 事業の改善（事業の効果が不十分であったことから見直し（改善）を行う
region-direction-d-long = 事業の中止（継続的な事業実施を予定していたが中止する）
region-direction-e-long = 事業の終了（当初予定通り事業を終了する）

region-remedy-indicator = 指標
region-remedy-cause = 原因
region-remedy-measure = 対策
region-remedy-owner = 担当
region-remedy-due = 期限
region-remedy-under-way = 実施中
region-remedy-reviewing = 効果確認
region-remedy-done = 完了
region-remedy-unwritten = 未記入

## 状態と、進められない理由

region-stage-calculating = 計算中
region-stage-town-checking = 市の確認中
region-stage-fixed = 確定
region-stage-published = 公表
region-stage-corrected = 訂正版

region-refused-out-of-turn = この版は「{ $stage }」のため、この操作はできません。評価書のページで次の手順を確認してください。
region-refused-same-person = 提出した方とは別の方が確認してください。
region-refused-no-reason = 理由を入力してください。
region-refused-incomplete = まだ{ $count }か所の記入が足りません。評価書のページの「足りない記入」を確認してください。
region-refused-ends-too-early = 「Ｅ 事業の終了」は、事業期間の最終年度に選べます。それより前にやめる場合は「Ｄ 事業の中止」を選んでください。
region-refused-already-there = この年度の評価書はすでにあります。一覧から開いてください。
region-refused-outside-project = 事業期間の中の年度を選んでください。
region-refused-cancelled-before = この経費は取消済みです。
region-refused-more-than-whole = 合計が全体を超えています。全体の額と、ほかの町の取決めを確認してください。
region-refused-grant-too-large = 交付金充当額は交付対象事業費以内、交付対象事業費は総事業費以内で入力してください。

## 指標

region-indicator-earners = 収入を得た人数（年間1万円以上）
region-indicator-orders = 年間受注金額
region-indicator-profit = 年間当期純利益
region-indicator-adopters = 採用した自治体数
region-definition-earners = 年度の中で振込が完了した報酬(消費税込み、源泉徴収前)の合計が10,000円以上の人を、地域全体で1人1回数えます。組戻しや振込不能は数えません。町の内訳は、3月31日(退会した方は登録の最後の日)の住民登録の町です。
region-definition-orders = 受注日が年度の中にあるクライアントからの受注の金額(税抜)の合計です。中止した受注は数えません。
region-definition-profit = 年間受注金額から、自営型テレワーカーへの発注額と運用経費を引いた額です。
region-definition-adopters = 年度末までに本事業モデルの採用を記録した自治体の数です。
region-people = { $count }人
region-thousand-yen = { $count }千円
region-municipalities = { $count }自治体
region-unit-people = 人
region-unit-thousand-yen = 千円
region-unit-municipalities = 自治体
region-unit-yen = 円
region-unit-percent = %
region-unit-permille = ‰(千分率)
region-percent = { $rate }%
region-yes = はい
region-no = いいえ
region-town = 市町村
region-region = 地域全体
region-whole = 地域全体
region-fiscal-year = 年度
region-show = 表示する
region-what = 項目
region-by-service = システム
region-provenance = { $source }({ $day } { $who } 登録)
region-source-line = 出典:{ $said }
region-hidden = 非表示
region-small-cell = 「非表示」は、10人未満か、1人の分が半分を超える金額です。個人の収入が分からないように表示していません。

region-indicators = 指標
region-indicators-lead = 4つの指標(KPI)の目標・実績・達成率です。実績は振込・受注・経費・採用の記録から計算し、手では入力しません。
region-indicators-note = 単年度は前の年度との差、累積は基準値(事業開始前)との差です。目標が0の欄に達成率はありません。
region-indicator = 指標
region-unit = 単位
region-baseline = 基準値
region-level = 水準
region-final-target = 最終年度末の目標
region-rate = 達成率
region-own = うち本市
region-target = 目標
region-indicators-single = { $town } { $year }の単年度
region-indicators-cumulative = { $town } 事業開始前から{ $year }までの累積
region-single-target = 単年度の目標
region-single-actual = 単年度の実績
region-cumulative-target = 累積の目標
region-cumulative-actual = 累積の実績
region-sentence = { $indicator }は、{ $year }に{ $level }で、事業開始前から{ $rise }の増加です。
region-sentence-same = { $indicator }は、{ $year }に{ $level }で、事業開始前と同じです。
region-sentence-fall = { $indicator }は、{ $year }に{ $level }で、事業開始前から{ $rise }の減少です。
region-sentence-own = うち{ $town }は{ $own }です。
region-sentence-rate = 累積の目標{ $target }に対する達成率は{ $rate }%です。
region-sentence-no-rate = この年度に比べる目標はありません。
region-sentence-wanted = 年度末の目標まで、あと月{ $each }が必要です。
region-sentence-no-baseline = { $indicator }は、基準値が未登録のため計算できません。
region-sentence-gap = { "" }
region-levels = { $year }の水準
region-definition = 数え方
region-period = 期間
region-until = から
region-rules = 計算規則
region-rules-edition = 第{ $edition }版
region-level-region = 地域全体
region-level-own = うち{ $town }
region-counts-only = 人数・件数の合計だけを表示しています
region-counts-only-why = 個人やクライアントごとの記録は、支払・受注の担当者と監査だけが開けます。確認が必要なときは、運営に抜取の確認を依頼してください。
region-counted = 数えた人
region-worker = ワーカー番号
region-town-now = 現在の町
region-paid = 支払額(税込・源泉徴収前)
region-below-line = このほかに、支払はあったが10,000円に届かない方が{ $count }人います。
region-worker-paid = { $number } { $year }の支払
region-nothing-paid = この年度に完了した振込はありません
region-nothing-paid-why = 年度を変えるか、支払の一覧で振込の状態を確認してください。
region-settled = 完了した振込
region-settled-on = 振込日
region-sum = 合計
region-sum-all = 全体の合計
region-orders-counted = 数えた受注
region-order = 受注番号
region-order-title = 件名
region-ordered-on = 受注日
region-value = 金額(税抜)
region-work-orders = 自営型テレワーカーへの発注額
region-operating-costs = 運用経費
region-to-costs = 費用・交付金を見る

## 市のようす

region-town-title = 市のようす
region-town-of = { $town }のようす
region-town-lead = 自分の町の数値を、地域全体と並べて示します。
region-town-sentence = { $town }では、登録者{ $registered }人のうち{ $earned }人が、{ $year }に年間1万円以上の収入を得ました。地域全体では、登録者{ $all }人のうち{ $region }人です。
region-town-caption = { $year }の町と地域
region-registered = 登録者
region-earning-share = 登録者のうち収入を得た割合
region-chart-earners = 収入を得た人数:{ $town }と地域全体
region-chart-rows = 年度ごとの収入を得た人数
region-to-indicators = 指標を見る
region-to-sheets = 評価書を開く
region-to-distribution = 業務の分配を見る

## 登録した数値

region-projects = 事業と登録した数値
region-projects-lead = 評価書のもとになる事業の枠組みと、基準値・目標値です。すべてに出典・日付・登録者が残ります。
region-no-project = この町の事業はまだ登録されていません
region-no-project-next = 自治体担当が事業を登録すると、指標と評価書が表示されます。
region-project-title = 事業名
region-project-new = 事業を登録する
region-project-add = 登録する
region-project-added = 事業を登録しました。次に基準値と目標値を登録してください。
region-project-number = 評価書の番号(№)
region-short-name = 町の略称(ローマ字)
region-short-name-support = ファイル名に使います。例:omachi
region-lead-body = 主体
region-first-year = 事業の最初の年度
region-last-year = 事業の最後の年度
region-joined = 参加した年度
region-year-support = 例:R4
region-operator = 事業推進主体
region-partners = ほかの参加自治体
region-partners-support = 1行に1つ入力してください。
region-source = 出典
region-source-support = どの資料・会議で決まったかを入力してください。
region-years = { $from }から{ $to }
region-to-entered = 基準値・目標値と出典
region-baselines = 基準値
region-no-baselines = 基準値はまだありません
region-no-baselines-next = 運営が、出典とともに登録します。
region-baseline-enter = 基準値を登録する
region-part = 対象
region-part-own = 本市分
region-in-unit = 指標の単位(人・千円・自治体)で入力してください。
region-targets = 目標値
region-no-targets = 目標値はまだありません
region-no-targets-next = 運営が、年度ごとに出典とともに登録します。
region-target-enter = 目標値を登録する
region-enter = 登録する
region-entered = 登録しました。
region-form-lines = 評価書の様式
region-form-line-change = 様式の行を変える
region-form-line-save = 様式を保存する
region-line-name = 様式に印刷する指標名
region-bracketed = 実績値を( )で囲む
region-own-shown = 本市分を[ ]で示す
region-adoptions = 採用した自治体
region-adoptions-lead = 本事業モデルの採用・開始・コワーキング設置の日を、別々に記録します。数えるのは採用の日です。
region-no-adoptions = 採用の記録はまだありません
region-no-adoptions-next = 運営が、協定などの出典とともに記録します。
region-adoption-enter = 採用を記録する
region-adoption-town-support = 一覧にない自治体は選ばずに、名前だけを入力してください。
region-adopter = 自治体名
region-adopted-on = 採用の日
region-began-on = 開始の日
region-coworking-on = コワーキングを設置した日

## 業務の分配

region-distribution = 業務の分配
region-distribution-lead = 検収した業務を、町と月ごとに集計しています。合計は地域全体と1円まで一致します。
region-no-work = この年度に検収した業務はまだありません
region-no-work-why = 検収が終わると、ここに町ごとの件数と金額が表示されます。
region-no-record = 町の記録なし
region-by-town = { $year } 町ごとの業務
region-orders = 受注の数
region-units = 件数
region-fees = 報酬(税込)
region-workers = ワーカー
region-counted-once = 受注とワーカーは1年に1回ずつ数えます。そのため月の合計とは一致しません。
region-month-head = 月
region-month = { $year }年{ $month }月
region-fees-by-month = 月ごとの報酬
region-more-by-month = 月ごとの件数・受注・ワーカー
region-units-by-month = 月ごとの件数
region-orders-by-month = 月ごとの受注の数
region-workers-by-month = 月ごとのワーカー
region-shares = 取り決めた割合と実績
region-shares-rows = 町ごとの割合
region-shares-chart = { $year } 取り決めた割合と実績
region-agreed = 取り決め
region-actual = 実績
region-no-shares = 割合の取り決めはまだありません
region-no-shares-next = 運営が、会議などの出典とともに登録します。
region-share-enter = 割合を登録する
region-share-year = { $year }の割合を登録します。
region-share = 割合
region-share-support = 合計が1,000になるように、千分率で入力してください。12%は120です。
region-basis = 決め方(登録者数・席数など)

## 費用・交付金

region-costs = 費用・交付金
region-costs-lead = 町の事業費と交付金、全体契約の負担、地域の運用経費です。
region-budget = 町の事業費と交付金
region-budget-of = { $town }の事業費
region-budget-enter = 事業費を登録する
region-no-budget = { $town }の事業費はまだありません
region-no-budget-next = 予算が決まったら、総事業費・交付対象事業費・交付金充当額を登録してください。
region-ineligible = 対象外
region-own-money = 町の負担
region-cost-shares = 全体契約の負担
region-cost-share-enter = 負担額を登録する
region-cost-shares-note = 負担額は町どうしの取り決めです。計算式では決まりません。
region-no-cost-shares = この年度の負担の取り決めはまだありません
region-no-cost-shares-next = 運営が、協定書などの出典とともに登録します。
region-contract = 契約の名称
region-contract-total = 契約の総額
region-borne = 町の負担額
region-part-label = 割合
region-operating-costs-of = { $year }の運用経費
region-no-costs = { $year }の運用経費はまだありません
region-no-costs-next = 運営が、決算書などの出典とともに登録します。年間当期純利益の計算に使います。
region-cost-enter = 運用経費を登録する
region-cost-what = 内容
region-cost-day = 日付
region-amount = 金額
region-cancel = 取消
region-cancel-do = 取り消す
region-cancelled = 取消済み
region-reason = 理由
region-fault-nothing = 1円以上を入力してください。

## 評価書

region-sheets = 評価書
region-sheets-lead = 年度ごとの事業評価です。提出すると内容が凍結され、別の方が確認してから公表します。
region-no-sheets = 表示できる評価書はまだありません
region-no-sheets-why = 自治体担当が評価書をつくり、提出すると表示されます。
region-sheet = 評価書
region-sheet-of = { $town } { $year }の評価書
region-sheet-version = 版
region-sheet-no = 第{ $no }版
region-state = 状態
region-published-on = 公表
region-sheet-open = 新しい評価書
region-sheet-open-do = 評価書をつくる
region-sheet-opened = 評価書をつくりました。足りない記入から始めてください。
region-sheet-submitted = 提出しました。内容を凍結しました。別の方の確認を待っています。
region-sheet-sent-back = 理由をつけて戻しました。
region-sheet-confirmed = 確認しました。評価書が確定しました。
region-sheet-published = 公表しました。
region-sheet-correcting = 訂正版をつくり始めました。公表済みの版はそのまま残ります。
region-pdf = PDFを受け取る
region-xlsx = Excelを受け取る
region-versions = 版の記録
region-submitted = 提出
region-confirmed = 確認
region-correction-reason = 訂正の理由
region-next-confirm = 次の手順:確認
region-next-confirm-do = 提出された内容を読み、正しければ確認してください。提出した方とは別の方が行います。
region-confirm = 確認して確定する
region-send-back = 戻す
region-send-back-do = 理由をつけて戻す
region-next-waiting = 別の方の確認を待っています
region-next-waiting-who = 提出した方とは別の自治体担当か運営が確認します。確認が終わると確定します。
region-next-publish = 次の手順:公表
region-next-publish-do = 委員会の意見を加えた内容で公表します。公表した版はあとから変えられません。
region-publish = 公表する
region-next-fixed = 公表を待っています
region-next-fixed-who = 確認の権限がある方が公表します。それまで委員会の意見を記録できます。
region-superseded = この版のあとに新しい版があります
region-superseded-see = 下の「版の記録」から最新の版を開いてください。
region-correct = 訂正する
region-correct-how = 理由を書いて訂正版をつくります。この版は変わりません。
region-correct-do = 訂正版をつくる
region-was-sent-back = 確認で戻されました
region-is-correction = この版は訂正版です
region-next-writing = 自治体担当が記入しています
region-next-writing-who = 記入が終わり提出されると、確認に進みます。
region-next-submit = 次の手順:提出
region-next-submit-do = 必要な記入はすべてそろっています。提出すると数値と文章が凍結されます。
region-submit = 提出する
region-missing = 足りない記入({ $count }か所)
region-missing-overview = (1) 事業の全体概要
region-missing-budget = (2) 本年度の事業費と交付金
region-missing-cost-share = (2) 全体契約の負担額
region-missing-text = { $field }
region-missing-baseline = (3) { $indicator }の基準値
region-missing-target = (3) { $indicator }の目標値
region-missing-grade = (4) 評価(A～D)
region-missing-direction = (5) 今後の方針(A～E)
region-missing-remedy = (3) { $indicator }が目標に届いていません。原因・対策・担当・期限を記入してください。
region-missing-answer = (4) 前年度の委員会意見 { $number } への対応
region-text-initiative = 本年度の事業内容の見出し
region-edit-section = ({ $n })を記入する
region-write-section = { $section }の記入
region-save = 保存する
region-saved = ({ $n })を保存しました。
region-unwritten = まだ記入していません
region-unchosen = まだ選んでいません
region-money-elsewhere = 事業費と交付金は「費用・交付金」で登録した数値が入ります。
region-person-decides = 数値からの提案を参考に、人が決めます。
region-suggestion = 数値からの提案:評価は{ $grade }({ $reason })、今後の方針は{ $direction }({ $words })。
region-no-suggestion = 比べる目標がないため、評価の提案はありません。
region-reason-all-reached = すべての累積の目標に届いています
region-reason-mostly-reached = すべての累積の達成率が70%以上です
region-reason-better = 目標には届いていませんが、事業開始前より増えています
region-reason-not-better = 事業開始前より増えた指標がありません
region-remedies-lead = 目標に届かなかった指標には、原因・対策・担当・期限が必要です。
region-remedy-unneeded = 目標に届いています(記入は任意)

## 意見

region-opinions = 委員会の意見
region-opinions-lead = 委員会の意見と町の対応を、年度ごとに残します。前の年度の意見に答えると、評価書を提出できます。
region-opinions-none = { $year }の意見はまだありません
region-opinions-none-next = 委員会のあとに、自治体担当か委員が記録します。
region-no-opinions = 意見はありません
region-opinion = 意見
region-opinion-no = 意見 { $no }
region-opinion-give = 意見を記録する
region-opinion-give-do = 記録する
region-opinion-given = 意見を記録しました。
region-opinion-year = { $year }の評価書への意見です。
region-given = { $who } { $day }(出典:{ $source })
region-given-on = 意見があった日
region-given-by = だれの意見か
region-committee = 総合戦略推進委員会
region-answer = 対応
region-answer-do = 対応を書く
region-answer-again = 対応を書き直す
region-answered-on = { $day }に記入
region-answer-kept = 対応を保存しました。
region-unanswered = 対応が未記入です
region-to-opinions = 意見と対応を開く
