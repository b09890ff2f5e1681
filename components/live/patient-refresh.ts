// A line may drop between the question whether the server answers and the page's own. The router takes a failed
// question for a reason to leave for the browser's error page, with whatever was typed; so it does not hear of one: a
// page that is being written anew is asked for again once the server answers. Next's own `useOffline` waits likewise,
// but repeats actions as well, of which nobody knows whether they were done.

const AGAIN_MS = 1_000;
/** A server that answers and still refuses the page so often means it; then the router may leave. */
const REFUSALS_AT_MOST = 5;

let users = 0;
let restore = () => {};

/** @returns ends it */
export function keepRefreshesPatient(): () => void {
  users += 1;
  if (users === 1) restore = install();
  return () => {
    users -= 1;
    if (users === 0) restore();
  };
}

function install(): () => void {
  const ask = window.fetch;
  const patient: typeof window.fetch = async (input, init) => {
    for (let refusals = 0; ; refusals += 1) {
      try {
        return await ask(input, init);
      } catch (error) {
        if (!(error instanceof TypeError) || refusals === REFUSALS_AT_MOST) throw error;
        // Somebody may have gone on to another page meanwhile.
        do {
          if (!isForThisPage(input, init) || init?.signal?.aborted) throw error;
          await wait(AGAIN_MS);
        } while (!(await isAnswering()));
      }
    }
  };
  window.fetch = patient;
  return () => {
    // Unless somebody else has put theirs around it.
    if (window.fetch === patient) window.fetch = ask;
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
  const isPage = (init?.method ?? 'GET') === 'GET' && new Headers(init?.headers).get('rsc') === '1';
  const wanted = new URL(input instanceof Request ? input.url : input, window.location.href);
  wanted.searchParams.delete('_rsc');
  const shown = new URL(window.location.href);
  return isPage && wanted.origin + wanted.pathname === shown.origin + shown.pathname && isSame(wanted, shown);
}

function isSame({ searchParams: one }: URL, { searchParams: other }: URL): boolean {
  return one.toString() === other.toString();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
