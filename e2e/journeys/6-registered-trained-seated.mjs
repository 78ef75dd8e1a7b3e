// 北沢 registers people from a file; 有賀 takes a course, 丸山 judges it; a seat in three taps; the secure room opens its items.
export const name = 'people are registered, trained, seated, and let into the secure room';

const csv = (rows) => ({
  name: '登録者.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${['氏名,フリガナ,市町村,メール,電話,登録日,週の時間,連絡事項', ...rows].join('\r\n')}\r\n`),
});

export async function run(t) {
  await registered(t);
  await trained(t);
  await seated(t);
}

async function registered(t) {
  await t.enterAs('北沢', 'desktop');
  await t.see('30日以上、有償の仕事がない方です');
  await t.open('/workers/import');
  await t.download('link', '見本の表を受け取る');
  await t.fill('登録者の表', csv([
    '百合沢 葵,ユリサワ アオイ,大町市,yurisawa@worker.example,090-0000-0001,2027-01-18,10,',
    '高瀬 渉,タカセ ワタル,ない市,takase@worker.example,090-0000-0002,2027-01-18,8,',
  ]));
  await t.click('button', '内容を確かめる');
  await t.see('1人を登録できます');
  await t.download('link', '直してほしい行をファイルで受け取る');
  await t.click('button', 'よい行だけ登録する(1人)');
  await t.see('1人を登録しました');
  await t.open('/workers?q=百合沢');
  await t.see('百合沢 葵');
}

async function trained(t) {
  await t.enterAs('有賀', 'phone');
  await t.open('/courses');
  await t.click('link', '確認作業の基本');
  const course = t.path();
  await t.click('button', 'はじめる');
  await t.click('link', '続ける');
  for (let lesson = 1; lesson <= 3; lesson += 1) {
    await t.click('button', '読みました。次へ');
    if (lesson < 3) await t.see(`単元${lesson}を読んだことを記録しました`);
  }
  await t.open(course);
  await t.click('link', '答える');
  await t.fill('空欄のまま提出する', true);
  await t.click('button', '答える');
  await t.see('もう一度考えてみましょう');
  await t.fill('「確認できない」を選び、探した場所を書く', true);
  await t.click('button', '答える');
  await t.see('すべて合いました');
  await t.open(course);
  await t.fill('提出した実技', '3番: 店番は104です。7番: 名称に「支店」が付きません。');
  await t.click('button', '提出する');
  await t.see('ディレクターが実技を見ています');

  await t.enterAs('丸山直子', 'desktop');
  await t.open('/enrolments/awaiting');
  await t.click('link', '有賀');
  await t.fill('本人へのことば', '2件とも正しく見つけています。');
  await t.click('button', '合格にする');
  await t.see('合格にしました');

  await t.enterAs('有賀', 'phone');
  await t.open(course);
  await t.see('修了しました。おめでとうございます');
}

async function seated(t) {
  // From the first page: the seats, then one button.
  await t.enterAs('小林由美', 'phone');
  await t.click('link', '席の予約');
  await t.press(t.page.getByRole('button', { name: '予約する' }).first());
  await t.see('の席を予約しました');

  // A confidential item stays closed until its reader has come into the room.
  await t.enterAs('小林由美', 'desktop');
  const secret = await confidential(t);
  await t.open(secret, { status: 422 });
  await t.see('機密の項目です');
  await t.open('/seats');
  await t.unfold('機密エリアに入る');
  await t.fillAll({ 目的: '抜取確認', 携帯電話を壁掛けに預け: true });
  await t.click('button', '入室する');
  await t.see('の入室を記録しました');
  await t.open(secret);
  await t.see('元の内容と作業の結果');
  await t.open('/seats');
  await t.click('button', '退室する');
  await t.see('退室を記録しました');
}

// The first confidential item that waits for a check: its page is refused from outside the room.
async function confidential(t) {
  for (let page = 1; page < 6; page += 1) {
    await t.open(`/checks?page=${page}`);
    const paths = await t.page.locator('main td a[href^="/checks/"], main th a[href^="/checks/"]').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
    for (const path of paths) {
      const answer = await t.context.request.get(t.address + path);
      if (answer.status() !== 200) return path;
    }
  }
  throw new Error('no confidential item waits for a check');
}
