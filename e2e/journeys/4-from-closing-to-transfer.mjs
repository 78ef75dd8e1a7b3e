// 塩原 closes the first half of January; workers confirm or ask; 赤羽 approves; the bank's file is handed out. Twice is once.
import { readFileSync } from 'node:fs';

export const name = 'what was accepted is closed, confirmed, approved by a second person and paid once';

export async function run(t) {
  await closed(t);
  await confirmed(t);
  await questioned(t);
  await corrected(t);
  await prepared(t);
  await approved(t);
}

// A hasty double click: the second one must change nothing.
async function twice(t, button) {
  await t.press(t.page.getByRole('button', { name: button, exact: true }), { twice: true });
}

async function closed(t) {
  await t.signIn('塩原', 'desktop');
  await t.open('/payments');
  await t.see('次の締め: 2027年1月前半(1〜15日)');
  await twice(t, 'この期間を締める');
  await t.see('4人に確認を依頼しました(合計48,000円)');
  await t.open('/payments');
  const rows = await t.page.getByRole('row').filter({ hasText: '2027年1月前半' }).count();
  if (rows !== 1) throw new Error(`the period stands there ${rows} times`);
}

async function confirmed(t) {
  await t.enterAs('宮下さやか', 'phone');
  await t.open('/money');
  await t.click('link', '明細を確認');
  await t.see('12,000円');
  await twice(t, 'この内容で確認する');
  await t.see('確認しました。ありがとうございます。');
  await t.download('link', 'PDFを保存');
}

async function questioned(t) {
  await t.enterAs('田中', 'phone');
  await t.open('/money');
  await t.click('link', '明細を確認');
  const notice = t.path();
  await t.fill('質問の内容', '300件のうち2件は前の月の分ではありませんか。');
  await t.click('button', '質問を送る');
  await t.see('質問を受け付けました');

  await t.enterAs('塩原', 'desktop');
  await t.open('/payments');
  await t.see('ワーカーの質問に回答していないもの: 1件');
  await t.click('link', '対応が必要なものを見る');
  await t.click('link', '田中');
  await t.fill('回答', '2件とも1月の受け取りです。受領日を明細に示しました。');
  await t.click('button', '回答する');
  await t.see('回答しました');

  await t.enterAs('田中', 'phone');
  await t.open(notice);
  await t.see('2件とも1月の受け取りです');
  await t.click('button', 'この内容で確認する');
  await t.see('確認しました。ありがとうございます。');
}

async function corrected(t) {
  await t.enterAs('塩原', 'desktop');
  await closing(t);
  await t.click('link', 'グエン');
  await t.unfold('訂正する');
  await t.fillAll({ 数量: '298', 理由: '2件は依頼の取消しのため数えません。' });
  await twice(t, '訂正した通知を出す');
  await t.see('訂正した通知を出しました(11,920円)');
}

async function closing(t) {
  await t.open('/payments');
  await t.click('link', '2027年1月前半(1〜15日)');
}

async function prepared(t) {
  await closing(t);
  await twice(t, '振込を準備する');
  await t.see('4件、合計47,920円の振込を準備しました');
  // Whoever prepared does not approve.
  await t.see('承認を待っています');
}

async function approved(t) {
  await t.signIn('赤羽', 'desktop');
  await t.open('/payments');
  await t.click('link', '振込依頼 第');
  await twice(t, '承認する');
  await t.see('4件、合計47,920円を承認しました');
  const file = await t.download('button', '銀行へ渡すファイルを保存');
  const records = readFileSync(file.path).toString('latin1').split('\r\n').filter((it) => it.length > 1);
  if (records.length !== 7 || records.some((it) => it.length !== 120)) {
    throw new Error(`${file.name}: records of ${records.map((it) => it.length).join(', ')} bytes`);
  }
}
