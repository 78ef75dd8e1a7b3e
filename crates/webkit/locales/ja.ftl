# 全ページに共通する言葉

webkit-service = Kado
webkit-title = { $title } | Kado
webkit-title-error = エラー:{ $title } | Kado
webkit-skip = 本文へ移動
webkit-demonstration = 練習用のデータです。人物・企業・金額はすべて架空のものです。
webkit-demonstration-label = 練習用データ
webkit-top = お知らせと相談
webkit-menu = メニュー
webkit-crumbs = 現在の位置
webkit-account = わたしの設定
webkit-sign-out = ログアウト
webkit-sign-in = ログイン
webkit-about = この事業について
webkit-accessibility = アクセシビリティ方針
webkit-other-language = English
webkit-tabs = ページの切り替え

## 数・日付

webkit-yen = { $amount }円
webkit-day = { $year }年{ $month }月{ $day }日({ $weekday })
webkit-moment = { $day } { $time }
webkit-fiscal-year = 令和{ $reiwa }年度({ $year }年度)
webkit-none = なし
webkit-monday = 月
webkit-tuesday = 火
webkit-wednesday = 水
webkit-thursday = 木
webkit-friday = 金
webkit-saturday = 土
webkit-sunday = 日

## 一覧・図・進み具合

webkit-table-caption = { $caption }({ $count }件)
webkit-table-caption-of = { $caption }(全{ $count }件のうち { $from }–{ $to }件)
webkit-table-caption-range = { $caption }({ $from }–{ $to }件)
webkit-page = { $page }ページ目
webkit-page-of = { $page } / { $pages }ページ
webkit-pagination = ページ送り
webkit-previous = 前へ
webkit-next = 次へ
webkit-progress = { $of }件のうち{ $done }件が完了
webkit-step-done = 完了:
webkit-chart-table = 図の数値を表で見る

## 入力

webkit-yen-unit = 円
webkit-required = ※必須
webkit-optional = 任意
webkit-choose = 選んでください
webkit-pick-day = カレンダーから選ぶ
webkit-draft-saved = 入力の途中を、この画面に保存しました
webkit-draft-back = 前回の入力の途中から再開しました
webkit-errors = 入力内容を確認してください({ $count }件)
webkit-error-line = { $label }:{ $fault }
webkit-fault-blank = この項目を入力してください。
webkit-fault-long = { $max }文字以内で入力してください(いま{ $length }文字です)。
webkit-fault-number = 数字で入力してください(例:12)。
webkit-fault-range = { $from }から{ $to }までの数字で入力してください。
webkit-fault-yen = 金額を円単位の数字で入力してください(例:20,064)。
webkit-fault-day = 日付を「2027年2月12日」「2027/2/12」「令和9年2月12日」のように入力してください。
webkit-fault-fiscal-year = 年度を「令和8年度」または「2026」のように入力してください。
webkit-fault-choose = 一つ選んでください。
webkit-fault-file = ファイルを選んでください。
webkit-fault-file-kind = { $kinds } のいずれかの形式のファイルを選んでください。
webkit-fault-file-empty = このファイルは空です。中身のあるファイルを選んでください。
webkit-fault-file-large = { $size }KB以下のファイルを選んでください。
webkit-fault-version = ページを開き直してから、もう一度保存してください。

## うまくいかなかったとき

webkit-to-home = ホームへ戻る
webkit-request-id = お問い合わせ番号:{ $id }
webkit-too-large-title = ファイルが大きすぎます
webkit-too-large = ファイルを小さく分けてから、もう一度お送りください。
webkit-unreadable-title = 送信内容を読み取れませんでした
webkit-unreadable = 前のページに戻り、もう一度お送りください。
webkit-conflict = ほかの人が先に保存しました
webkit-conflict-lead = あなたの入力は保存していません。二つの内容を見比べて、もう一度保存してください。
webkit-conflict-mine = あなたの入力
webkit-conflict-theirs = いま保存されている内容
webkit-conflict-again = 最新の内容を開く
webkit-conflict-beside = あなたの入力はまだ保存していません。内容が違う欄には、いま保存されている内容を並べました。必要なところを直して、もう一度保存してください。
webkit-conflict-empty = （空欄）

