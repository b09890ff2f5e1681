// The addresses in a text that somebody else wrote. Pure. Nothing but http and https becomes a link.

export type TextPart = { text: string; href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"']+/gi;
const CLOSING = /[.,;:!?…)\]}»“”]$/u;

/** Cuts a text into plain parts and links; put together again they are the text. */
export function linksIn(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutClosing(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** The full stop after an address belongs to the sentence, as does a bracket that was opened before it. */
function withoutClosing(address: string): string {
  let rest = address;
  while (CLOSING.test(rest)) {
    if (rest.endsWith(')') && rest.split('(').length >= rest.split(')').length) break;
    rest = rest.slice(0, -1);
  }
  return rest;
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // `https://slotwise.example@evil.example` reads as one place and leads to another.
  const isPlain = url.username === '' && url.password === '' && url.hostname !== '';
  return isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
