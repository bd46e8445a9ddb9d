// Shared by shots and axe: the packages, a small server for the built page, Chromium, and the list of views.
//
// The npm packages (playwright-core, axe-core) lie outside the project, in the folder PERF_DEPS names.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const here = path.dirname(new URL(import.meta.url).pathname);
const folder = process.env.PERF_DEPS ?? path.join(here, '../target/node');
export const packages = createRequire(path.join(folder, 'any.js'));

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars'];
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** Every view by a name for files, and the address that opens it. */
export const VIEWS = JSON.parse(fs.readFileSync(path.join(here, 'views.json')));

/** Serves a folder on a free port of this machine; answers its address. */
export async function serve(root) {
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (name.endsWith('/')) name += 'index.html';
    const file = path.join(root, path.normalize(name));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    response.end(fs.readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export async function launch() {
  const { chromium } = packages('playwright-core');
  const executablePath = ['CHROME' in process.env ? process.env.CHROME : null, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((file) => file && fs.existsSync(file));
  if (!executablePath) throw new Error('no Chromium found; script/setup installs it, CHROME names another');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Opens a view in a fresh page; `errors` gathers what the console and the page complain of. */
export async function open(browser, url, { width, height = 900, theme = 'light' }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', hasTouch: width < 600 });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  await page.waitForSelector('[data-ready]', { state: 'attached', timeout: 15000 }).catch(() => errors.push('never ready'));
  return { page, errors, close: () => context.close() };
}

/** The address of the page to look at: the first argument when it is one, else the built folder, served. */
export async function target(given) {
  if (given?.startsWith('http')) return { url: given.endsWith('/') ? given : given + '/', close() {} };
  const dist = path.resolve(given ?? path.join(here, '../dist'));
  if (!fs.existsSync(path.join(dist, 'index.html'))) throw new Error(`${dist} holds no page; build it with: trunk build --release`);
  return serve(dist);
}
