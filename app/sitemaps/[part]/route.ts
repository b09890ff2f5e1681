import { AppError } from '@/lib/errors';
import { guarded } from '@/lib/http';
import { sitemapAnswer, sitemapOf } from '@/lib/sitemap';
import { countSitemapParts, sitemapEntries } from '../../sitemap-entries';

export const dynamic = 'force-dynamic';

/** `/sitemaps/1.xml` and on, as the index names them. */
export const GET = guarded(async (_request, { params }) => {
  const part = Number(/^([1-9]\d{0,4})\.xml$/.exec(String((await params).part))?.[1]);
  // Counted first: a part past the last would read every tutor there is to find none left. NaN is no part either.
  if (!(part && part <= (await countSitemapParts()))) throw new AppError('NOT_FOUND');
  return sitemapAnswer(sitemapOf(await sitemapEntries({ part })));
});
