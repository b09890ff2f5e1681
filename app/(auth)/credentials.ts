// Signing in from the browser at next-auth's own endpoints: a csrf token, then the callback. Its client library would
// do the same with ten times the script.

type SignInResult =
  | { ok: true }
  | { ok: false; reason: 'wrong' | 'unreachable' | 'limited'; detail?: string };

export async function signInWithPassword(credentials: {
  email: string;
  password: string;
}): Promise<SignInResult> {
  try {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ ...credentials, csrfToken, json: 'true' }),
    });
    const body: { url?: string; detail?: string } = await answer.json();
    if (answer.status === 429) {
      return { ok: false, reason: 'limited', ...(body.detail && { detail: body.detail }) };
    }
    if (answer.status >= 500) return { ok: false, reason: 'unreachable' };
    // A refusal answers with the address of an error page.
    const failed =
      !answer.ok || !body.url || new URL(body.url, window.location.href).searchParams.has('error');
    return failed ? { ok: false, reason: 'wrong' } : { ok: true };
  } catch {
    return { ok: false, reason: 'unreachable' };
  }
}

/** Starts the round trip to an outside provider. It is a POST, so that no other site can begin it by a link. */
export async function signInWithGoogle(returnTo: string): Promise<void> {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
  const answer = await fetch('/api/auth/signin/google', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: returnTo, json: 'true' }),
  });
  const { url }: { url: string } = await answer.json();
  window.location.assign(url);
}
