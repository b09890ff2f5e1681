// By hand, since Next's own form for several sitemaps would count the tutors while it builds, and needs an index of
// somebody else's making. Addresses are those of the server that answers.
import { env } from '@/lib/env';
import { guarded } from '@/lib/http';
import { paths } from '@/lib/paths';
import { sitemapAnswer, sitemapIndexOf, sitemapOf } from '@/lib/sitemap';
import { countSitemapParts, sitemapEntries } from '../sitemap-entries';

export const dynamic = 'force-dynamic';

export const GET = guarded(async () => {
  const parts = await countSitemapParts();
  if (parts === 1) return sitemapAnswer(sitemapOf(await sitemapEntries({ part: 1 })));
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  const entries = numbers.map((part) => ({ url: new URL(paths.sitemapPart(part), env().APP_URL).href }));
  return sitemapAnswer(sitemapIndexOf(entries));
});
