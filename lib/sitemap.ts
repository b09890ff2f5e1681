// Sitemaps as their protocol wants them (sitemaps.org). Pure.

/** The protocol allows 50,000; smaller ones are read and sent faster. */
export const ADDRESSES_PER_SITEMAP = 5_000;

export type SitemapEntry = { url: string; lastModified?: Date };

export function sitemapOf(entries: readonly SitemapEntry[]): string {
  return documentOf('urlset', 'url', entries);
}

export function sitemapIndexOf(entries: readonly SitemapEntry[]): string {
  return documentOf('sitemapindex', 'sitemap', entries);
}

export function sitemapAnswer(text: string): Response {
  return new Response(text, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}

function documentOf(root: string, each: string, entries: readonly SitemapEntry[]): string {
  const lines = entries.map(({ url, lastModified }) => {
    const changed = lastModified ? `<lastmod>${lastModified.toISOString()}</lastmod>` : '';
    return `<${each}><loc>${escapeXml(url)}</loc>${changed}</${each}>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...lines,
    `</${root}>`,
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
