# 受注の状態
orders-stage-ordered = 受注
orders-stage-preparing = 準備中
orders-stage-working = 作業中
orders-stage-delivered = 納品済
orders-stage-inspecting = 検査中
orders-stage-accepted = 検収済
orders-stage-invoiced = 請求済
orders-stage-paid = 入金済
orders-stage-cancelled = 中止

orders-move-prepare = 準備
orders-move-begin = 作業の開始
orders-move-deliver = 納品
orders-move-inspect = 検査
orders-move-return = 差戻し
orders-move-accept = 検収
orders-move-invoice = 請求
orders-move-receive = 入金
orders-move-cancel = 中止

# できない理由
orders-refusal-out-of-turn = この受注は「{ $stage }」のため、「{ $step }」はできません。
orders-refusal-too-large = 金額が大きすぎて計算できません。件数と単価を確かめてください。
orders-refusal-due-before-order = 納期が受注日より前です。
orders-refusal-quote-not-accepted = クライアントがまだ受諾していない見積からは、受注を起こせません。
orders-refusal-quote-used = この見積からは、すでに受注が起こされています。
orders-refusal-not-a-director = 選んだ人はディレクターではありません。
orders-refusal-closed = この受注は納品まで進んでいるため、変更できません。
orders-refusal-lots-differ = 合計が受注数と合いません。受注数は{ $ordered }件、合計は{ $lots }件です。
orders-refusal-lot-late = ロット{ $no }の納期が、受注の納期（{ $due }）より後です。
orders-refusal-no-lots = ロットを1つ以上入れてください。
orders-refusal-no-work-step = 工程を1つ以上入れてください。
orders-refusal-check-first = 最初の工程は「作業」にしてください。
orders-refusal-items-differ = 取り込んだ項目が受注数と合いません。受注数は{ $ordered }件、項目は{ $items }件です。
orders-refusal-too-many-items = 項目が受注数を超えます。受注数は{ $ordered }件、取り込むと{ $items }件になります。
orders-refusal-unknown-lot = ロット{ $no }はこの受注にありません。
orders-refusal-lot-overfull = ロット{ $no }は{ $quantity }件ですが、{ $wanted }件が指定されています。
orders-refusal-too-confidential = 機密が{ $confidential }件あり、入れる先のロットの{ $quantity }件に収まりません。
orders-refusal-class-too-open = クライアントが認めた場所より広い場所は選べません。
orders-refusal-confidential-outside = 機密の項目は、機密エリアだけで作業できます。
orders-refusal-begun = 作業が始まっているため、変更できません。
orders-refusal-faulty-rows = 直す行が{ $count }行あります。すべて直してから取り込んでください。
orders-refusal-nothing-to-take = 取り込める行がありません。
orders-refusal-already-undone = この取り込みは、すでに取り消されています。
orders-refusal-same-file = 同じファイルを{ $on }に取り込んでいます。
orders-refusal-no-manual-lines = 手順書に書くことがありません。1行以上書いてください。
orders-refusal-nothing-changed = いまの版から変わったところがありません。
orders-refusal-no-reason = 理由を書いてください。

# 受注に必要なもの
orders-missing-consent = 再委託の承諾日を入力してください。承諾がないと受注を確定できません。
orders-missing-consent-scope = 再委託を承諾した範囲を入力してください。
orders-missing-consent-by = 承諾したクライアントの担当者を入力してください。
orders-missing-places = 作業してよい場所を選んでください。
orders-missing-devices = 使用できる機器を入力してください。
orders-missing-retention = 保管日数を入力してください。
orders-missing-deletion = 消去の方法を入力してください。

# 行の直し方
orders-row-no-number = 番号がありません。番号を入れてください。
orders-row-long-number = 番号は{ $limit }文字までにしてください。
orders-row-twice = 番号「{ $number }」は{ $row }行目にもあります。どちらかを直してください。
orders-row-known = 番号「{ $number }」はすでに取り込まれています。
orders-row-formula = 「{ $column }」が数式です。値だけを貼り付けてください。
orders-row-too-long = 「{ $column }」は{ $limit }文字までにしてください。
orders-row-blank = 「{ $column }」が空です。
orders-row-phone = 「{ $column }」は、0で始まる10けたか11けたの数字で入れてください。
orders-row-postal = 「{ $column }」は7けたの数字で入れてください。
orders-row-mark = 「{ $column }」の「{ $text }」が機密かどうか分かりません。機密のしるし、0、空欄のどれかにしてください。
orders-row-lot = ロット「{ $text }」はこの受注にありません。
