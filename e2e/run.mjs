// The browser journeys: a person opens the service and does a whole thing.
//   node e2e/run.mjs [part of a journey's name …]
// Builds nothing. Needs kado (KADO_BIN, or the development build), Chromium (CHROMIUM) and ui/node_modules.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { launch } from './browser.mjs';
import { start } from './service.mjs';
import { Traveller } from './traveller.mjs';

const out = new URL('./out/', import.meta.url).pathname;
const minutes = process.env.KADO_LONG ? 15 : 5;

const wanted = process.argv.slice(2);
const journeys = [];
for (const file of readdirSync(new URL('./journeys/', import.meta.url)).sort()) {
  if (!file.endsWith('.mjs')) continue;
  if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue;
  journeys.push({ file, ...(await import(`./journeys/${file}`)) });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

let passed = 0;
let failed = 0;
let service;
let browser;

async function stopAll() {
  await browser?.close();
  browser = undefined;
  await service?.stop();
  service = undefined;
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopAll().finally(() => process.exit(1)));
}

try {
  service = await start(out);
  browser = await launch();
  for (const journey of journeys) {
    const began = Date.now();
    const faults = await travel(journey);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    if (faults.length === 0) passed += 1;
    else failed += 1;
    console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${journey.name} (${seconds} s)`);
    for (const fault of faults) console.log(`       ${plain(fault).replaceAll('\n', '\n       ')}`);
  }
} catch (error) {
  console.log(error.stack ?? String(error));
  failed = journeys.length - passed;
} finally {
  await stopAll().catch((error) => {
    console.log(error.message);
    failed += 1;
  });
}

console.log(`journeys: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

// Without the colours that playwright puts into its messages.
function plain(text) {
  return text.replace(/\u001b\[\d+m/g, '');
}

// One journey from a fresh browser to its end; answers what went wrong.
async function travel(journey) {
  const folder = `${out}${journey.file.replace(/\.mjs$/, '')}/`;
  mkdirSync(folder, { recursive: true });
  const traveller = new Traveller({ browser, service, folder });
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`not done after ${minutes} minutes`)), minutes * 60_000);
  });
  try {
    await Promise.race([journey.run(traveller), late]);
  } catch (error) {
    traveller.faults.push(error.stack ?? String(error));
    await traveller.picture('where-it-failed').catch(() => {});
  } finally {
    clearTimeout(timer);
    await traveller.leave();
  }
  return traveller.faults;
}
