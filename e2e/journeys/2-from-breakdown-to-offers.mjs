// 丸山 takes in the client's files, divides the work, writes the manual, makes a plan and sends its offers.
import { readFileSync } from 'node:fs';

export const name = 'an order is broken down, its items taken in, its people found';

const header = '番号,名称,電話番号,郵便番号,住所,機密,ロット';
const good = [
  'A-0002,みどり書店,0261-22-0001,398-0002,長野県大町市大町1,0,1',
  'A-0003,ひかり薬局,0261-22-0002,398-0002,長野県大町市大町2,0,1',
  'A-0004,あさひ食堂,0261-22-0003,398-0002,長野県大町市大町3,0,2',
  'A-0005,こまくさ堂,0261-22-0004,398-0002,長野県大町市大町4,0,2',
];
const broken = 'A-0006,らいちょう庵,22-0005,398-0002,長野県大町市大町5,0,2';
const csv = (name, rows) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`) });

export async function run(t) {
  await t.enterAs('丸山直子', 'desktop');
  await lots(t);
  await takenIn(t);
  await portions(t);
  await described(t);
  await offered(t);
}

async function order(t) {
  await t.open('/orders?words=駅前');
  await t.click('link', '駅前の店舗情報の確認');
}

async function breakdown(t) {
  await order(t);
  await t.press(t.page.locator('main').getByRole('link', { name: '業務分解' }).last());
}

async function lots(t) {
  await breakdown(t);
  await t.fillAll({ ロット1の件数: '3', ロット1の納期: '2027-02-12', ロット2の件数: '2', ロット2の納期: '2027-02-26' });
  await t.click('button', 'ロットを保存する');
  await t.see('受注数は6件、合計は5件です');
  await t.fill('ロット2の件数', '3');
  await t.click('button', 'ロットを保存する');
  await t.see('合計は受注数と同じです');
}

async function portions(t) {
  await breakdown(t);
  await t.unfold('工程を決める');
  await t.fillAll({ 工程1の名前: '確認', 工程1の種類: '作業', '工程1の標準時間（1件）': '132', 工程1のワーカー単価: '48' });
  await t.click('button', '工程を保存する');
  await t.unfold('分担のつくり方');
  await t.fill('すべて確認する', true);
  await t.unfold('分け方の条件');
  await t.fillAll({ 一人にお願いする最少の件数: '3', 一人が受け持つ割合の上限: '100' });
  await t.click('button', '分担をつくる');
  await t.see('分担を2つくりました');
}

async function takenIn(t) {
  await order(t);
  const here = t.path();
  await t.open(`${here}/import`);
  const template = await t.download('link', 'ひな形をダウンロードする');
  await looked(t, template.path);
  await t.click('button', '1行を取り込む');
  await t.see('1件を取り込みました');

  await t.open(`${here}/import`);
  await looked(t, csv('店舗.csv', [...good, broken]));
  await t.see('直す行が1行あります');
  await t.see('0で始まる10けたか11けたの数字');
  const faults = await t.download('link', '直す行をExcelでダウンロードする');
  if (readFileSync(faults.path).subarray(0, 2).toString() !== 'PK') throw new Error(`${faults.name} is no Excel file`);
  await t.click('button', '取り込める4行だけ取り込む');
  await t.see('4件を取り込みました');

  const repaired = csv('店舗（直し）.csv', [broken.replace('22-0005', '0261-22-0005')]);
  await taken(t, here, repaired);
  // A batch can be taken back, and the same file taken again.
  await t.open(`${here}/items`);
  const batch = t.page.getByRole('row').filter({ hasText: '店舗（直し）.csv' });
  await t.press(batch.getByRole('button', { name: 'この取り込みを取り消す' }));
  await t.see('取り込みを取り消しました（1件）');
  await taken(t, here, repaired);
  await t.open(here);
  await t.see('6件（受注数 6件）');
}

async function taken(t, here, file) {
  await t.open(`${here}/import`);
  await looked(t, file);
  await t.click('button', '1行を取り込む');
  await t.see('1件を取り込みました');
}

async function looked(t, file) {
  await t.fill('ファイル', file);
  await t.click('button', '中身を確かめる');
}

async function described(t) {
  await order(t);
  await t.open(`${t.path()}/manual/edit`);
  await t.fill('手順', '1 はじめに\n1.1 店舗の名称と電話番号を、公式の案内と照らします。\n2 作業のしかた\n2.1 電話番号は市外局番から見比べます。');
  await t.click('button', '下書きを保存する');
  await t.click('button', 'この下書きを公開する');
  await t.see('第1版を公開しました');
}

async function offered(t) {
  await order(t);
  await t.open(`${t.path()}/matching`);
  await t.click('button', '案をつくる');
  await t.overByItself();
  await t.see('選ばれた理由');
  await t.see('届かなかった条件');
  const plan = t.path();
  await t.press(pair(t, 'ロット2').getByRole('button', { name: '固定', exact: true }));
  await t.overByItself();
  await t.see('固定して計算しなおしました');
  await swapIn(t, '宮下さやか', 'ロット1');
  await swapIn(t, '有賀', 'ロット2');
  await t.click('button', '打診を送る');
  await t.see('打診を2件送りました');
  await t.enterAs('丸山直子', 'phone');
  await t.open(plan);
  await t.see('打診を送りました');
}

const pair = (t, lot) => t.page.getByRole('row').filter({ hasText: lot }).filter({ has: t.page.getByRole('link', { name: '入替' }) });

// The director puts somebody else in; the cost of that is told.
export async function swapIn(t, who, lot) {
  await t.press(pair(t, lot).getByRole('link', { name: '入替' }));
  const options = await t.page.locator('select[name=with] option').allInnerTexts();
  await t.fill('入れ替える人', options.find((it) => it.startsWith(who)));
  await t.click('button', '入れ替えて計算する');
  await t.overByItself();
  await t.see('入れ替えて計算しなおしました');
}
