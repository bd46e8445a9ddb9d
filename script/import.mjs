// How fast a reader's own articles come in, in Chromium:  import.mjs PAGE [FOLDER] [--events]
//
// Without a folder, 1,000 articles of 5,000 characters are made of the sentences of the built-in ones with half of their
// words exchanged: one event, in which every sentence has many that are somewhat like it. With --events the page is not told
// that all are about one event. The files are made in the page itself, so that handing them over costs the test nothing.
import fs from 'node:fs';
import path from 'node:path';
import { launch, open, target } from './browser.mjs';

const [dist, folder] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isOneEvent = !process.argv.includes('--events');

/** The same articles every time. */
function made() {
  let state = 1;
  const below = (limit) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0, Math.floor((state / 2 ** 32) * limit));
  const texts = fs.readdirSync('static/articles').filter((name) => name.endsWith('.txt')).map((name) => fs.readFileSync('static/articles/' + name, 'utf8'));
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/)).filter((sentence) => sentence.length > 40);
  const words = sentences.flatMap((sentence) => sentence.split(/\s+/));
  const sentence = () => sentences[below(sentences.length)].split(/\s+/).map((word) => (below(2) ? word : words[below(words.length)])).join(' ');
  return Array.from({ length: 1000 }, (_, number) => {
    let text = '';
    while (text.length < 5000) text += `${sentence()} ${sentence()} ${sentence()}\n\n`;
    return [`${number}.txt`, text];
  });
}

const files = folder ? fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]) : made();
const bytes = files.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
const site = await target(dist);
const browser = await launch();
const { page, errors } = await open(browser, site.url + '#/stories', { width: 1280 });
await page.waitForSelector('#choose-files', { state: 'attached' });
const measured = await page.evaluate(async ([files, isOneEvent]) => {
  const longest = { reading: 0, opening: 0 };
  let part = 'reading';
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (longest[part] = Math.max(longest[part], entry.duration)))).observe({ type: 'longtask' });
  const made = (some) => {
    const given = new DataTransfer();
    for (const [name, text] of some) given.items.add(new File([text], name));
    return given;
  };
  const choose = (given) => {
    document.getElementById('one-event').checked = isOneEvent;
    const input = document.getElementById('choose-files');
    input.files = given.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const line = () => document.querySelector('.reading-line')?.textContent ?? '';
  // The line goes with the view when the story opens.
  const until = (holds) => new Promise((done) => {
    const look = () => holds() && (watch.disconnect(), done(performance.now()));
    const watch = new MutationObserver(look);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  });
  const isOpen = () => !document.querySelector('.stories') || line().includes('stopped');
  // The first article brings the worker's program and the models, which is another measure.
  choose(made(files.slice(0, 1)));
  await until(isOpen);
  await new Promise((go) => setTimeout(go, 1500));
  document.querySelector('nav a[href^="#/stories"]').click();
  await until(() => document.getElementById('choose-files'));
  const given = made(files);
  await new Promise((go) => setTimeout(go, 1000));
  longest.reading = 0;
  const start = performance.now();
  choose(given);
  const read = await until(() => line().startsWith('Setting'));
  part = 'opening';
  const opened = await until(isOpen);
  await new Promise((go) => setTimeout(go, 2000));
  return { read: read - start, opened: opened - start, longest, line: line() };
}, [files, isOneEvent]);
const rate = bytes / 1e3 / measured.opened;
const row = (what, value, bound, holds) => console.log(`${holds ? 'ok  ' : 'MISS'} ${what.padEnd(46)} ${String(value).padStart(12)}   ${bound}`);
console.log(`${files.length} articles, ${(bytes / 1e6).toFixed(1)} MB, ${isOneEvent ? 'one event' : 'events told apart'}: read in ${(measured.read / 1e3).toFixed(1)} s, open after ${(measured.opened / 1e3).toFixed(1)} s`);
row('text brought in, MB/s', rate.toFixed(2), '≥ 1', rate >= 1);
row('longest task while it is read, ms', Math.round(measured.longest.reading), '≤ 50', measured.longest.reading <= 50);
row('longest task while it opens, ms', Math.round(measured.longest.opening), '≤ 50', measured.longest.opening <= 50);
for (const error of errors) console.log(`     ${error}`);
await browser.close();
site.close();
