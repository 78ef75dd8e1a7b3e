// Starts `kado demo` on a free port with fresh data, and stops it without leaving anything behind.
import { spawn } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../', import.meta.url).pathname;
const startMinutes = 5;

// The address and the sign-ins of a running demonstration, and how to stop it.
export async function start(out) {
  const data = mkdtempSync(join(tmpdir(), 'kado-journeys-'));
  // A filled folder spares the half minute of filling while a journey is being written.
  if (process.env.KADO_FILLED) cpSync(process.env.KADO_FILLED, data, { recursive: true });
  const kado = spawn(binary(), ['demo', '--data', data, '--listen', '127.0.0.1:0', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(out, 'kado.log'));
  kado.stderr.pipe(log);
  const ended = new Promise((done) => {
    kado.once('exit', (code, signal) => done(code ?? signal));
    kado.once('error', (error) => done(error.message));
  });
  const kill = () => kado.kill('SIGKILL');
  process.once('exit', kill);

  async function stop() {
    kado.kill('SIGTERM');
    const how = await within(10, ended, 'still running');
    process.removeListener('exit', kill);
    if (how === 'still running') kado.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
    if (how === 'still running') throw new Error('kado did not stop within 10 s of SIGTERM');
  }

  try {
    const told = await announced(kado, log, ended);
    const address = told.address.replace(/\/$/, '');
    await healthy(address);
    return { address, signIns: told.sign_ins ?? [], data, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const found = [process.env.KADO_BIN, join(target, 'debug/kado'), join(root, 'target/debug/kado')].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error('kado is not built: cargo build -p server --bin kado');
  return found;
}

// The line of JSON in which kado names its address, once the demonstration data stands.
async function announced(kado, log, ended) {
  const told = new Promise((done, refuse) => {
    let text = '';
    kado.stdout.on('data', (piece) => {
      log.write(piece);
      text += piece;
      const lines = text.split('\n');
      text = lines.pop();
      for (const line of lines.filter((it) => it.startsWith('{'))) {
        const value = JSON.parse(line);
        if (value.address) done(value);
      }
    });
    ended.then((how) => refuse(new Error(`kado ended (${how}) before it was ready; see e2e/out/kado.log`)));
  });
  const value = await within(startMinutes * 60, told);
  if (!value) throw new Error(`kado named no address within ${startMinutes} minutes; see e2e/out/kado.log`);
  return value;
}

async function healthy(address) {
  let last;
  for (let attempt = 0; attempt < 150; attempt += 1) {
    try {
      const answer = await fetch(`${address}/healthz`);
      if (answer.ok) return;
      last = `status ${answer.status}`;
    } catch (error) {
      last = error.message;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${address}/healthz does not answer well: ${last}`);
}

function within(seconds, promise, otherwise) {
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done(otherwise), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
