import Link from 'next/link';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { clockOf, shortDay } from '@/lib/time-format';
import type { Tutor } from '@/lib/tutors/schema';
import type { SessionType } from '@/lib/vocabulary';
import { Avatar } from '../ui/avatar';

/** One tutor in a list: what they teach, what an hour costs and when they can be booked next, in the reader's zone. */
export function TutorCard({
  tutor,
  zone,
  type,
  level = 'h2',
}: {
  tutor: Tutor;
  zone: string;
  /** The one kind of session that is looked for; its next time is another one than that of all. */
  type?: SessionType | undefined;
  level?: 'h2' | 'h3';
}) {
  const Heading = level;
  const what = type ? `${type === 'GROUP' ? 'group' : '1-to-1'} session` : 'available';
  return (
    // Laid out by the room it has: it is shown small in the preview of the profile's form as well.
    <li className="@container grid">
      <div className="group card relative grid content-start gap-x-5 gap-y-4 p-5 transition-colors duration-150 hover:border-line-strong @lg:grid-cols-[auto_1fr_auto]">
        <div className="flex items-start gap-4 @lg:contents">
          <Avatar seed={tutor.id} name={tutor.name} className="size-14" />
          <div className="grid min-w-0 gap-1.5">
            <Heading className="font-semibold text-lg">
              {/* The whole card leads there, and the name alone is read out. */}
              <Link
                href={paths.tutor(tutor.id)}
                className="after:absolute after:inset-0 after:rounded-lg group-hover:underline focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:outline-offset-2"
              >
                {tutor.name}
              </Link>
            </Heading>
            <p className="text-ink-muted">{tutor.headline}</p>
            <p className="text-sm">
              {tutor.subjects.join(', ')}
              {tutor.languages.length > 0 && (
                <span className="text-ink-muted"> · taught in {tutor.languages.join(', ')}</span>
              )}
            </p>
          </div>
        </div>
        <div className="flex flex-col gap-1 border-t pt-3 @lg:items-end @lg:gap-2 @lg:border-0 @lg:pt-0 @lg:text-right">
          <p>
            <span className="figures font-semibold text-lg">
              {moneyOf(tutor.hourlyRateCents, tutor.currency)}
            </span>
            <span className="text-ink-muted text-sm"> {tutor.hourlyRateCents > 0 ? 'an hour' : ''}</span>
          </p>
          <p className="text-sm">
            {tutor.nextSlotAt ? (
              <>
                <span className="text-ink-muted">Next {what} </span>
                <time dateTime={tutor.nextSlotAt} className="whitespace-nowrap font-medium text-accent-text">
                  {shortDay(tutor.nextSlotAt, zone)}, {clockOf(tutor.nextSlotAt, zone)}
                </time>
              </>
            ) : (
              <span className="text-ink-muted">No times available at the moment</span>
            )}
          </p>
        </div>
      </div>
    </li>
  );
}
