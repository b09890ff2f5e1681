// Money on its way back. These are receipts: the amount stands first.
import { moneyOf } from '../../money';
import { longDay } from '../../time-format';
import type { Seat } from '../facts';
import { timeRows } from './session-times';
import { BANKS_TAKE, clocksForStudent, kindOf, paymentRow, type StudentScene, type Words } from './words';

/** What went back, which may be less than was paid; before Stripe has said so, all of it. */
function amountOf({ payment }: Seat): string {
  if (!payment) throw new Error('a refund of a seat that was free');
  return moneyOf(payment.refundedCents || payment.amountCents, payment.currency);
}

/** The operator may have sent back a part in Stripe's dashboard. */
function shareOf({ payment }: Seat): string {
  return payment && payment.refundedCents > 0 && payment.refundedCents < payment.amountCents
    ? 'part of '
    : '';
}

function aboutSession({ facts, tutor, seat }: StudentScene): string {
  return `${tutor.name}, ${longDay(facts.startsAt, seat.timezone)}`;
}

function rowsOf(scene: StudentScene, amount: string): Words['rows'] {
  return [
    { label: 'Amount', lines: [amount] },
    ...timeRows(scene.facts, scene.seat, clocksForStudent(scene)),
    ...paymentRow(scene.seat),
  ];
}

export function refunded(scene: StudentScene): Words {
  const amount = amountOf(scene.seat);
  return {
    subject: `Refund on its way: ${amount} (${aboutSession(scene)})`,
    preview: BANKS_TAKE,
    title: `${amount} is on its way to your card`,
    paragraphs: [
      `It is ${shareOf(scene.seat)}what you paid for a ${kindOf(scene.facts)} with ${scene.tutor.name}. ${BANKS_TAKE}`,
    ],
    rows: rowsOf(scene, amount),
    notes: [],
  };
}

export function refundFailed(scene: StudentScene): Words {
  const amount = amountOf(scene.seat);
  return {
    subject: `Refund delayed: ${amount} (${aboutSession(scene)})`,
    preview: 'You do not need to do anything.',
    title: 'A refund did not go through',
    paragraphs: [
      `${amount} for a ${kindOf(scene.facts)} with ${scene.tutor.name} could not be refunded to your card. Our team has been notified and is looking into it.`,
      'You do not need to do anything. The money is still yours.',
    ],
    rows: rowsOf(scene, amount),
    notes: [],
  };
}

export function latePayment(scene: StudentScene): Words {
  const amount = amountOf(scene.seat);
  return {
    subject: `Paid too late: ${amount} refund (${aboutSession(scene)})`,
    preview: 'Nothing is booked, and the money goes back.',
    title: 'Your payment arrived too late',
    paragraphs: [
      `You paid for a ${kindOf(scene.facts)} with ${scene.tutor.name} when the seat was no longer yours to book. Nothing is booked.`,
      `You get a full refund of ${amount} to your card. ${BANKS_TAKE}`,
    ],
    rows: rowsOf(scene, amount),
    notes: [],
  };
}
