# 全ページに共通する言葉

webkit-service = Kado
webkit-title = { $title } | Kado
webkit-title-error = エラー:{ $title } | Kado
webkit-skip = 本文へ移動
webkit-demonstration = 練習用のデータです。人物・企業・金額はすべて架空のものです。
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
webkit-page = { $page }ページ目
webkit-page-of = { $page } / { $pages }ページ
webkit-pagination = ページ送り
webkit-previous = 前へ
webkit-next = 次へ
webkit-progress = { $of }件のうち{ $done }件が完了
webkit-step-done = 完了:
webkit-chart-table = 図の数値を表で見る

## 入力

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
