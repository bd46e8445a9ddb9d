// What the page keeps of itself in the browser. Fetched when the page is idle (see boot.js); sw.js does the keeping.
//
// `crossreadKept` is what the program asks: `offline`, `ready`, `keepAll`, `forget` and `single`, each answering a promise.
{
  const { sw, single, wasm, workerWasm } = document.querySelector('script[data-wasm]').dataset;
  const isSingle = wasm.startsWith('#');
  // An address without encryption, a file and some private windows have none.
  const service = globalThis.caches && sw ? navigator.serviceWorker : undefined;

  /** Shows that a newer version waits; the page is loaded anew with it when the reader says so. */
  const offer = (worker) => {
    document.getElementById('update').hidden = false;
    document.getElementById('update-now').onclick = () => {
      service.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('apply');
    };
  };

  /** Fetches the copy for reading without a connection, and looks for a newer one. */
  const register = async () => {
    const registration = await service.register(sw, { updateViaCache: 'none' });
    const look = () => {
      if (registration.waiting && service.controller) offer(registration.waiting);
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing.addEventListener('statechange', look));
    await registration.update();
  };

  const here = sw && new URL(sw, document.baseURI).href;
  const storage = () => {
    try {
      return localStorage;
    } catch {
      // Storage is switched off.
    }
  };

  /** Packed with gzip, in base64. */
  const packed = async (blob) => {
    const stream = blob.stream().pipeThrough(new CompressionStream('gzip'));
    const reader = new FileReader();
    return new Promise((resolve, reject) => {
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.onerror = () => reject(reader.error);
      new Response(stream).blob().then((it) => reader.readAsDataURL(it), reject);
    });
  };

  const fetched = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
    return response;
  };

  /** The root element of the page as one file without a story: the template's, or this page's as it was when it opened. */
  const blank = async () => {
    if (!isSingle) return new DOMParser().parseFromString(await (await fetched(single)).text(), 'text/html').documentElement;
    const copy = document.documentElement.cloneNode(true);
    for (const { name } of [...copy.attributes]) if (name !== 'lang') copy.removeAttribute(name);
    return copy;
  };

  if (service) {
    // A browser that will not keep anything still shows the page.
    register().catch((error) => console.info(`No copy is kept for reading without a connection: ${error}`));
  } else {
    // What an earlier build left on the address that `trunk serve` uses now would answer in its place.
    navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()), () => {});
  }

  globalThis.crossreadKept = {
    /** How much of the page opens without a connection: `none`, `coming`, `page`, `all`, or `file`, which is all. */
    offline: async () => {
      if (isSingle) return 'file';
      if (!service) return 'none';
      const registration = await service.getRegistration();
      if (!registration?.active) return registration ? 'coming' : 'none';
      return (await caches.match(workerWasm)) ? 'all' : 'page';
    },

    /** Waits until the copy is there. */
    ready: async () => {
      await service.ready;
    },

    /** Keeps the part that reads new articles as well. */
    keepAll: async () => {
      const { active } = await service.ready;
      const { port1, port2 } = new MessageChannel();
      const answered = new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
      active.postMessage('all', [port2]);
      const error = await answered;
      if (error) throw new Error(error);
    },

    /** Deletes the copy and the settings; answers the names of what is left, stories included. */
    forget: async () => {
      const ours = (name) => name.startsWith('crossread');
      const names = async () => ({
        copies: globalThis.caches ? (await caches.keys()).filter(ours) : [],
        settings: Object.keys(storage() ?? {}).filter(ours),
        databases: ((await globalThis.indexedDB?.databases?.().catch(() => [])) ?? []).map(({ name }) => name).filter(ours),
        services: ((await service?.getRegistrations()) ?? []).filter(({ active }) => active?.scriptURL === here),
      });
      const { copies, settings, services } = await names();
      // First the service, or it would keep anew what is deleted.
      for (const one of services) await one.unregister();
      for (const name of copies) await caches.delete(name);
      for (const name of settings) storage().removeItem(name);
      const left = await names();
      return [...left.copies, ...left.settings, ...left.databases, ...left.services.map(({ scope }) => scope)];
    },

    /**
     * The page as one file, a Blob, with a story in it: the bytes of a story file, and `[title, text]` of each article
     * for readers without JavaScript.
     */
    single: async (story, articles) => {
      const page = await blank();
      const root = page.querySelector('#app');
      root.replaceChildren(...articles.map(([title, text]) => {
        const article = document.createElement('article');
        const add = (tag, content) => article.appendChild(document.createElement(tag)).textContent = content;
        add('h2', title);
        for (const line of text.split('\n')) if (line.trim()) add('p', line);
        return article;
      }));
      root.dataset.ssr = 'plain';
      for (const part of page.querySelectorAll('script[id^=part-]')) {
        if (part.id === 'part-story') part.textContent = story.length ? await packed(new Blob([story])) : '';
        else if (!part.textContent) part.textContent = await packed(await (await fetched(part.dataset.file)).blob());
      }
      return new Blob(['<!DOCTYPE html>\n', page.outerHTML], { type: 'text/html' });
    },
  };
}
