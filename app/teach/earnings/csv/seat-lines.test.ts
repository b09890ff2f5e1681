import { expect, test } from 'vitest';
import { streamOf } from '@/lib/csv';
import type { PaidSeat } from '@/lib/sessions/earnings';
import { seatLines } from './seat-lines';

const seat: PaidSeat = {
  paymentId: 'payment',
  sessionId: 'session',
  startsAt: new Date('2026-11-30T09:00:00Z'),
  endsAt: new Date('2026-11-30T10:00:00Z'),
  sessionType: 'ONE_TO_ONE',
  studentName: 'Emi',
  amountCents: 3000,
  refundedCents: 0,
  currency: 'usd',
  state: 'TO_COME',
  status: 'SUCCEEDED',
  refundedAt: null,
};
const TITLES = /^\uFEFFDate,.*,Refunded at\r\n/;

async function chunksOf(pages: PaidSeat[][]): Promise<string[]> {
  async function* each() {
    yield* pages;
  }
  const chunks: string[] = [];
  for await (const chunk of seatLines(each(), 'Europe/Berlin')) chunks.push(chunk);
  return chunks;
}

test('the titles come with the first page, and once', async () => {
  const [first, second, ...others] = await chunksOf([[seat, seat], [seat]]);
  expect(first).toMatch(TITLES);
  expect(first?.split('\r\n')).toHaveLength(4);
  expect(second).toBe(
    '2026-11-30,10:00,2026-11-30T10:00:00+01:00,session,1-to-1,60,Emi,30.00,0.00,USD,to come,\r\n',
  );
  expect(others).toEqual([]);
});

test('where nothing was paid the file has its titles alone', async () => {
  const chunks = await chunksOf([]);
  expect(chunks).toHaveLength(1);
  expect(chunks[0]?.replace(TITLES, '')).toBe('');
});

test('a first page that cannot be read fails before anything is answered', async () => {
  // biome-ignore lint/correctness/useYield: it fails before it has anything to give
  async function* failing(): AsyncGenerator<PaidSeat[]> {
    throw new Error('no database');
  }
  await expect(streamOf(seatLines(failing(), 'Europe/Berlin'))).rejects.toThrow('no database');
});
