// See script/axe.
import fs from 'node:fs';
import { VIEWS, launch, open, packages, target } from './browser.mjs';

const axe = fs.readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');
const site = await target(process.argv[2]);
const browser = await launch();
let violations = 0;
let looks = 0;
for (const [name, address] of Object.entries(VIEWS)) {
  for (const width of [1440, 390]) {
    for (const theme of ['light', 'dark']) {
      const view = await open(browser, site.url + address, { width, theme });
      // Evaluated by the driver, which the page's policy does not bind.
      await view.page.evaluate(axe);
      const found = await view.page.evaluate(async () => {
        const result = await globalThis.axe.run(document, { resultTypes: ['violations'] });
        return result.violations.map((rule) => ({
          rule: rule.id, impact: rule.impact, help: rule.help,
          nodes: rule.nodes.slice(0, 4).map((node) => `${node.target.join(' ')}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''}`),
          count: rule.nodes.length,
        }));
      });
      looks += 1;
      violations += found.length + view.errors.length;
      console.log(`${found.length + view.errors.length === 0 ? 'ok  ' : 'FAIL'} ${name} ${width} ${theme}`);
      for (const rule of found) {
        console.log(`     ${rule.rule} (${rule.impact}, ${rule.count}): ${rule.help}`);
        for (const node of rule.nodes) console.log(`       ${node}`);
      }
      for (const error of view.errors) console.log(`     console: ${error}`);
      await view.close();
    }
  }
}
await browser.close();
site.close();
console.log(`${violations} violations in ${looks} looks`);
process.exitCode = violations > 0 ? 1 : 0;
