// 伊藤 reads her town's figures, takes the sheet with her, and answers what 中村 asked; other towns stay closed to her.
import { readFileSync } from 'node:fs';

export const name = 'the town sees what came of it, in the form of its council, and answers its committee';

export async function run(t) {
  await figures(t, 'phone');
  await figures(t, 'desktop');
  await sheet(t);
  await opinion(t);
}

async function figures(t, device) {
  await t.enterAs('伊藤', device);
  await t.see('大町市のようす');
  await t.open('/town');
  await t.open('/indicators?fiscal_year=R4');
  await t.see(/36\.7[%％]/);
  await t.press(t.page.getByRole('link', { name: '収入を得た人数' }).first());
  await t.see('合計が10,000円以上の人を、地域全体で1人1回数えます');
  await t.see('350人');
  await t.see('21人');
}

async function sheet(t) {
  await t.open('/sheets');
  await t.click('link', '大町市 令和4年度');
  const here = t.path();
  const words = (await t.words()).replace(/\s/g, '');
  if (!words.includes('33[21](36.7％)')) throw new Error('the sheet lacks 33 [21] (36.7％)');
  const pdf = await t.download('link', 'PDFを受け取る');
  const excel = await t.download('link', 'Excelを受け取る');
  if (!begins(pdf, '%PDF-') || !begins(excel, 'PK')) throw new Error(`${pdf.name} and ${excel.name} are not what they say`);

  // Nothing of another town, and no person, answers to her.
  for (const path of ['/workers', '/orders', '/payments', '/sheets/00000000000000000000000000000000']) {
    await t.open(path, { status: 404 });
  }
  await t.enterAs('降旗', 'desktop');
  await t.open('/sheets');
  await t.open(here, { status: 404 });
  await t.open(`${here}/sheet.pdf`, { status: 404 });
}

const begins = (file, text) => readFileSync(file.path).subarray(0, text.length).toString() === text;

async function opinion(t) {
  await t.enterAs('中村', 'desktop');
  await t.open('/opinions?fiscal_year=R4');
  await t.fillAll({ 意見: '待機している方の理由を、来年度の資料に入れてください。', 出典: '令和8年度第2回 総合戦略推進委員会' });
  await t.click('button', '記録する');
  await t.see('待機している方の理由を');

  await t.enterAs('伊藤', 'desktop');
  await t.open('/opinions?fiscal_year=R4');
  const card = t.page.locator('.card, article, section').filter({ hasText: '待機している方の理由を' }).last();
  await card.locator('summary').click();
  await card.getByLabel('対応').fill('理由ごとの人数を、評価書の資料に加えます。');
  await card.getByLabel('出典').fill('商工労政課');
  await t.press(card.getByRole('button'));
  await t.see('理由ごとの人数を、評価書の資料に加えます。');
}
