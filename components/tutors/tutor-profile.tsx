import type { ReactNode } from 'react';
import { moneyOf } from '@/lib/money';
import { clockOf, zoneCity } from '@/lib/time-format';
import type { Tutor } from '@/lib/tutors/schema';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';

type TutorProfileProps = {
  tutor: Tutor;
  now: string;
  /** Below the page's own heading where it is shown within another page. */
  level?: 'h1' | 'h3';
  children: ReactNode;
};

/** Who, what and how much; `children` is the booking calendar. */
export function TutorProfile({ tutor, now, level = 'h1', children }: TutorProfileProps) {
  const Heading = level;
  const price = moneyOf(tutor.hourlyRateCents, tutor.currency);
  return (
    <article className="shell grid gap-10 py-10">
      {/* Laid out by the room it has: it is shown small in the preview of the profile's form as well. */}
      <header className="@container">
        <div className="grid grid-cols-[auto_1fr] items-start gap-x-4 gap-y-5 @xl:grid-cols-[auto_1fr_auto] @xl:gap-x-6">
          <Avatar seed={tutor.id} name={tutor.name} className="size-16 @xl:size-24" />
          <div className="grid gap-2">
            <Heading className="text-3xl">{tutor.name}</Heading>
            <p className="max-w-[60ch] text-ink-muted text-lg">{tutor.headline}</p>
            <ul aria-label="Subjects" className="mt-1 flex flex-wrap gap-1.5">
              {tutor.subjects.map((subject) => (
                <li key={subject}>
                  <Badge tone="accent">{subject}</Badge>
                </li>
              ))}
            </ul>
          </div>
          <p className="@max-xl:col-span-2 @max-xl:flex @max-xl:items-baseline @max-xl:gap-2 @xl:text-right">
            <span className="figures block font-semibold text-2xl">{price}</span>
            <span className="text-ink-muted text-sm">
              {tutor.hourlyRateCents > 0 ? 'an hour' : 'every session'}
            </span>
          </p>
        </div>
      </header>
      {children}
      <section aria-labelledby="about" className="@container border-t pt-8">
        <div className="grid gap-x-12 gap-y-6 @2xl:grid-cols-[1fr_16rem]">
          <div className="grid content-start gap-3">
            <h2 id="about" className="text-2xl">
              About {tutor.name.split(' ')[0]}
            </h2>
            <p className="max-w-[68ch] whitespace-pre-line [overflow-wrap:anywhere]">
              {tutor.bio || 'No description yet.'}
            </p>
          </div>
          <dl className="grid content-start gap-4 text-sm">
            <div>
              <dt className="text-ink-muted">Teaches in</dt>
              <dd className="text-base">{tutor.languages.join(', ') || 'Not specified'}</dd>
            </div>
            <div>
              <dt className="text-ink-muted">Local time</dt>
              <dd className="text-base">
                <time dateTime={now}>{clockOf(now, tutor.timezone)}</time> in {zoneCity(tutor.timezone)}
              </dd>
            </div>
            <div>
              <dt className="text-ink-muted">Cancellation</dt>
              <dd className="text-base">
                {tutor.hourlyRateCents > 0
                  ? 'Full refund if you cancel before the session starts.'
                  : 'You can cancel until the session starts.'}
              </dd>
            </div>
          </dl>
        </div>
      </section>
    </article>
  );
}
