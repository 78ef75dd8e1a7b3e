// What a journey can do: sit down at a device, enter as somebody, look, press, type.
// Every page that it meets is examined once: accessibility, console, headers, width, foreign hosts.
import { createHmac } from 'node:crypto';
import { axe, devices } from './browser.mjs';

const patience = 10_000;
const longPatience = 60_000;
const enterLabel = 'この人として見る';

export class Traveller {
  constructor({ browser, service, folder }) {
    this.browser = browser;
    this.address = service.address;
    this.signIns = service.signIns;
    this.folder = folder;
    this.faults = [];
    this.examined = new Set();
    this.pictures = 0;
  }

  // Sits down at a fresh device, signed out. Options: dark, script (false: without JavaScript), lang.
  async sitAt(device = 'desktop', { dark = false, script = true, lang = 'ja-JP' } = {}) {
    await this.leave();
    this.device = `${device}${dark ? '-dark' : ''}${script ? '' : '-plain'}`;
    this.script = script;
    this.context = await this.browser.newContext({
      ...devices[device],
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: script,
      locale: lang,
      timezoneId: 'Asia/Tokyo',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    this.context.setDefaultTimeout(patience);
    this.page = await this.context.newPage();
    this.watch(this.page);
  }

  // Enters as one of the cast with the one-click button of the demonstration's first page.
  async enterAs(name, device = 'desktop', options = {}) {
    await this.sitAt(device, options);
    await this.open('/');
    const named = this.page.getByRole('button', { name: new RegExp(`${name}.*${enterLabel}|${enterLabel}.*${name}`) });
    const beside = this.page
      .locator('li, tr, form, article, section')
      .filter({ hasText: name })
      .filter({ has: this.page.getByRole('button', { name: enterLabel }) })
      .last()
      .getByRole('button', { name: enterLabel });
    await this.press(((await named.count()) > 0 ? named : beside).first());
    await this.see(name);
  }

  // Signs in as everybody else must: with a password and, for staff, a one-time code.
  async signIn(name, device = 'desktop', options = {}) {
    await this.sitAt(device, options);
    await this.open('/sign-in');
    await this.fillAll({ メールアドレス: this.secrets(name).login, パスワード: this.secrets(name).password });
    await this.click('button', 'ログインする');
    if (this.secrets(name).totp_secret) {
      await this.fill('確認コード', this.code(name));
      await this.click('button', '確認して進む');
    }
    await this.see(name);
  }

  // The one-time code that somebody's authenticator shows now (RFC 6238).
  code(name) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...this.secrets(name).totp_secret].map((it) => letters.indexOf(it).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((it) => parseInt(it, 2)));
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const hash = createHmac('sha1', key).update(time).digest();
    const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }

  secrets(name) {
    return this.signIns.find((it) => it.name === name);
  }

  // Opens an address of the service; any other answer than `status` (200 unless told) is an error.
  async open(path, { status = 200 } = {}) {
    if (!this.page) await this.sitAt();
    const answer = await this.page.goto(this.address + path);
    if (answer.status() !== status) throw new Error(`${path} answers ${answer.status()}, not ${status}`);
    await this.arrived();
  }

  // Presses the one element of a role with a name, and waits for what follows.
  async click(role, name, { exact = false } = {}) {
    await this.press(this.page.getByRole(role, { name, exact }));
  }

  // Presses something found otherwise, once or twice in haste, and waits until the page that follows stands.
  async press(target, { twice = false } = {}) {
    const leads = await target.evaluate((it) => {
      window.stillHere = true;
      return it.matches('a[href]:not([href^="#"])') || (it.form && it.type === 'submit');
    });
    await (twice ? target.dblclick() : target.click());
    const until = Date.now() + longPatience;
    while (leads && Date.now() < until) {
      const there = await this.page.evaluate(() => !window.stillHere && document.readyState === 'complete').catch(() => false);
      if (there) break;
      await new Promise((done) => setTimeout(done, 40));
    }
    await this.arrived();
  }

  // Types into the field with a label; chooses in a list; ticks a box for true and clears it for false.
  async fill(label, value) {
    const field = await this.field(label);
    const kind = await field.evaluate((it) => (it.tagName === 'INPUT' ? it.type : it.tagName.toLowerCase()));
    if (kind === 'select') await field.selectOption({ label: value });
    else if (kind === 'checkbox' || kind === 'radio') await field.setChecked(value);
    else if (kind === 'file') await field.setInputFiles(value);
    else await field.fill(String(value));
  }

  // Types into several fields, by label.
  async fillAll(fields) {
    for (const [label, value] of Object.entries(fields)) await this.fill(label, value);
  }

