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

/**
 * The file in chunks, written in the zone that is given. The line of titles comes with the first page and not ahead of
 * it, so that a page that cannot be read fails before anything is answered.
 */
export async function* seatLines(pages: AsyncIterable<PaidSeat[]>, zone: string): AsyncGenerator<string> {
  let titles = BYTE_ORDER_MARK + csvLine(HEADER);
  for await (const seats of pages) {
    yield titles + seats.map((seat) => csvLine(cellsOf(seat, zone))).join('');
    titles = '';
  }
  if (titles) yield titles;
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
