// 片桐 asks, 上條 quotes, 片桐 accepts, 上條 opens the order with consent, places and retention.
export const name = 'an enquiry becomes a quote, an accepted quote an order';

export async function run(t) {
  await enquired(t);
  await quoted(t);
  await accepted(t);
  await opened(t);
}

async function enquired(t) {
  // Anybody may ask, on a phone, and is told how to repair what is wrong.
  await t.sitAt('phone');
  await t.open('/enquiries/new');
  await t.fillAll({ 何を頼みたいですか: '名簿の入力', 件数: '３００', 会社名: '有限会社みどり（架空）', ご担当者のお名前: '森', メールアドレス: 'mori.midori.example', 電話番号: '22-0420' });
  await t.click('button', '相談を送る');
  await t.see('入力内容を確認してください');
  await t.see('市外局番から数字で入力してください');
  await t.fillAll({ メールアドレス: 'mori@midori.example', 電話番号: '０２６１ー２２ー０４２０' });
  await t.click('button', '相談を送る');
  await t.see('相談を受け付けました');

  await t.enterAs('片桐', 'desktop');
  await t.open('/enquiries/new');
  await t.fillAll({ 何を頼みたいですか: '駅前の店舗情報の確認', 件数: '6', 納期: '2027-02-26', どこまでの品質が必要ですか: '誤りは100件に2件まで' });
  for (const [label, value] of [['会社名', '株式会社アルプスマップ'], ['ご担当者のお名前', '片桐'], ['メールアドレス', 'katagiri@alpsmap.example']]) {
    await t.fill(label, value);
  }
  await t.click('button', '相談を送る');
  await t.see('相談を受け付けました');
}

async function quoted(t) {
  await t.enterAs('上條', 'phone');
  await t.open('/enquiries?state=received');
  await t.click('link', '株式会社アルプスマップ');
  await t.click('link', '見積をつくる');
  await t.fillAll({ 件名: '駅前の店舗情報の確認 6件', 件数: '12000', '単価（クライアントへ）': '85', ワーカー単価: '48', '1件の標準時間': '132', 確認1件の単価: '20', リーダー料: '60000', 納期: '2027-02-26' });
  await t.fill('クライアント', '株式会社アルプスマップ');
  await t.fill('業務の種類', '情報の確認');
  await t.fill('主に作業する都道府県', '長野県');
  await t.click('button', '計算する');
  for (const figure of ['1,020,000円', '576,000円', '24,000円', '17,280円', '677,280円', '342,720円', '33.6%', '440時間', '1,309円']) {
    await t.see(figure);
  }
  // Underpaid or unchecked work is never quoted silently.
  await t.fillAll({ ワーカー単価: '20', 確認の割合: '0' });
  await t.click('button', '計算する');
  await t.see('基準額の');
  await t.see('確認の割合が0%です');
  await t.fillAll({ 件数: '6', ワーカー単価: '48', 確認の割合: '50', リーダー料: '0' });
  await t.click('button', '計算する');
  await t.seeNot('基準額の');
  await t.click('button', '保存する');
  await t.click('button', '見積を提出する');
  await t.see('見積を提出しました');
}

async function accepted(t) {
  await t.enterAs('片桐', 'phone');
  await t.see('駅前の店舗情報の確認 6件');
  await t.click('link', '見積を見る');
  await t.see('510円');
  await t.seeNot('粗利');
  await t.click('button', 'この見積で依頼する');
  await t.see('ご依頼ありがとうございます');
}

async function opened(t) {
  await t.enterAs('上條', 'desktop');
  await t.open('/quotes');
  await t.press(t.page.getByRole('row').filter({ hasText: '駅前の店舗情報の確認' }).getByRole('link').first());
  await t.click('link', '受注を起こす');
  await t.fillAll({ 担当ディレクター: '丸山直子', 業務の内容: '駅前の店舗の名称と電話番号を公開情報と照らします。' });
  await t.click('button', '受注を確定する');
  await t.see('承諾がないと受注を確定できません');
  await t.see('保管日数を入力してください');
  await t.fillAll({ 再委託の承諾日: '2027-01-18', 承諾した人: '情報管理部 片桐', 承諾の範囲: '登録ワーカー', 使用できる機器: '貸与または本人のパソコン', 保管日数: '30' });
  await t.click('button', '受注を確定する');
  await t.see('次は業務分解です');
  // The quote leads to its order and opens no second one.
  await t.open('/quotes?state=accepted');
  await t.press(t.page.getByRole('row').filter({ hasText: '駅前の店舗情報の確認' }).getByRole('link').first());
  await t.see('受注になりました');
  await t.seeNot('受注を起こす');
  await t.click('link', '受注を見る');
  await t.see('駅前の店舗情報の確認 6件');
}
