import { CalendarCheck, CircleX, Clock, RotateCcw } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { AddToCalendar } from '@/components/sessions/add-to-calendar';
import { OpeningTime } from '@/components/sessions/enter-room';
import { paymentText } from '@/components/sessions/session-status';
import { BothZones } from '@/components/time/times';
import { buttonClass } from '@/components/ui/button';
import { requireUser } from '@/lib/auth/session';
import { getSlotForCheckout } from '@/lib/booking/queries';
import type { HoldStatus } from '@/lib/booking/schema';
import { settleHold } from '@/lib/booking/settlement';
import { env } from '@/lib/env';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { getSession } from '@/lib/sessions/queries';
import { OPENS_BEFORE_MINUTES, opensAt } from '@/lib/sessions/rules';
import { visitorZone } from '../../visitor-zone';
import { WaitForPayment } from './wait-for-payment';

export const metadata: Metadata = {
  title: 'Your booking',
  description: 'The status of your booking, in your time zone and the tutor’s.',
  robots: 'noindex',
};

type Outcome = HoldStatus | 'DECLINED' | 'UNPAID';

/** What to say; a booking is announced only once it stands in the database. */
const WORDS: Record<Outcome, { icon: typeof Clock; title: string; text?: string }> = {
  CONFIRMED: {
    icon: CalendarCheck,
    title: 'Your session is booked',
  },
  HELD: {
    icon: Clock,
    title: 'Waiting for your payment',
    text: 'Your bank is still processing it. Your seat is kept, and this page updates by itself.',
  },
  DECLINED: {
    icon: CircleX,
    title: 'The payment was declined',
    text: 'You have not been charged. Your seat is still held for a short time: try again, or use another card.',
  },
  UNPAID: {
    icon: Clock,
    title: 'Not paid yet',
    text: 'Your seat is still held for a short time. Pay to book it.',
  },
  EXPIRED: {
    icon: CircleX,
    title: 'The seat is no longer held for you',
    text: 'The time to pay ran out. You have not been charged.',
  },
  RELEASED: {
    icon: CircleX,
    title: 'You left without booking',
    text: 'The seat is available to others again. You have not been charged.',
  },
  LATE_REFUNDED: {
    icon: RotateCcw,
    title: 'Paid too late, and refunded',
    text: 'Your payment arrived when the seat could no longer be booked for you, so nothing is booked. You get a full refund to your card.',
  },
};

export default async function BookDonePage({ searchParams }: PageProps<'/book/done'>) {
  const query = await searchParams;
  const holdId = z.uuid().safeParse(query.hold).data;
  if (!holdId) notFound();
  const user = await requireUser(paths.bookDone(holdId));
  const now = new Date();
  // Coming back from Stripe is one of the two ways in which a booking is confirmed; asking twice changes nothing.
  const settled = await settleHold({ holdId, studentId: user.id, now });
  if (!settled) notFound();
  const { hold, sessionId, price } = settled;
  const found = await getSlotForCheckout({ slotId: hold.slotId, studentId: user.id, now });
  if (!found) notFound();
  const { slot, tutor } = found;

  const outcome: Outcome =
    hold.status !== 'HELD'
      ? hold.status
      : query.redirect_status === 'failed'
        ? 'DECLINED'
        : query.payment_intent
          ? 'HELD'
          : 'UNPAID';
  const { icon: Icon, title, text } = WORDS[outcome];
  const isBooked = outcome === 'CONFIRMED';
  const session = isBooked && sessionId ? await getSession({ sessionId, userId: user.id }) : null;
  const ownSeat = session?.participants.findLast(({ status }) => status === 'BOOKED');
  const zone = await visitorZone(user);
  return (
    <div className="shell grid grid-cols-[minmax(0,44rem)] gap-6 py-12 sm:py-16">
      <div className="card grid gap-6 p-6 sm:p-8">
        <div
          role="status"
          className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 sm:grid-rows-[auto_1fr] sm:gap-y-1"
        >
          <span
            className={`grid size-12 place-items-center rounded-full sm:row-span-2 sm:self-start ${isBooked ? 'bg-accent text-on-accent' : 'bg-sunken text-ink-muted'}`}
          >
            <Icon aria-hidden className="size-6" />
          </span>
          <h1 className="text-2xl sm:text-3xl">{title}</h1>
          <div className="max-sm:col-span-2">
            {text && <p className="text-ink-muted">{text}</p>}
            {isBooked && (
              <p className="text-ink-muted [overflow-wrap:anywhere]">
                A confirmation is on its way to {user.email}. The room opens{' '}
                <OpeningTime
                  opensAt={opensAt({ startsAt: new Date(slot.startsAt) }).toISOString()}
                  now={now.toISOString()}
                  zone={zone}
                />
                , {OPENS_BEFORE_MINUTES} minutes before the start.
              </p>
            )}
          </div>
        </div>
        {outcome === 'HELD' && <WaitForPayment />}
        <div className="grid gap-3 border-t pt-5">
          <p className="font-semibold">
            {slot.sessionType === 'GROUP' ? 'Group session' : '1-to-1 session'} with {tutor.name}
          </p>
          <BothZones
            startsAt={slot.startsAt}
            endsAt={slot.endsAt}
            zone={zone}
            otherZone={tutor.timezone}
            otherLabel={`${tutor.name}’s time`}
            now={now.toISOString()}
          />
          {outcome !== 'LATE_REFUNDED' && (
            <dl>
              <dt className="text-ink-muted text-sm">Price</dt>
              <dd className="figures font-semibold text-lg">
                {ownSeat?.payment
                  ? paymentText(ownSeat.payment)
                  : moneyOf(price?.amountCents ?? slot.priceCents, price?.currency ?? slot.currency)}
              </dd>
            </dl>
          )}
        </div>
        {session && <AddToCalendar session={session} appUrl={env().APP_URL} />}
        <div className="grid gap-3 sm:flex sm:flex-wrap">
          <Ways outcome={outcome} slotId={slot.id} tutor={tutor} sessionId={sessionId} />
        </div>
      </div>
    </div>
  );
}

type WaysProps = {
  outcome: Outcome;
  slotId: string;
  tutor: { id: string; name: string };
  sessionId: string | null;
};

function Ways({ outcome, slotId, tutor, sessionId }: WaysProps): ReactNode {
  const toSessions = (
    <Link href={paths.sessions()} className={buttonClass({ look: 'secondary' })}>
      My sessions
    </Link>
  );
  if (outcome === 'CONFIRMED') {
    return (
      <>
        {sessionId && (
          <Link href={paths.session(sessionId)} className={buttonClass()}>
            Go to the session
          </Link>
        )}
        {toSessions}
      </>
    );
  }
  if (outcome === 'HELD') return toSessions;
  const toOtherTimes = (look: 'primary' | 'secondary') => (
    <Link href={paths.tutor(tutor.id)} className={buttonClass({ look })}>
      Other times with {tutor.name}
    </Link>
  );
  if (outcome === 'LATE_REFUNDED') return toOtherTimes('primary');
  return (
    <>
      <Link href={paths.book(slotId)} prefetch={false} className={buttonClass()}>
        {outcome === 'DECLINED'
          ? 'Try again'
          : outcome === 'UNPAID'
            ? 'Continue to payment'
            : 'Try this time again'}
      </Link>
      {toOtherTimes('secondary')}
    </>
  );
}
