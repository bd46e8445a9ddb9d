// How soon a worker just fetched and compiled has its models: models.mjs [dist] [times]
//
// Each time is a browser context of its own, so that nothing is cached: from the order to read nothing until the worker's
// word that it builds, which it sends when the models stand; both messages are included.
import { launch, open, target } from './browser.mjs';

const [folder, times = 12] = process.argv.slice(2);
const served = await target(folder);
const browser = await launch();
const taken = [];
for (let time = 0; time < Number(times); time++) {
  const { page, close } = await open(browser, `${served.url}#/stories`, { width: 1280 });
  await page.waitForFunction(() => typeof crossreadWorker === 'function');
  taken.push(await page.evaluate(async () => {
    const worker = await crossreadWorker(() => {});
    const start = performance.now();
    await new Promise((told) => {
      worker.addEventListener('message', ({ data }) => data[0] === 'building' && told());
      worker.postMessage(['run', false, 0]);
    });
    return performance.now() - start;
  }));
  await close();
}
await browser.close();
served.close();
taken.sort((a, b) => a - b);
const [median, last] = [taken[taken.length >> 1], taken.at(-1)];
console.log(`${median <= 50 ? 'ok  ' : 'MISS'} models ready in a fresh worker, ms: median ${median.toFixed(0)} (at most 50), ${taken[0].toFixed(0)} to ${last.toFixed(0)} in ${taken.length} runs`);