webkit-ending-label = ログインの残り時間
webkit-ending-soon = まもなく自動でログアウトします。続けるときは「続ける」を押してください。
webkit-ending-last = まもなくログインの期限です。入力中の内容は、いま保存してください。
webkit-ending-over = 時間がたったため、ログアウトしました。入力した内容はこの画面に残っています。そのまま保存を押すと、ログインのあとで送れます。
webkit-ending-go-on = 続ける

## 部品の見本(/design)

webkit-design = 部品の見本
webkit-design-lead = このサービスの画面は、ここにある部品だけでできています。
webkit-design-now = つづきから
webkit-design-now-text = 店舗情報の確認(第1ロット)は、あと38件です。納期は{ $due }です。
webkit-design-open = 作業を開く
webkit-design-rest = 今日は休みます
webkit-design-states = 状態
webkit-design-draft = 下書き
webkit-design-underway = 作業中
webkit-design-accepted = 検収済
webkit-design-late = 注意(遅れ3日の見込み)
webkit-design-decide = 判断が必要
webkit-design-steps-offer = お願い
webkit-design-steps-work = 作業
webkit-design-steps-check = 確認
webkit-design-steps-pay = 支払
webkit-design-notices = お知らせの帯
webkit-design-notice-info = 説明会は{ $day }です
webkit-design-notice-good = 検収が終わりました
webkit-design-notice-caution = 予定より3日遅れる見込みです
webkit-design-notice-danger = 今日中に判断が必要です
webkit-design-notice-plain = この受注は終了しています
webkit-design-notice-text = 次の一歩と担当者、期限をここに書きます。
webkit-design-figures = 数字
webkit-design-earned = 今年の見込み
webkit-design-earned-note = めやす 1,300,000円
webkit-design-done = 完了した件数
webkit-design-next-pay = 次の支払日
webkit-design-table = 検収待ちの発注
webkit-design-work = 業務
webkit-design-person = ワーカー
webkit-design-stage = 状態
webkit-design-units = 件数
webkit-design-fee = 報酬
webkit-design-due = 納期
webkit-design-total = 合計
webkit-design-work-title = 店舗情報の確認 第{ $lot }ロット
webkit-design-name-1 = 宮下さやか
webkit-design-name-2 = 田中<一郎>
webkit-design-name-3 = 有賀みなと
webkit-design-empty = いまお願いできる仕事はありません
webkit-design-empty-text = 理由:確認作業の講座が未修了です。講座は約40分です。
webkit-design-course = 講座をはじめる
webkit-design-forms = 入力
webkit-design-account-name = 口座名義(カナ)
webkit-design-account-name-help = 通帳の表記のとおりに入力してください。
webkit-design-account-number = 口座番号
webkit-design-hours = 1週間に使える時間
webkit-design-hour = 時間
webkit-design-fee-wish = 希望する報酬
webkit-design-from = 働き始める日
webkit-design-town = お住まいの市町村
webkit-design-omachi = 大町市
webkit-design-shiojiri = 塩尻市
webkit-design-channel = お知らせの受け取り方
webkit-design-mail = メール
webkit-design-mail-help = 契約と支払のお知らせは、必ずメールでもお送りします。
webkit-design-letter = 郵便
webkit-design-when = 働ける時間帯
webkit-design-morning = 午前
webkit-design-night = 21時以降
webkit-design-message = 伝えておきたいこと
webkit-design-file = 確認書類
webkit-design-save = 保存する
webkit-design-back = 戻る
webkit-design-withdraw = 退会する
webkit-design-fault-number = 口座番号は7けたの数字で入力してください。
webkit-design-other = そのほか
webkit-design-more = 数え方を見る
webkit-design-more-text = 年度内に支払った報酬が1万円以上の人を、一人一回だけ数えます。
webkit-design-chart = 収入を得た人数は、3年続けて増えています
webkit-design-year = 年度
webkit-design-people = 人数
webkit-design-summary = 概要
webkit-design-people-tab = 人
webkit-design-money-tab = お金
webkit-design-buttons = ボタン
webkit-design-home = ホーム
webkit-design-days = 予定
webkit-design-learn = 学ぶ
webkit-design-money = お金
webkit-design-news = お知らせ
webkit-design-help = 相談する
webkit-design-saved = 予定を保存しました。
webkit-design-role = ワーカー
webkit-design-icons = 絵記号
