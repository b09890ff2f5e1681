// A line may drop between the question whether the server answers and the page's own. The router takes a failed
// question for a reason to leave for the browser's error page, with whatever was typed; so it never hears of one: a
// page that is being written anew is asked for again once the server answers.

const AGAIN_MS = 1_000;

let isInstalled = false;

export function keepRefreshesPatient(): void {
  if (isInstalled) return;
  isInstalled = true;
  const ask = window.fetch;
  window.fetch = async (input, init) => {
    for (;;) {
      try {
        return await ask(input, init);
      } catch (error) {
        if (!isForThisPage(input, init) || init?.signal?.aborted || !(error instanceof TypeError))
          throw error;
        do await wait(AGAIN_MS);
        while (!(await isAnswering()));
      }
    }
  };
}

export async function isAnswering(): Promise<boolean> {
  try {
    const answer = await fetch('/api/health', { cache: 'no-store' });
    // Read to its end, or the browser keeps it open.
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}

/** The router asks for the page one is on, as data. Another page is somebody's wish, who wants to hear that it fails. */
function isForThisPage(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  const url = new URL(input instanceof Request ? input.url : input, window.location.href);
  const isPage = (init?.method ?? 'GET') === 'GET' && new Headers(init?.headers).get('rsc') === '1';
  return isPage && url.origin === window.location.origin && url.pathname === window.location.pathname;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
