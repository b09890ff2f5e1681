// Cookies that a page writes for the server to read: how times and colours are to be shown, nothing secret.

const YEAR_SECONDS = 365 * 24 * 3600;

export function readCookie(name: string): string | null {
  const pair = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`));
  try {
    return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null;
  } catch {
    // Not one that was written here.
    return null;
  }
}

/** For a year; Safari keeps what a script wrote for seven days, so `renewCookie` is for who comes back. */
export function writeCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function renewCookie(name: string): void {
  const value = readCookie(name);
  if (value !== null) writeCookie(name, value);
}
