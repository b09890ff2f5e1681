// The directory's address bar: filters in, filters out.
import type { SetFilter } from '@/components/tutors/set-filters';
import type { TutorFilterValues } from '@/components/tutors/tutor-filters';
import { paths } from '@/lib/paths';
import { dayAndMonth, noonOf } from '@/lib/time-format';
import { type TutorFilters, tutorFiltersSchema } from '@/lib/tutors/schema';

type Query = Record<string, string | string[] | undefined>;

const PAGE_SIZE = 12;

/** Filters of an address. A value that makes no sense is left out: a stale link still shows tutors. */
export function readFilters(query: Query, timezone: string): TutorFilters {
  const said: Record<string, unknown> = { sort: 'soonest' };
  for (const [name, value] of Object.entries(query)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first) said[name] = first;
  }
  const fixed = { limit: PAGE_SIZE, timezone };
  const reading = tutorFiltersSchema.safeParse({ ...said, ...fixed });
  if (reading.success) return reading.data;
  for (const issue of reading.error.issues) delete said[String(issue.path[0])];
  const rest = tutorFiltersSchema.safeParse({ ...said, ...fixed });
  return rest.success ? rest.data : tutorFiltersSchema.parse({ sort: 'soonest', ...fixed });
}

/** The same as the form's fields show them. */
export function valuesOf(filters: TutorFilters): TutorFilterValues {
  return {
    q: filters.q ?? '',
    subject: filters.subject ?? '',
    language: filters.language ?? '',
    minRateCents: filters.minRateCents === undefined ? '' : String(filters.minRateCents),
    maxRateCents: filters.maxRateCents === undefined ? '' : String(filters.maxRateCents),
    availableFrom: filters.availableFrom?.slice(0, 10) ?? '',
    availableTo: filters.availableTo?.slice(0, 10) ?? '',
    type: filters.type ?? '',
    sort: filters.sort,
  };
}

export function hasFilters(filters: TutorFilters): boolean {
  const { sort: _, ...rest } = valuesOf(filters);
  return Object.values(rest).some(Boolean) || Boolean(filters.cursor);
}

export function addressOf(filters: TutorFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...valuesOf(filters), cursor: filters.cursor })) {
    if (value && !(name === 'sort' && value === 'soonest')) query.set(name, value);
  }
  return query.size ? `${paths.tutors()}?${query}` : paths.tutors();
}

/** The filters in use that a phone keeps folded; what is looked for stands in its field. */
export function setFiltersOf(filters: TutorFilters): SetFilter[] {
  const { subject, language, minRateCents, maxRateCents, type, availableFrom, availableTo } =
    valuesOf(filters);
  const words: Partial<Record<keyof TutorFilterValues, string>> = {
    subject,
    language: language && `Taught in ${language}`,
    minRateCents: minRateCents && `From ${Number(minRateCents) / 100} an hour`,
    maxRateCents:
      maxRateCents && (Number(maxRateCents) === 0 ? 'Free' : `Up to ${Number(maxRateCents) / 100} an hour`),
    type: type && (type === 'GROUP' ? 'Group' : '1-to-1'),
    availableFrom: availableFrom && `Available from ${dayAndMonth(noonOf(availableFrom), 'UTC')}`,
    availableTo: availableTo && `Available until ${dayAndMonth(noonOf(availableTo), 'UTC')}`,
  };
  return Object.entries(words)
    .filter(([, label]) => label)
    .map(([name, label]) => ({
      label,
      without: addressOf({ ...filters, cursor: undefined, [name]: undefined }),
    }));
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** What else to ask for where nothing matched: of what was asked for, and nothing else. */
export function adviceOf(filters: TutorFilters): string {
  const ways = [
    filters.q && 'another word',
    filters.subject && 'another subject',
    filters.language && 'another language',
    filters.minRateCents !== undefined && 'a lower price',
    filters.maxRateCents !== undefined && 'a higher price',
    (filters.availableFrom || filters.availableTo) && 'more days',
    filters.type && (filters.type === 'GROUP' ? '1-to-1 sessions' : 'groups'),
  ].filter((way): way is string => Boolean(way));
  return ways.length > 0 ? `Try ${alternatives.format(ways)}.` : 'The list ends before this page.';
}
