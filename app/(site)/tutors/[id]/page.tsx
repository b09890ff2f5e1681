import type { Metadata } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { toBookableSlot } from '@/components/slots/bookable-slot';
import { TimeRange } from '@/components/time/times';
import { scriptText, tutorData } from '@/components/tutors/tutor-data';
import { TutorProfile } from '@/components/tutors/tutor-profile';
import { Notice } from '@/components/ui/notice';
import { currentUser } from '@/lib/auth/session';
import { listLivingHolds, listOwnTimes } from '@/lib/booking/queries';
import { env } from '@/lib/env';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { listOpenSlotsOf } from '@/lib/slots/queries';
import { MAX_DAYS_AHEAD } from '@/lib/slots/rules';
import type { Slot } from '@/lib/slots/schema';
import { addMinutes } from '@/lib/time';
import { longDay } from '@/lib/time-format';
import type { Tutor } from '@/lib/tutors/schema';
import { isZoneAssumed, visitorZone } from '../../../visitor-zone';
import { findTutor } from './find-tutor';
import { LiveCalendar } from './live-calendar';

export async function generateMetadata({ params }: PageProps<'/tutors/[id]'>): Promise<Metadata> {
  const tutor = await findTutor((await params).id);
  if (!tutor) return { title: 'No such tutor' };
  return {
    title: `${tutor.name}: ${tutor.subjects.slice(0, 3).join(', ') || 'tutor'}`,
    description: descriptionOf(tutor),
    alternates: { canonical: paths.tutor(tutor.id) },
    openGraph: { type: 'profile', siteName: 'Slotwise', locale: 'en_GB', url: paths.tutor(tutor.id) },
  };
}

function descriptionOf({ name, headline, hourlyRateCents, currency }: Tutor): string {
  const price = hourlyRateCents > 0 ? `${moneyOf(hourlyRateCents, currency)} an hour` : 'free of charge';
  const said = headline && `${headline.replace(/[.!?]?$/, (end) => end || '.')} `;
  return `${said}Book a session with ${name}, ${price}, at an hour on your own clock.`;
}

export default async function TutorPage({ params }: PageProps<'/tutors/[id]'>) {
  const { id } = await params;
  const now = new Date();
  const reading = findTutor(id);
  const [tutor, slots] = await Promise.all([
    reading,
    listOpenSlotsOf(reading, { providerProfileId: id, now }),
  ]);
  if (!tutor) notFound();
  const url = new URL(paths.tutor(tutor.id), env().APP_URL).href;
  return (
    <>
      <script
        type="application/ld+json"
        nonce={(await headers()).get('x-nonce') ?? undefined}
        // Browsers hide a nonce from scripts once the page is read.
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: `scriptText` leaves nothing that could end the element
        dangerouslySetInnerHTML={{ __html: scriptText(tutorData({ tutor, url })) }}
      />
      <TutorProfile tutor={tutor} now={now.toISOString()}>
        {/* Not streamed: its reads take milliseconds, and what stands below would jump when it came. */}
        <OpenSlots tutor={tutor} slots={slots} now={now} />
      </TutorProfile>
    </>
  );
}

/** As far ahead as slots can be, with what a zone and a slot's length add to the last day. */
const SHOWN_MINUTES = (MAX_DAYS_AHEAD + 3) * 24 * 60;

type OpenSlotsProps = { tutor: Tutor; slots: Slot[]; now: Date };

async function OpenSlots({ tutor, slots, now }: OpenSlotsProps) {
  const user = await currentUser();
  const [zone, held, ownTimes] = await Promise.all([
    visitorZone(user),
    user ? listLivingHolds({ studentId: user.id, providerProfileId: tutor.id, now }) : [],
    user ? listOwnTimes({ userId: user.id, from: now, to: addMinutes(now, SHOWN_MINUTES) }) : [],
  ]);
  return (
    <>
      {held.map(({ hold, slot }) => (
        <Notice key={hold.id} title="You are holding a seat">
          {longDay(slot.startsAt, zone)},{' '}
          <TimeRange startsAt={slot.startsAt} endsAt={slot.endsAt} zone={zone} />.{' '}
          <Link href={paths.book(slot.id)} prefetch={false} className="link text-inherit">
            Continue to payment
          </Link>
        </Notice>
      ))}
      <LiveCalendar
        // Once a first visitor's zone is known, another calendar takes the place of the first one: moved to other days
        // and rows, its slots would jump before one's eyes.
        key={(await isZoneAssumed(user)) ? 'assumed' : 'known'}
        tutorId={tutor.id}
        tutorName={tutor.name}
        tutorZone={tutor.timezone}
        initialSlots={slots.map(toBookableSlot)}
        zone={zone}
        now={now.toISOString()}
        pusher={publicConfig().pusher}
        ownTimes={ownTimes}
      />
    </>
  );
}
