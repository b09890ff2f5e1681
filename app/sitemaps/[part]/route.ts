import { AppError } from '@/lib/errors';
import { guarded } from '@/lib/http';
import { sitemapAnswer, sitemapOf } from '@/lib/sitemap';
import { sitemapEntries } from '../../sitemap-entries';

export const dynamic = 'force-dynamic';

/** `/sitemaps/1.xml` and on, as the index names them. */
export const GET = guarded(async (_request, { params }) => {
  const [, part] = /^([1-9]\d{0,4})\.xml$/.exec(String((await params).part)) ?? [];
  const entries = part ? await sitemapEntries({ part: Number(part) }) : [];
  if (entries.length === 0) throw new AppError('NOT_FOUND');
  return sitemapAnswer(sitemapOf(entries));
});
