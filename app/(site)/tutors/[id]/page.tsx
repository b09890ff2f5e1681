import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache, Suspense } from 'react';
import { toBookableSlot } from '@/components/slots/bookable-slot';
import { BookingCalendarSkeleton } from '@/components/slots/booking-calendar-skeleton';
import { TimeRange } from '@/components/time/times';
import { TutorProfile } from '@/components/tutors/tutor-profile';
import { Notice } from '@/components/ui/notice';
import { currentUser } from '@/lib/auth/session';
import { listLivingHolds } from '@/lib/booking/queries';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { listOpenSlots } from '@/lib/slots/queries';
import { longDay } from '@/lib/time-format';
import { getPublicTutor } from '@/lib/tutors/queries';
import type { Tutor } from '@/lib/tutors/schema';
import { isZoneAssumed, visitorZone } from '../../../visitor-zone';
import { LiveCalendar } from './live-calendar';

const findTutor = cache((id: string) => getPublicTutor({ id, now: new Date() }));

export async function generateMetadata({ params }: PageProps<'/tutors/[id]'>): Promise<Metadata> {
  const tutor = await findTutor((await params).id);
  if (!tutor) return { title: 'Not found' };
  return {
    title: `${tutor.name}: ${tutor.subjects.slice(0, 3).join(', ') || 'tutor'}`,
    description: tutor.headline || `Book a session with ${tutor.name}.`,
  };
}

export default async function TutorPage({ params }: PageProps<'/tutors/[id]'>) {
  const tutor = await findTutor((await params).id);
  if (!tutor) notFound();
  return (
    <TutorProfile tutor={tutor} now={new Date().toISOString()}>
      <Suspense fallback={<BookingCalendarSkeleton />}>
        <OpenSlots tutor={tutor} />
      </Suspense>
    </TutorProfile>
  );
}

async function OpenSlots({ tutor }: { tutor: Tutor }) {
  const now = new Date();
  const user = await currentUser();
  const [open, zone, held] = await Promise.all([
    listOpenSlots({ providerProfileId: tutor.id, now }),
    visitorZone(user),
    user ? listLivingHolds({ studentId: user.id, providerProfileId: tutor.id, now }) : [],
  ]);
  return (
    <>
      {held.map(({ hold, slot }) => (
        <Notice key={hold.id} title="You are holding a seat">
          {longDay(slot.startsAt, zone)},{' '}
          <TimeRange startsAt={slot.startsAt} endsAt={slot.endsAt} zone={zone} />.{' '}
          <Link href={paths.book(slot.id)} prefetch={false} className="link text-inherit">
            Go on to pay
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
        initialSlots={open?.items.map(toBookableSlot) ?? []}
        zone={zone}
        now={now.toISOString()}
        pusher={publicConfig().pusher}
      />
    </>
  );
}
