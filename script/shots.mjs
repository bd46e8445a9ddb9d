// See script/shots.
import fs from 'node:fs';
import { VIEWS, launch, open, target } from './browser.mjs';

const options = {};
const rest = [];
for (let i = 2; i < process.argv.length; i++) {
  const word = process.argv[i];
  if (word === '--full') options.full = true;
  else if (word.startsWith('--')) options[word.slice(2)] = process.argv[++i];
  else rest.push(word);
}
const views = !options.only ? Object.entries(VIEWS)
  : options.only in VIEWS ? [[options.only, VIEWS[options.only]]]
  : [[options.only.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'start', options.only]];
const widths = options.width ? [+options.width] : [1440, 768, 390];
const themes = options.theme ? [options.theme] : ['light', 'dark'];
const folder = 'target/shots';
fs.mkdirSync(folder, { recursive: true });

const site = await target(rest[0]);
const browser = await launch();
let failed = 0;
for (const [name, address] of views) {
  for (const width of widths) {
    for (const theme of themes) {
      const view = await open(browser, site.url + address, { width, theme, height: width === 390 ? 844 : 900 });
      const path = `${folder}/${name}-${width}-${theme}.png`;
      await view.page.screenshot({ path, fullPage: options.full });
      const overflow = await view.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) view.errors.push(`wider than the window by ${overflow} px`);
      console.log(path, ...view.errors);
      failed += view.errors.length;
      await view.close();
    }
  }
}
await browser.close();
site.close();
process.exitCode = failed > 0 ? 1 : 0;
