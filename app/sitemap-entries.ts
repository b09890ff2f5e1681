import { env } from '@/lib/env';
import { paths } from '@/lib/paths';
import { ADDRESSES_PER_SITEMAP, type SitemapEntry } from '@/lib/sitemap';
import { countPublishedTutors, listPublishedTutors } from '@/lib/tutors/queries';

/** One at least: the pages that are for everybody are there without a tutor. */
export async function countSitemapParts(): Promise<number> {
  return Math.max(1, Math.ceil((await countPublishedTutors()) / ADDRESSES_PER_SITEMAP));
}

/** The tutors of one part, and in the first the pages that are for everybody. */
export async function sitemapEntries({ part }: { part: number }): Promise<SitemapEntry[]> {
  const here = (path: string) => new URL(path, env().APP_URL).href;
  const tutors = await listPublishedTutors({ part, perPart: ADDRESSES_PER_SITEMAP });
  const common = part === 1 ? [paths.home(), paths.tutors(), paths.teach()] : [];
  return [
    ...common.map((path) => ({ url: here(path) })),
    ...tutors.map(({ id, updatedAt }) => ({ url: here(paths.tutor(id)), lastModified: updatedAt })),
  ];
}
