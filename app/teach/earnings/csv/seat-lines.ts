// The file of a tutor's payments: one line for each paid seat.
import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv';
import type { PaidSeat } from '@/lib/sessions/earnings';
import { dayIn, isoIn, minutesBetween, wallTimeIn } from '@/lib/time';

const HEADER = [
  'Date',
  'Time',
  'Starts at',
  'Session',
  'Kind',
  'Minutes',
  'Student',
  'Amount',
  'Refunded',
  'Currency',
  'Status',
  'Refunded at',
];

/** The file in chunks, the first one with the line of titles; written in the zone that is given. */
export async function* seatLines(pages: AsyncIterable<PaidSeat[]>, zone: string): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADER);
  for await (const seats of pages) yield seats.map((seat) => csvLine(cellsOf(seat, zone))).join('');
}

function cellsOf(seat: PaidSeat, zone: string): string[] {
  return [
    dayIn(seat.startsAt, zone),
    wallTimeIn(seat.startsAt, zone),
    isoIn(seat.startsAt, zone),
    seat.sessionId,
    seat.sessionType === 'GROUP' ? 'group' : '1-to-1',
    String(minutesBetween(seat.startsAt, seat.endsAt)),
    seat.studentName,
    unitsOf(seat.amountCents),
    unitsOf(seat.refundedCents),
    seat.currency.toUpperCase(),
    statusOf(seat),
    seat.refundedAt ? isoIn(seat.refundedAt, zone) : '',
  ];
}

/** A point and two digits, without a sign or a grouping: what every spreadsheet can be told to read. */
function unitsOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

function statusOf({ state, status }: PaidSeat): string {
  if (state === 'EARNED') return 'earned';
  if (state === 'TO_COME') return 'to come';
  if (status === 'REFUNDED') return 'refunded';
  return status === 'REFUND_FAILED' ? 'refund delayed' : 'refund on its way';
}
