import { expect, test } from 'vitest';
import type { Session } from '@/lib/sessions/schema';
import { refundSentence, refundText } from './refund-words';

type Payment = NonNullable<Session['participants'][number]['payment']>;

const zone = 'Asia/Kathmandu';
/** Already the second of May in Kathmandu. */
const refundedAt = '2026-05-01T20:00:00.000Z';

function paid(...payments: (Partial<Payment> | null)[]): Pick<Session, 'participants'> {
  return {
    participants: payments.map((payment) => ({
      payment: payment && {
        ...{ status: 'REFUNDED', amountCents: 3000, currency: 'usd', refundedAt: null },
        ...payment,
      },
    })),
  } as Pick<Session, 'participants'>;
}

const say = (session: Pick<Session, 'participants'>, now = refundedAt) =>
  refundSentence(session, { zone, now });

test('a refund says when it was made, and until when to look for it', () => {
  expect(say(paid({ refundedAt }))).toBe(
    '$30.00 was refunded to your card on 2 May 2026. It should be on your statement by Tuesday 12 May.',
  );
});

test('a refund of long ago has arrived, and only says when it was made', () => {
  expect(say(paid({ refundedAt }), '2026-05-12T20:00:00.000Z')).toBe(
    '$30.00 was refunded to your card on 2 May 2026.',
  );
});

test('the day to look for it is counted in days, also where one of them has 23 hours', () => {
  const refund = paid({ refundedAt: '2026-03-24T23:30:00.000Z' });
  const reader = { zone: 'Europe/London', now: '2026-03-25T00:00:00.000Z' };
  expect(refundSentence(refund, reader)).toContain('by Friday 3 April.');
});

test('one that is on its way has no day yet', () => {
  expect(say(paid({ status: 'REFUNDING' }))).toBe(
    '$30.00 is being refunded to your card. It should be on your statement within 10 days.',
  );
});

test('where no card was charged, nothing is said of one', () => {
  expect(say(paid(null))).toBeNull();
  expect(say(paid({ status: 'CANCELLED' }))).toBeNull();
  expect(refundText(paid(null), zone)).toBeNull();
});

test('of several seats a list says the latest day, and before it what is still open', () => {
  const earlier = { refundedAt: '2026-04-30T08:00:00.000Z' };
  expect(refundText(paid({ refundedAt }, earlier), zone)).toBe('Refunded 2 May');
  expect(refundText(paid(earlier, { status: 'REFUNDING' }), zone)).toBe('Refund on its way');
  expect(refundText(paid({ status: 'REFUND_FAILED' }, earlier), zone)).toBe('Refund delayed');
});
