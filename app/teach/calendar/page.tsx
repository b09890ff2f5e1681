import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '@/components/live/live-refresh';
import { gistOfSlot } from '@/components/sessions/session-gist';
import { SessionNews } from '@/components/sessions/session-news';
import { Notice } from '@/components/ui/notice';
import { requireTutor } from '@/lib/auth/session';
import { tutorChannel } from '@/lib/channels';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { listOwnSlots } from '@/lib/slots/queries';
import { MAX_DAYS_AHEAD } from '@/lib/slots/rules';
import { addDays, dayIn } from '@/lib/time';
import { offsetName, zoneCity } from '@/lib/time-format';
import { getOwnProfile } from '@/lib/tutors/queries';
import { TeachCalendar } from './teach-calendar';

export const metadata: Metadata = {
  title: 'Calendar',
  description: 'The hours you offer in the next four weeks.',
  robots: 'noindex',
};

export default async function TeachCalendarPage() {
  const tutor = await requireTutor(paths.teachCalendar());
  const now = new Date();
  const profile = await getOwnProfile({ userId: tutor.id, now });
  if (!profile) notFound();
  const today = dayIn(now, profile.timezone);
  const { items } = await listOwnSlots({
    providerProfileId: tutor.providerProfileId,
    from: today,
    to: addDays(today, MAX_DAYS_AHEAD),
  });
  const live = { pusher: publicConfig().pusher, userId: tutor.id, readAt: now.toISOString() };
  return (
    <div className="shell grid gap-6 py-10">
      <LiveRefresh {...live} />
      {/* A seat that is held while somebody pays is told to everybody, and to nobody by name. */}
      <LiveRefresh {...live} channel={tutorChannel(tutor.providerProfileId)} />
      <SessionNews gists={items.map(gistOfSlot)} readAt={now.toISOString()} zone={profile.timezone} />
      <div className="grid gap-2">
        <h1 className="text-3xl">Calendar</h1>
        <p className="text-ink-muted">
          In {zoneCity(profile.timezone)} time ({offsetName(now, profile.timezone)}), up to four weeks ahead.{' '}
          <Link className="link" href={paths.teachProfile()}>
            Change time zone
          </Link>
        </p>
      </div>
      {/* Whoever has none yet is told one thing at a time: to add some. */}
      {!profile.published && items.length > 0 && (
        <Notice tone="warn" title="Students cannot see these hours yet">
          <Link className="link text-inherit" href={paths.teachProfile()}>
            Publish your profile
          </Link>{' '}
          when you are ready.
        </Notice>
      )}
      <TeachCalendar
        slots={items}
        zone={profile.timezone}
        now={now.toISOString()}
        rate={{ hourlyRateCents: profile.hourlyRateCents, currency: profile.currency }}
      />
    </div>
  );
}
