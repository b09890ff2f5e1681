// Around each test: vendors that are well and remember nothing, no session that a sweep would find, and bookings that add
// up in the end.
import { afterEach, beforeEach, vi } from 'vitest';
import { db } from '@/lib/db';
import { expectBookingsToAddUp } from '@/tests/factories';
import { beginAnew } from './vendors';

// Long scenarios, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(async () => {
  await beginAnew();
  await db().teachingSession.updateMany({
    where: { status: { in: ['SCHEDULED', 'IN_PROGRESS'] } },
    data: { status: 'COMPLETED' },
  });
});
afterEach(expectBookingsToAddUp);
