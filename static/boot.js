// Starts the app, and shows a readable way on when it cannot start or stops.
//
// The names of the files come from this script's own attributes (see Trunk.toml). With `?plain` in the address the
// app is not started at all: the prerendered page stays, and can be read whatever is wrong with the app.

const {
  js, wasm, rest, keep = './keep.js', worker = './worker-boot.js', workerWasm = './worker_bg.wasm', workerBytes = 0,
} = document.querySelector('script[data-wasm]').dataset;
const html = document.documentElement;
const root = document.getElementById('app');
const CANNOT_LOAD = 'A part of the page could not be loaded. The connection may be down, or a newer version has been put up.';
const STOPPED = 'Something in Crossread went wrong, and it stopped so as not to show you anything false.';
let hasFailed = false;

/** Shows the failure screen; the app's panic hook calls it as well. Only the first cause counts. */
globalThis.crossreadFailed = (details, cause = STOPPED) => {
  console.error(details);
  if (hasFailed) return;
  hasFailed = true;
  const by = (id) => document.getElementById(id);
  by('failure-cause').textContent = cause;
  by('failure-details').textContent = String(details);
  by('failure-report').hidden = false;
  by('failure-reload').addEventListener('click', (event) => {
    event.preventDefault();
    location.reload();
  });
  by('failure').hidden = false;
  // What was prerendered can still be read below; a half-drawn app cannot be trusted.
  html.classList.remove('is-deep-link');
  if (!root.hasAttribute('data-ssr')) root.hidden = true;
  by('failure').scrollIntoView();
};

// A panic ends in a trap, which surfaces here even where the panic hook could not speak.
const onError = (error) => {
  if (error instanceof WebAssembly.RuntimeError) crossreadFailed(`${error}\n${error.stack ?? ''}`);
};
addEventListener('error', (event) => onError(event.error));
addEventListener('unhandledrejection', (event) => onError(event.reason));

/**
 * A file of the page. Where the page is one file itself (see src/bin/prerender/single.rs), `#id` names the element that
 * holds it, packed with gzip and in base64.
 */
async function get(address) {
  if (!address.startsWith('#')) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
    return response;
  }
  const text = document.getElementById(address.slice(1)).textContent;
  const packed = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}
const isSingle = wasm.startsWith('#');

/** Compiles while it loads; a host that names the wrong type for wasm costs a second look, not the page. */
async function compiled(address) {
  const response = await get(address);
  const copy = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return WebAssembly.compile(await copy.arrayBuffer());
  }
}

/** Where WebAssembly cannot wait, the page does. A synchronous request gives no bytes, only characters that hold one each. */
function compiledNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.overrideMimeType('text/plain; charset=x-user-defined');
  request.send();
  if (request.status && request.status !== 200) throw new Error(`${url}: ${request.status} ${request.statusText}`);
  return new WebAssembly.Module(Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 255));
}

// The program comes in two halves (see src/bin/split/main.rs): the one the start page runs, and the rest, which is fetched at
// the reader's first sign and linked to the exports of the first. `trunk serve` builds one whole, without a rest.
let begun, restModule, isWhole = !rest;
let fetching;
const fetchRest = () => (fetching ??= compiled(rest).then((module) => { restModule = module; }));

/** The first half says what there is to link to. */
globalThis.crossreadBegin = (exports) => { begun = exports; };

/** Links the rest now; a function of the first half that needs it may not wait. */
globalThis.crossreadRest = () => {
  if (isWhole) return;
  try {
    new WebAssembly.Instance(restModule ?? compiledNow(rest), { '': begun });
    isWhole = true;
  } catch (error) {
    crossreadFailed(`${error}\n${navigator.userAgent}`, CANNOT_LOAD);
    throw error;
  }
};

/** Calls back when the program is whole: at once where it is. */
globalThis.crossreadWhole = (act) => {
  if (isWhole) act();
  else fetchRest().catch(() => {}).then(() => { crossreadRest(); act(); });
};

/** Lets what is more urgent go first in the middle of long work; a timer, where the browser has nothing better, waits longer. */
globalThis.crossreadPause = () => globalThis.scheduler?.yield?.() ?? new Promise((go) => setTimeout(go));

/** Answers what keep.js offers, when it is there. */
globalThis.crossreadKeep = async () => {
  if (!globalThis.crossreadKept) await import(new URL(keep, document.baseURI));
  return crossreadKept;
};

/** Starts the worker that reads a reader's articles; `tell(bytes, of)` hears how much of its program is there. */
globalThis.crossreadWorker = async (tell) => {
  const response = await get(workerWasm);
  const parts = [];
  let bytes = 0;
  for (let reader = response.body.getReader(), step; !(step = await reader.read()).done;) {
    parts.push(step.value);
    tell(bytes += step.value.length, +workerBytes);
  }
  const program = await new Blob(parts).arrayBuffer();
  // From a blob it inherits the page's policy, which forbids every foreign connection. `trunk serve` has it in two scripts.
  const script = rest && await (await get(worker)).blob();
  const started = new Worker(script ? URL.createObjectURL(script) : worker);
  return new Promise((resolve, reject) => {
    started.onmessage = () => resolve(started);
    started.onerror = (event) => reject(new Error(event.message ?? 'The worker did not start'));
    started.postMessage([program, script], [program]);
  });
};

/** When the prerendered page is on the screen, or soon if nothing is painted (a tab in the background). */
const painted = () => new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 500);
});

async function start() {
  let app, module;
  // Only the start page is prerendered, and not in a file that the page itself made; any other view is drawn from nothing.
  const isElsewhere = html.classList.contains('is-deep-link') || root.dataset.ssr === 'plain';
  // The text first: the program would share the line and the processor with it.
  if (root.hasAttribute('data-ssr') && !isElsewhere) await painted();
  try {
    [app, module] = await Promise.all([
      isSingle ? { default: crossreadApp } : import(new URL(js, document.baseURI)),
      compiled(wasm),
      rest && (isElsewhere || isSingle) && fetchRest(),
    ]);
    if (isSingle && document.getElementById('part-story').textContent) {
      globalThis.crossreadStory = new Uint8Array(await (await get('#part-story')).arrayBuffer());
    }
  } catch (error) {
    crossreadFailed(`${error}\n${navigator.userAgent}`, CANNOT_LOAD);
    return;
  }
  if (isElsewhere) {
    root.replaceChildren();
    root.removeAttribute('data-ssr');
    html.classList.remove('is-deep-link');
  }
  try {
    await app.default({ module_or_path: module });
  } catch (error) {
    crossreadFailed(`${error}\n${error?.stack ?? ''}`);
    return;
  }
  // The copy for reading without a connection can wait until nobody waits for the page. Where there is one, the rest comes
  // out of it now: a request that the page waits for would pass it by.
  (globalThis.requestIdleCallback ?? setTimeout)(() => {
    crossreadKeep().catch(() => {});
    if (rest && navigator.serviceWorker?.controller) fetchRest().catch(() => {});
  });
}

if (location.search !== '?plain') {
  start();
  if (rest) {
    for (const sign of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focusin']) {
      addEventListener(sign, () => fetchRest().catch(() => {}), { once: true, passive: true, capture: true });
    }
  }
}
