import Link from 'next/link';
import { buttonClass } from '../ui/button';

type SessionPagesProps = {
  base: string;
  when: 'upcoming' | 'past';
  cursor?: string | undefined;
  nextCursor: string | null;
};

/** On to later pages of a list, and back to its beginning. */
export function SessionPages({ base, when, cursor, nextCursor }: SessionPagesProps) {
  if (!cursor && !nextCursor) return null;
  const first = when === 'past' ? `${base}?when=past` : base;
  return (
    <nav aria-label="Pages of the list" className="flex flex-wrap justify-center gap-3">
      {cursor && (
        <Link href={first} className={buttonClass({ look: 'quiet' })}>
          Back to the first
        </Link>
      )}
      {nextCursor && (
        <Link
          href={`${base}?${new URLSearchParams({ when, cursor: nextCursor })}`}
          className={buttonClass({ look: 'secondary' })}
        >
          {when === 'past' ? 'Earlier sessions' : 'Later sessions'}
        </Link>
      )}
    </nav>
  );
}
