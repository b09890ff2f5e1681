import { ArrowRight, CalendarPlus, CircleCheck, CircleDashed, Eye, UserRoundPen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { Suspense } from 'react';
import { LiveRefresh } from '@/components/live/live-refresh';
import { nextChange } from '@/components/sessions/next-change';
import { gistOfSession } from '@/components/sessions/session-gist';
import { SessionList } from '@/components/sessions/session-list';
import { SessionListSkeleton } from '@/components/sessions/session-list-skeleton';
import { SessionNews } from '@/components/sessions/session-news';
import { buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { currentUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { listInstructorSessions } from '@/lib/sessions/queries';
import { offsetName, zoneCity } from '@/lib/time-format';
import { visitorZone } from '../visitor-zone';
import { openText, type Readiness, readReadiness } from './readiness';

export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser();
  if (user?.providerProfileId) return { title: 'Teaching', robots: 'noindex' };
  return {
    title: 'Teach on Slotwise',
    description: 'Add your hours for the next four weeks, set your rate, and get paid for every session.',
    alternates: { canonical: paths.teach() },
  };
}

export default async function TeachPage() {
  const user = await currentUser();
  if (!user?.providerProfileId) return <Invitation isSignedIn={user !== null} />;
  const [readiness, zone] = await Promise.all([
    readReadiness({ userId: user.id, providerProfileId: user.providerProfileId }),
    visitorZone(user),
  ]);
  return (
    <div className="shell grid grid-cols-[minmax(0,56rem)] gap-8 py-10">
      <div className="grid gap-2">
        <h1 className="text-3xl">Teaching</h1>
        <p className="text-ink-muted">
          Times in {zoneCity(zone)} ({offsetName(new Date(), zone)})
        </p>
      </div>
      <StillToDo {...readiness} />
      {readiness.isPublished && <OwnHours {...readiness} />}
      <section className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 className="text-2xl">Coming up</h2>
          <Link href={paths.teachSessions()} className="link inline-flex items-center gap-1 py-1">
            Sessions you teach <ArrowRight aria-hidden className="size-4" />
          </Link>
        </div>
        <Suspense fallback={<SessionListSkeleton />}>
          <ComingUp userId={user.id} zone={zone} />
        </Suspense>
      </section>
    </div>
  );
}

const REASONS = [
  {
    icon: CalendarPlus,
    title: 'Your hours',
    text: 'Offer exactly the hours you have, up to four weeks ahead. Every week can be different. Students see them in their own time zone.',
  },
  {
    icon: UserRoundPen,
    title: 'Your rate',
    text: 'You set one hourly rate. Each session is priced by its length, and students pay when they book.',
  },
  {
    icon: Eye,
    title: 'Published when you are ready',
    text: 'Take your time with your profile. It appears in the directory once you publish it.',
  },
];

function Invitation({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <div className="shell grid max-w-[60rem] gap-12 py-12 sm:py-20">
      <div className="grid gap-5">
        <h1 className="max-w-[18ch] text-4xl">Teach when it suits you.</h1>
        <p className="max-w-[56ch] text-ink-muted text-lg">
          Choose your hours, what you teach and what an hour costs. Students book and pay for single sessions,
          one to one or in groups of up to 20.
        </p>
        <div className="flex flex-wrap gap-3">
          <Link
            href={isSignedIn ? paths.teachProfile() : paths.register(paths.teachProfile())}
            className={buttonClass({ size: 'lg' })}
          >
            Become a tutor
          </Link>
          {!isSignedIn && (
            <Link
              href={paths.signIn(paths.teach())}
              className={buttonClass({ look: 'secondary', size: 'lg' })}
            >
              Sign in
            </Link>
          )}
        </div>
      </div>
      <ul className="grid gap-x-8 gap-y-8 border-t pt-10 sm:grid-cols-3">
        {REASONS.map(({ icon: Icon, title, text }) => (
          <li key={title} className="grid content-start gap-2">
            <Icon aria-hidden className="size-6 text-accent-text" strokeWidth={1.7} />
            <h2 className="mt-1 font-semibold text-lg">{title}</h2>
            <p className="text-ink-muted">{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is still missing before students can find and book; nothing once all of it is done. */
function StillToDo({ steps }: Pick<Readiness, 'steps'>) {
  const next = steps.find((step) => !step.done);
  if (!next) return null;
  return (
    <section aria-label="Still to do" className="card">
      <ol className="divide-y">
        {steps.map((step) => (
          <li key={step.title} className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4 sm:px-5">
            {step.done ? (
              <CircleCheck aria-label="Done" className="size-6 text-accent-text" />
            ) : (
              <CircleDashed aria-label="To do" className="size-6 text-ink-muted" />
            )}
            <div className="min-w-52 flex-1">
              <p className={cx('font-semibold', step.done && 'text-ink-muted')}>{step.title}</p>
              <p className="text-ink-muted text-sm">{step.text}</p>
            </div>
            {/* One thing after the other. */}
            {step === next && (
              <Link href={step.href} className={cx(buttonClass({ size: 'sm' }), 'max-sm:w-full')}>
                {step.action}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** For those whom students can find: what is on offer, and how it looks to them. */
function OwnHours({ profileId, openCount }: Readiness) {
  return (
    <section
      aria-labelledby="own-hours"
      className="card flex flex-wrap items-center gap-x-2 gap-y-3 p-4 sm:px-5"
    >
      <div className="min-w-52 flex-1">
        <h2 id="own-hours" className="font-semibold">
          Your hours
        </h2>
        <p className="text-ink-muted text-sm">{openText(openCount)}</p>
      </div>
      <Link
        href={paths.teachCalendar()}
        className={cx(buttonClass({ look: 'secondary', size: 'sm' }), 'max-sm:flex-1')}
      >
        Open calendar
      </Link>
      <Link
        href={paths.tutor(profileId)}
        className={cx(buttonClass({ look: 'quiet', size: 'sm' }), 'max-sm:flex-1')}
      >
        See public page
      </Link>
    </section>
  );
}

async function ComingUp({ userId, zone }: { userId: string; zone: string }) {
  const now = new Date();
  const { items } = await listInstructorSessions({
    userId,
    when: 'upcoming',
    order: 'soonest',
    limit: 5,
    settledIsPast: true,
    now,
  });
  const readAt = now.toISOString();
  return (
    <>
      <LiveRefresh
        pusher={publicConfig().pusher}
        userId={userId}
        readAt={readAt}
        changesAt={nextChange(items, { now: readAt, zone })}
      />
      <SessionNews gists={items.map(gistOfSession)} readAt={readAt} zone={zone} isWhatComes />
      {items.length === 0 ? (
        <p className="text-ink-muted">No sessions booked. New bookings appear here at once.</p>
      ) : (
        <SessionList sessions={items} zone={zone} now={readAt} level="h3" />
      )}
    </>
  );
}
