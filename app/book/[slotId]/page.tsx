import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ClockChangeWarning } from '@/components/booking/clock-change-warning';
import { PriceBreakdown } from '@/components/booking/price-breakdown';
import { seatsText } from '@/components/slots/bookable-slot';
import { BothZones } from '@/components/time/times';
import { Avatar } from '@/components/ui/avatar';
import { BackLink } from '@/components/ui/back-link';
import { currentUser, requireUser } from '@/lib/auth/session';
import { getSlotForCheckout } from '@/lib/booking/queries';
import { paths } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { durationOf } from '@/lib/time-format';
import { visitorZone } from '../../visitor-zone';
import { Checkout } from './checkout';

const findSlot = cache((slotId: string, studentId: string) =>
  getSlotForCheckout({ slotId, studentId, now: new Date() }),
);

export async function generateMetadata({ params }: PageProps<'/book/[slotId]'>): Promise<Metadata> {
  const user = await currentUser();
  const found = user && (await findSlot((await params).slotId, user.id));
  return {
    title: found ? `Book ${found.tutor.name}` : 'Book a session',
    description: 'The time in both time zones, the price, and the payment.',
    robots: 'noindex',
  };
}

export default async function BookPage({ params }: PageProps<'/book/[slotId]'>) {
  const { slotId } = await params;
  const user = await requireUser(paths.book(slotId));
  const now = new Date();
  const found = await findSlot(slotId, user.id);
  if (!found) notFound();
  const { slot, tutor } = found;
  const zone = await visitorZone(user);
  const times = { startsAt: slot.startsAt, zone, otherZone: tutor.timezone, now: now.toISOString() };
  return (
    <div className="shell grid gap-6 py-8 sm:py-10">
      <BackLink href={paths.tutor(tutor.id)}>All times with {tutor.name}</BackLink>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[1fr_26rem] lg:grid-rows-[auto_1fr]">
        <div className="grid gap-6">
          <div className="flex items-start gap-4">
            <Avatar seed={tutor.id} name={tutor.name} className="size-14" />
            <div className="grid gap-1">
              <h1 className="text-2xl sm:text-3xl">Book a session with {tutor.name}</h1>
              {/* A phone has room for what is new since the tutor's page, and no more. */}
              {tutor.headline && <p className="max-sm:hidden [overflow-wrap:anywhere]">{tutor.headline}</p>}
              <p className="text-ink-muted">
                {[
                  slot.sessionType === 'GROUP' ? 'Group' : '1-to-1',
                  durationOf(slot.durationMinutes),
                  seatsText(slot),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {tutor.subjects.length > 0 && (
                <p className="text-ink-muted text-sm max-sm:hidden">{tutor.subjects.join(', ')}</p>
              )}
            </div>
          </div>
          <BothZones {...times} endsAt={slot.endsAt} otherLabel={`${tutor.name}’s time`} />
          <ClockChangeWarning {...times} otherName={tutor.name} />
        </div>
        <section aria-label="Payment" className="card p-5 sm:p-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Checkout
            slotId={slot.id}
            isFree={slot.priceCents === 0}
            tutor={{ id: tutor.id, name: tutor.name }}
            stripeJsUrl={publicConfig().stripe.jsUrl}
          >
            <PriceBreakdown slot={slot} hourlyRateCents={tutor.hourlyRateCents} />
          </Checkout>
        </section>
        <section aria-labelledby="refund" className="grid gap-1 border-t pt-5 lg:row-start-2">
          <h2 id="refund" className="font-semibold">
            If plans change
          </h2>
          <p className="text-ink-muted">
            {slot.priceCents === 0
              ? 'You can cancel until the session starts.'
              : 'Cancel any time before the session starts for a full refund to your card. You also get a full refund if the tutor cancels.'}
          </p>
        </section>
      </div>
    </div>
  );
}
