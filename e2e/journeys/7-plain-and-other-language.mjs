// Without JavaScript, in English, with the keyboard alone: the same things can be done.
export const name = 'without script, in English and by keyboard, work can still be taken and done';

export async function run(t) {
  await plain(t);
  await english(t);
  await keyboard(t);
}

async function plain(t) {
  await t.enterAs('宮下さやか', 'phone', { script: false });
  await t.open('/offers');
  await t.press(t.page.locator('article, section, li, .card').filter({ hasText: 'アンケートはがきの入力' }).last().getByRole('link', { name: '条件を見る' }));
  await t.click('button', '引き受ける');
  await t.see('お引き受けありがとうございます');
  await t.open('/work');
  await t.click('link', 'アンケートはがきの入力');
  await t.click('link', '件数を報告する');
  await t.fill('今日できた件数', '４０');
  await t.click('button', '件数を報告する');
  await t.see('40件を報告しました');
  await t.open('/work');
  await t.click('link', '店舗情報の確認 12,000件');
  await t.click('button', 'つづきから');
  await t.click('button', '提出');
  await t.see('入力内容を確認してください');
  await t.fill('そのとおりだった', true);
  await t.click('button', '提出');
  await t.see('提出しました');
}

async function english(t) {
  for (const device of ['phone', 'desktop']) {
    await t.enterAs('宮下さやか', device);
    await t.press(t.page.locator('footer').getByRole('link', { name: 'English' }));
    await t.page.locator('html[lang=en]').waitFor();
    for (const path of ['/', '/offers', '/work', '/money', '/availability', '/courses', '/seats', '/documents', '/profile']) {
      await t.open(path);
      await t.page.locator('html[lang=en]').waitFor();
      await t.seeNot('⟦');
    }
    await t.press(t.page.locator('footer').getByRole('link', { name: '日本語' }));
    await t.page.locator('html[lang=ja]').waitFor();
  }
}

// The first stop skips to the content; every stop shows where it is.
async function keyboard(t) {
  await t.enterAs('田中', 'desktop');
  await t.open('/profile');
  for (let stop = 0; stop < 12; stop += 1) {
    await t.page.keyboard.press('Tab');
    const shown = await t.page.evaluate(() => {
      const it = document.activeElement;
      const style = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      return { what: `${it.tagName} ${it.textContent.trim().slice(0, 20)}`, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, inside: box.width > 0 && box.bottom > 0 };
    });
    if (stop === 0 && !shown.what.startsWith('A')) throw new Error(`the first stop is ${shown.what}`);
    if (!shown.ring || !shown.inside) throw new Error(`no visible focus on ${shown.what}`);
  }
}
