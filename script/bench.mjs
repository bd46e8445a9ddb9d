// Helps script/bench:  bench.mjs bare PAGE             the page without anything that loads, runs or styles
//                      bench.mjs report RESULT STATIC  what the page harness measured, against what is promised
import fs from 'node:fs';

const [command, ...files] = process.argv.slice(2);

function bare(page) {
  return page
    .replace(/<script[^>]*>.*?<\/script>/gs, '')
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<link [^>]*>/g, '')
    .replace(/<meta http-equiv[^>]*>/g, '');
}

function report(result, still) {
  // The harness puts axe into the page as an inline script, which the page's policy refuses, as it should.
  result.errors = result.errors.filter((error) => !error.startsWith('Executing inline script violates'));
  const row = (what, value, bound, holds) => console.log(`${holds === null ? '    ' : holds ? 'ok  ' : 'MISS'} ${what.padEnd(46)} ${String(value).padStart(12)}   ${bound}`);
  const mobile = result.lighthouse?.mobile ?? {};
  const start = result.bytes.wasmBrotli + result.bytes.jsBrotli;
  row('JavaScript and wasm, brotli, bytes', start, '≤ 150000, aim 110000', start <= 150000);
  row('requests', result.bytes.requests, '', null);
  for (const [key, name, bound] of [['perf', 'performance', 0.95], ['a11y', 'accessibility', 1], ['bp', 'best practices', 1], ['seo', 'SEO', 1]]) {
    row(`Lighthouse mobile, ${name}`, mobile[key] * 100, `≥ ${bound * 100}`, mobile[key] >= bound);
  }
  if (mobile.failed?.length) console.log(`     below 0.9: ${mobile.failed.join(', ')}`);
  const ratio = mobile.fcp / still.lighthouse?.mobile?.fcp;
  row('first contentful paint, throttled, ms', mobile.fcp, `static page ${still.lighthouse?.mobile?.fcp}`, null);
  row('  times the static page', ratio.toFixed(2), '≤ 1.2, aim 1.0', ratio <= 1.2);
  row('ready and painted, unthrottled, ms', result.timing_ms.readyPaint, '', null);
  row('largest layout shift', result.cls, '0', result.cls === 0);
  row('axe violations, start page', result.axe?.violations, '0', result.axe?.violations === 0);
  row('console errors', result.errors.length, '0', result.errors.length === 0);
  for (const error of result.errors) console.log(`     ${error}`);
  console.log('event to next paint, ms (p95 of each action: ≤ 50, aim 16)');
  for (const [name, action] of Object.entries(result.actions)) {
    row(`  ${name}`, action.err ? 'failed' : `${action.p50} / ${action.p95}`, action.err ?? `n ${action.n}, long tasks ${action.longTasks}`, !action.err && action.p95 <= 50);
  }
}

const read = (file) => fs.readFileSync(file, 'utf8');
if (command === 'bare') process.stdout.write(bare(read(files[0])));
else if (command === 'report') report(...files.map((file) => JSON.parse(read(file))));
else process.exit(2);
