// Debian's Firefox in a virtual screen with WebGL 2 in software, driven by WebDriver BiDi (the W3C protocol that Firefox
// speaks by itself). No more of it than the tests need.
//   const firefox = await openFirefox();  await firefox.open(url);  await firefox.evaluate((x) => x + 1, 41);
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import WebSocket from 'ws';

const kFirefox = process.env.ADAMW_FIREFOX ?? '/usr/bin/firefox-esr';
const kPreferences = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
  'webgl.force-enabled': true,
};

// The first match in what the process writes to a stream.
function awaitOutput(process, stream, pattern, what) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (data) => {
      text += data;
      const match = text.match(pattern);
      if (match) resolve(match[1]);
    });
    process.on('error', reject);
    process.on('exit', (code) => reject(new Error(`${what} ended with code ${code}: ${text.slice(-400)}`)));
  });
}

async function openScreen() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return { screen, display: `:${await awaitOutput(screen, screen.stdio[3], /(\d+)\n/, 'Xvfb')}` };
}

class Connection {
  constructor(socket) {
    this.socket = socket;
    this.waiting = new Map();
    this.latest = 0;
    socket.on('message', (text) => {
      const message = JSON.parse(text);
      const call = this.waiting.get(message.id);
      if (!call) return;
      this.waiting.delete(message.id);
      if (message.type === 'success') call.resolve(message.result);
      else call.reject(new Error(`${message.error}: ${message.message}`));
    });
    socket.on('close', () => this.waiting.forEach((call) => call.reject(new Error('Firefox has closed'))));
  }

  static open(address) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${address}/session`);
      socket.on('open', () => resolve(new Connection(socket)));
      socket.on('error', reject);
    });
  }

  send(method, params = {}) {
    const id = ++this.latest;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }
}

export async function openFirefox({ width = 1280, height = 720 } = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
  const lines = Object.entries(kPreferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  fs.writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const { screen, display } = await openScreen();
  const firefox = spawn(kFirefox, ['--remote-debugging-port', '0', '--profile', profile, '--no-remote', 'about:blank'], {
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => firefox.on('exit', resolve));
  const close = async () => {
    firefox.kill();
    await ended;
    screen.kill();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const address = await awaitOutput(firefox, firefox.stderr, /WebDriver BiDi listening on (ws:\S+)/, 'Firefox');
    const connection = await Connection.open(address);
    await connection.send('session.new', { capabilities: {} });
    const { contexts } = await connection.send('browsingContext.getTree', { maxDepth: 0 });
    const { context } = contexts[0];
    await connection.send('browsingContext.setViewport', { context, viewport: { width, height } });
    return {
      open: (url) => connection.send('browsingContext.navigate', { context, url, wait: 'complete' }),
      // Calls the function in the page; what it takes and gives are JSON values.
      async evaluate(pageFunction, argument) {
        const expression = `(async () => JSON.stringify(await (${pageFunction})(${JSON.stringify(argument) ?? ''})))()`;
        const { type, result, exceptionDetails } = await connection.send('script.evaluate', {
          expression, target: { context }, awaitPromise: true,
        });
        if (type === 'exception') throw new Error(exceptionDetails.text);
        return result.type === 'string' ? JSON.parse(result.value) : undefined;
      },
      // With the mouse, at a place in the window.
      click: (x, y) => connection.send('input.performActions', {
        context,
        actions: [{
          type: 'pointer', id: 'mouse', actions: [
            { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
            { type: 'pause', duration: 50 },
            { type: 'pointerDown', button: 0 },
            { type: 'pause', duration: 50 },
            { type: 'pointerUp', button: 0 },
          ],
        }],
      }),
      // Along [x, y] places, with the mouse or a finger ("touch").
      drag: (places, pointerType = 'mouse') => connection.send('input.performActions', {
        context,
        actions: [{
          type: 'pointer', id: pointerType, parameters: { pointerType }, actions: places.flatMap(([x, y], i) => [
            { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 10 },
            ...(i === 0 ? [{ type: 'pointerDown', button: 0 }] : []),
            ...(i === places.length - 1 ? [{ type: 'pointerUp', button: 0 }] : []),
          ]),
        }],
      }),
      // On the keyboard, one key after another.
      type: (text) => connection.send('input.performActions', {
        context,
        actions: [{
          type: 'key', id: 'keyboard',
          actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]),
        }],
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
