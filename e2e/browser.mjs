// Debian's Chromium, driven by playwright-core from the npm packages of ui/.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const fromUi = createRequire(new URL('../ui/package.json', import.meta.url));
const { chromium } = fromUi('playwright-core');

// The source of axe-core, to be evaluated in a page: no content policy stands in its way there.
export const axe = `${readFileSync(fromUi.resolve('axe-core/axe.min.js'), 'utf8')};0`;

// The two devices that every page must suit.
export const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 800 } },
};

// A browser with a profile of its own, which disappears when it closes.
export async function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: bin/setup test`);
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
