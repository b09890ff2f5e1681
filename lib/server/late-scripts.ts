// Paint first, scripts after. Next names a page's scripts in its head, so they come, are unpacked and compiled while the
// page is laid out, and hold its first paint up. Here they are taken out, and a few lines load them once the page has
// been painted. docs/decisions/0008-paint-before-scripts.md says what that gains and costs.

/** What Next writes for each of a page's scripts, and for nothing else. (`noModule` ones are for browsers of old.) */
const SCRIPT =
  /<script src="(\/_next\/[^"&]+)"(?![^>]*\b(?:noModule|integrity|crossorigin)\b)[^>]* nonce="([^"]+)"[^>]*><\/script>/g;
/** What has a browser fetch one of them ahead. */
const HINT = /<link rel="preload" as="script"[^>]* href="\/_next\/[^>]*>/g;
/** How the two begin and end. */
const TAGS = [
  ['<script src="', '</script>'],
  ['<link rel="preload" as="script"', '>'],
] as const;
const END_OF_HEAD = '</head>';

/** Longest wait for the paint, for browsers that do not tell of it. (An empty page is painted, too: `first-paint`.) */
const PATIENCE_MS = 1_000;

/** Runs in the browser. Whichever comes first empties the list for the other. A tab behind others is not painted. */
const LOADER = `(urls) => {
  const { nonce } = document.currentScript;
  const load = () => {
    for (const src of urls.splice(0)) document.head.append(Object.assign(document.createElement("script"), { src, nonce, async: true }));
  };
  setTimeout(load, document.hidden || !window.PerformanceObserver ? 0 : ${PATIENCE_MS});
  const seen = (list) => {
    if (list.getEntriesByName("first-contentful-paint").length > 0) load();
  };
  if (window.PerformanceObserver) new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
}`.replace(/\s*\n\s*/g, '');

/**
 * Rewrites a page's HTML while it streams by. Whatever it is given may end in the middle of a tag; only that tag waits for
 * the rest.
 */
export class LateScripts {
  #held = '';
  /** What the head names. Loaded from the body, where Next has one script more: by itself a head may be painted, too. */
  #urls: string[] = [];
  #nonce = '';
  #isInBody = false;

  /** @returns what may go out now */
  write(html: string): string {
    const all = this.#held + html;
    const end = endOfWholeTags(all);
    this.#held = all.slice(end);
    return this.#rewrite(all.slice(0, end));
  }

  /** @returns what was still held, and what loads the scripts of a page whose body named none */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return this.#urls.length > 0 ? `${rest}${this.#loader()}` : rest;
  }

  #loader(): string {
    const urls = JSON.stringify(this.#urls.splice(0));
    return `<script nonce="${this.#nonce}">(${LOADER})(${urls})</script>`;
  }

  #rewrite(whole: string): string {
    const html = whole.replace(HINT, '');
    const headEnd = this.#isInBody ? -1 : html.indexOf(END_OF_HEAD);
    const last = [...html.matchAll(SCRIPT)].at(-1);
    const isLastInBody = last !== undefined && (this.#isInBody || (headEnd !== -1 && last.index > headEnd));
    this.#isInBody ||= headEnd !== -1;
    return html.replace(SCRIPT, (_, url: string, nonce: string, at: number) => {
      this.#urls.push(url);
      this.#nonce = nonce;
      return isLastInBody && at === last.index ? this.#loader() : '';
    });
  }
}

function endOfWholeTags(html: string): number {
  for (const [opening, closing] of TAGS) {
    const start = html.lastIndexOf(opening);
    if (start !== -1 && !html.includes(closing, start)) return start;
  }
  for (const target of [...TAGS.map(([opening]) => opening), END_OF_HEAD]) {
    const longest = Math.min(target.length - 1, html.length);
    for (let length = longest; length > 0; length -= 1) {
      if (html.endsWith(target.slice(0, length))) return html.length - length;
    }
  }
  return html.length;
}
