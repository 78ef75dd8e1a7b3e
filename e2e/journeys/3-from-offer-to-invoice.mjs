// さやか agrees on her phone, 有賀 declines, 田中 steps in; items, a return and its repair, 検収, delivery, the client's answers.
import { readFileSync } from 'node:fs';
import { swapIn } from './2-from-breakdown-to-offers.mjs';

export const name = 'offers become work, work is checked, accepted, delivered, answered and invoiced';

const title = '駅前の店舗情報の確認';

export async function run(t) {
  await agreed(t);
  await declined(t);
  await filledIn(t);
  await worked(t, '宮下さやか', 'phone');
  await worked(t, '田中', 'desktop');
  await checked(t);
  await repaired(t);
  await passed(t);
  await accepted(t);
  await delivered(t);
  await answered(t);
  await deliveredAgain(t);
  await invoiced(t);
}

async function offer(t) {
  await t.open('/offers');
  const card = t.page.locator('article, section, li, .card').filter({ hasText: title });
  await t.press(card.last().getByRole('link', { name: '条件を見る' }));
}

async function agreed(t) {
  await t.enterAs('宮下さやか', 'phone');
  await offer(t);
  await t.see('48円 × 3件 = 144円');
  await t.see('見送る理由は要りません');
  await t.click('button', '引き受ける');
  await t.see('お引き受けありがとうございます');
  await t.open('/documents');
  const row = t.page.getByRole('row').filter({ hasText: title });
  const [file] = await Promise.all([t.page.waitForEvent('download'), row.getByRole('link', { name: 'PDF' }).click()]);
  if (!readFileSync(await file.path()).subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('the terms are no PDF');
}

async function declined(t) {
  await t.enterAs('有賀', 'phone');
  await offer(t);
  await t.click('button', '今回は見送る');
  await t.see('お返事をありがとうございました');
}

// The declined lot goes to 田中.
async function filledIn(t) {
  await t.enterAs('丸山直子', 'desktop');
  await order(t);
  await t.open(`${t.path()}/matching`);
  await t.click('button', '残りの案をつくる');
  await t.overByItself();
  await swapIn(t, '田中さん', 'ロット2');
  await t.click('button', '打診を送る');
  await t.see('打診を1件送りました');

  await t.enterAs('田中', 'desktop');
  await offer(t);
  await t.click('button', '引き受ける');
  await t.see('お引き受けありがとうございます');
}

async function order(t) {
  await t.open('/orders?words=駅前');
  await t.click('link', title);
}

async function work(t, who, device) {
  await t.enterAs(who, device);
  await t.open('/work');
  await t.click('link', title);
}

async function worked(t, who, device) {
  await work(t, who, device);
  await t.click('button', 'つづきから');
  await t.fill('そのとおりだった', true);
  await t.click('button', '保存');
  await t.see('保存しました');
  for (const left of [2, 1]) {
    await submitted(t);
    await t.see(`あと${left}件です`);
  }
  await submitted(t);
  await t.see('この分は終わりました');
}

async function submitted(t) {
  const next = t.page.getByRole('button', { name: 'つづきから' });
  if ((await next.count()) > 0) await t.press(next);
  await t.fill('そのとおりだった', true);
  await t.click('button', '提出');
}

async function toCheck(t) {
  await order(t);
  await t.open(t.path().replace('/orders/', '/checks?order='));
}

async function checked(t) {
  await t.enterAs('丸山直子', 'desktop');
  await toCheck(t);
  await t.click('link', '項目 A-0001');
  await t.click('button', '差し戻す');
  await t.see('入力内容を確認してください');
  await t.fillAll({ 場所: '電話番号の市外局番', 本人の誤り: true, 手順の行: '2.1', 補足: '公式の案内では0261です。' });
  await t.click('button', '差し戻す');
  await t.see('差戻しを記録しました');
}

async function repaired(t) {
  await work(t, '宮下さやか', 'phone');
  await t.click('button', 'つづきから');
  await t.fillAll({ 電話番号: '0261-22-0421', 直した: true, 気づいたこと: '公式の案内に合わせました。' });
  await t.click('button', '提出');
  await t.see('この分は終わりました');
}

async function passed(t) {
  await t.enterAs('丸山直子', 'desktop');
  for (let left = 6; left > 0; left -= 1) {
    await toCheck(t);
    await t.press(t.page.getByRole('link', { name: /^項目 A-/ }).first());
    await t.click('button', '合格');
    await t.see('合格としました');
  }
  for (const [who, device] of [['宮下さやか', 'phone'], ['田中', 'desktop']]) {
    await work(t, who, device);
    await t.click('button', '納品する');
    await t.see('確認を待っています');
  }
}

async function accepted(t) {
  await t.enterAs('丸山直子', 'desktop');
  for (const who of ['宮下さやか', '田中']) {
    await t.open('/work-orders?stage=delivered');
    await t.press(t.page.getByRole('row').filter({ hasText: title }).filter({ hasText: who }).getByRole('link').first());
    await t.click('link', '検収する');
    await t.click('button', '検収する');
    await t.see('3件を検収しました');
  }
}

async function delivered(t) {
  await order(t);
  await t.open(`${t.path()}/deliveries`);
  for (const lot of [1, 2]) {
    await t.page.getByLabel('消去の予定').first().fill('検収の30日後に消去し、消去証明書をお渡しします。');
    await t.click('button', `ロット${lot}を納品する`);
    await t.see('3件を納品しました');
  }
}

async function answered(t) {
  await t.enterAs('片桐', 'desktop');
  await t.open('/my-orders');
  await t.click('link', title);
  await t.seeNot('宮下');
  await t.open(`${t.path()}/deliveries`);
  await t.see('ロット1の3件が納品されました');
  await t.press(t.page.getByRole('button', { name: 'すべて検収する' }).first());
  await t.see('3件の検収を記録しました');
  await t.press(t.page.getByRole('link', { name: '一部を差し戻す' }).first());
  await t.fillAll({ '差し戻す件数(1)': '1', '理由(1)': '閉店した店舗が入っています。' });
  await t.click('button', '差し戻して、残りを検収する');
  await t.see('2件を検収し、1件を差し戻しました');
}

// What came back is put right and delivered once more; the client takes it on the phone.
async function deliveredAgain(t) {
  await t.enterAs('丸山直子', 'desktop');
  await order(t);
  await t.open(`${t.path()}/deliveries`);
  await t.see('閉店した店舗が入っています。');
  await t.fillAll({ 消去の予定: '検収の30日後に消去し、消去証明書をお渡しします。', 連絡事項: '閉店した店舗を入れ替えました。' });
  await t.click('button', 'ロット1を納品する');
  await t.see('1件を納品しました');

  await t.enterAs('片桐', 'phone');
  await t.open('/my-orders');
  await t.click('link', title);
  await t.open(`${t.path()}/deliveries`);
  await t.click('button', 'すべて検収する');
  await t.see('1件の検収を記録しました');
}

async function invoiced(t) {
  await t.enterAs('塩原', 'desktop');
  await t.open('/invoices');
  const options = await t.page.locator('select[name=order] option').allInnerTexts();
  await t.fill('受注', options.find((it) => it.includes(title)));
  await t.press(t.page.getByRole('button', { name: '請求書を発行する' }), { twice: true });
  await t.see('を発行しました');

  await t.enterAs('片桐', 'phone');
  await t.open('/my-invoices');
  await t.press(t.page.locator('main a[href^="/my-invoices/"]').first());
  await t.see(title);
  const file = await t.download('link', 'PDFを保存');
  if (!file.name.endsWith('.pdf')) throw new Error(`the invoice is called ${file.name}`);
}