  // Opens a part of the page by its words, if it is folded.
  async unfold(summary) {
    const part = this.page.locator('details').filter({ has: this.page.locator('summary', { hasText: summary }) }).last();
    if ((await part.count()) === 0) return;
    if (!(await part.evaluate((it) => it.open))) await part.locator('summary').first().click();
  }

  // Waits until a text can be seen.
  async see(text) {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'visible' });
  }

  // Waits until what goes on by itself on this page is over, as its reader would.
  async overByItself() {
    await this.page.waitForFunction(() => !document.querySelector('[data-watched]'), undefined, { timeout: longPatience });
    await this.arrived();
  }

  // Refuses a text that can be seen.
  async seeNot(text) {
    const seen = await this.page.getByText(text).filter({ visible: true }).count();
    if (seen > 0) throw new Error(`「${text}」 can be seen on ${this.path()}`);
  }

  // Presses a link or button that answers with a file; gives its name and where it lies.
  async download(role, name) {
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole(role, { name }).click(),
    ]);
    const path = `${this.folder}${file.suggestedFilename()}`;
    await file.saveAs(path);
    return { name: file.suggestedFilename(), path };
  }

  // The address without its origin.
  path() {
    return this.page.url().slice(this.address.length);
  }

  // The words of the page's main part.
  async words() {
    return this.page.locator('main').innerText();
  }

  // Looks at the page as it is now for barriers; there must be none.
  async axe() {
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(async () => (await globalThis.axe.run()).violations);
    for (const { id, help, nodes } of found) {
      const places = nodes.slice(0, 3).map((it) => `${it.target.join(' ')}: ${it.failureSummary}`).join('\n');
      this.faults.push(`${this.place()}: axe ${id}: ${help} (${nodes.length})\n${places}`);
    }
  }

  // Keeps a picture of the whole page in e2e/out.
  async picture(name) {
    if (!this.page) return;
    this.pictures += 1;
    const number = String(this.pictures).padStart(2, '0');
    await this.page.screenshot({ path: `${this.folder}${number}-${name}-${this.device}.png`, scale: 'css', fullPage: true });
  }

  // Gets up: nothing of this device's session remains.
  async leave() {
    await this.context?.close();
    this.context = undefined;
    this.page = undefined;
  }

  // Once for each kind of page, device and outcome: everything that must hold everywhere. Two orders are one kind of page,
  // unless other things can be done there.
  async arrived() {
    await this.page.waitForLoadState('load');
    const doable = await this.page.evaluate(() => {
      const words = [...document.querySelectorAll('main button, main .banner')].map((it) => it.innerText.slice(0, 20));
      return [document.title.split(':')[0].slice(0, 3), ...new Set(words)].join(' ');
    });
    const kind = this.path().replace(/[0-9a-f]{32}/g, '{id}').replace(/=[^&]*/g, '=');
    const key = `${this.device} ${kind} ${doable}`;
    if (this.examined.has(key)) return;
    this.examined.add(key);
    const slug = this.path().replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').slice(0, 60) || 'first-page';
    await this.picture(slug);
    if (!this.script) return;
    const excess = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (excess > 1) this.faults.push(`${this.place()}: ${excess} px wider than the screen`);
    await this.axe();
  }

  watch(page) {
    page.on('console', (message) => {
      // A refused form logs its status as an error; statuses are judged below.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      this.faults.push(`${this.place()}: console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.faults.push(`${this.place()}: script: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(this.address)) this.faults.push(`asks a foreign host: ${url}`);
    });
    page.on('response', (answer) => this.judge(answer));
  }

  judge(answer) {
    const what = `${answer.request().method()} ${answer.url()} answers ${answer.status()}`;
    const whole = answer.request().resourceType() === 'document';
    if (answer.status() >= 500 || (answer.status() >= 400 && !whole)) this.faults.push(what);
    if (!whole || !(answer.headers()['content-type'] ?? '').startsWith('text/html')) return;
    const policy = answer.headers()['content-security-policy'] ?? '';
    if (policy === '' || policy.includes('unsafe')) this.faults.push(`${what} with the content policy 「${policy}」`);
    if (answer.headers()['x-content-type-options'] !== 'nosniff') this.faults.push(`${what} without nosniff`);
  }

  // The field whose label is, begins with, or else holds these words: marks such as ※必須 follow them.
  async field(label) {
    const exact = this.page.getByLabel(label, { exact: true });
    if ((await exact.count()) > 0) return exact;
    const literal = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    for (const end of ['(\\s|※|任意|$)', '']) {
      const beginning = this.page.getByLabel(new RegExp(`^\\s*${literal}${end}`));
      if ((await beginning.count()) > 0) return beginning;
    }
    return this.page.getByLabel(label);
  }

  place() {
    return `${this.device} ${this.page ? this.path() : ''}`;
  }
}
