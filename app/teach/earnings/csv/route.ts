// A download of the page beside it, not a call of the HTTP interface.
import { readActor } from '@/lib/auth/actor';
import { streamOf } from '@/lib/csv';
import { AppError } from '@/lib/errors';
import { guarded, methods, parse } from '@/lib/http';
import { type MonthRange, monthRangeSchema, readPaidSeats } from '@/lib/sessions/earnings';
import { seatLines } from './seat-lines';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: guarded(async (request) => {
    const tutor = await readActor(request.headers.get('cookie'));
    if (!tutor) throw new AppError('UNAUTHENTICATED');
    if (!tutor.providerProfileId) throw new AppError('NOT_A_TUTOR');
    const range = inOrder(parse(monthRangeSchema, Object.fromEntries(new URL(request.url).searchParams)));
    const zone = tutor.timezone;
    const seats = readPaidSeats({ ...range, userId: tutor.id, zone });
    return new Response(await streamOf(seatLines(seats, zone)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(range)}"`,
        'cache-control': 'private, no-store',
      },
    });
  }),
});

/** Whichever of two months was picked first, the time between them is meant. */
function inOrder({ from, to }: MonthRange = { from: undefined, to: undefined }): MonthRange {
  return from && to && from > to ? { from: to, to: from } : { from, to };
}

function fileName({ from, to }: MonthRange): string {
  const parts = [
    'slotwise-earnings',
    from && (from === to ? from : `from-${from}`),
    to !== from && to && `to-${to}`,
  ];
  return `${parts.filter(Boolean).join('-')}.csv`;
}
