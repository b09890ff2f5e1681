// What pages take from their address. Anything that makes no sense reads as not said.

type Query = Record<string, string | string[] | undefined>;

export function textOf(value: string | string[] | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return first || undefined;
}

export type ListQuery = {
  when: 'upcoming' | 'past';
  order: 'soonest' | 'newest';
  cursor: string | undefined;
};

/** Upcoming sessions come soonest first, past ones latest first. */
export function readListQuery(query: Query): ListQuery {
  const when = query.when === 'past' ? 'past' : 'upcoming';
  return { when, order: when === 'past' ? 'newest' : 'soonest', cursor: textOf(query.cursor) };
}
