// Paint first, scripts after. Next puts a page's scripts into its head; on a phone, or on a machine that is busy, they
// are compiled while the page is laid out and hold its first paint up. Here each becomes a `preload`, so that it is
// fetched as early as ever, and a few lines load them all once the page has been painted.

/** What Next writes for each of a page's scripts, and for nothing else. (`noModule` ones are for browsers of old.) */
const SCRIPT = /<script src="(\/_next\/[^"]+)"(?![^>]*\bnoModule)[^>]* nonce="([^"]+)"[^>]*><\/script>/g;
const OPENING = '<script src="';
const CLOSING = '</script>';

/** Longest wait for a paint. A page in a tab behind others is not painted at all. */
const PATIENCE_MS = 300;

/** Runs in the browser. Whichever comes first empties the list for the other. */
const LOADER = `(urls, nonce) => {
  const load = () => {
    for (const src of urls.splice(0)) document.head.append(Object.assign(document.createElement("script"), { src, nonce, async: true }));
  };
  requestAnimationFrame(() => setTimeout(load));
  setTimeout(load, ${PATIENCE_MS});
}`.replace(/\s*\n\s*/g, '');

/**
 * Rewrites a page's HTML while it streams by. Whatever it is given may end in the middle of a tag; only that tag waits for
 * the rest.
 */
export class LateScripts {
  #held = '';

  /** @returns what may go out now */
  write(html: string): string {
    const all = this.#held + html;
    const end = endOfWholeTags(all);
    this.#held = all.slice(end);
    return rewrite(all.slice(0, end));
  }

  /** @returns what was still held */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

function rewrite(html: string): string {
  const scripts = [...html.matchAll(SCRIPT)];
  const last = scripts.at(-1);
  if (!last) return html;
  const urls = scripts.map(([, url]) => url);
  return html.replace(SCRIPT, (_, url: string, nonce: string, at: number) => {
    const preload = `<link rel="preload" as="script" fetchPriority="low" nonce="${nonce}" href="${url}"/>`;
    if (at !== last.index) return preload;
    return `${preload}<script nonce="${nonce}">(${LOADER})(${JSON.stringify(urls)},"${nonce}")</script>`;
  });
}

function endOfWholeTags(html: string): number {
  const start = html.lastIndexOf(OPENING);
  if (start !== -1 && !html.includes(CLOSING, start)) return start;
  for (let length = OPENING.length - 1; length > 0; length -= 1) {
    if (html.endsWith(OPENING.slice(0, length))) return html.length - length;
  }
  return html.length;
}
