// Everything that people are promised, with mail and Pusher failing in each of their ways meanwhile, and with a queue that
// does things twice. Afterwards the vendors themselves are asked what they did: everything once.
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { sessionEventSchema } from '@/lib/events';
import { drainJobs } from '@/lib/jobs/worker';
import { tellPeople } from '@/lib/notifications/tell';
import { expectOnce } from './promises';
import { away, proveAgainst, type Trouble } from './prove';
import { finishJobs } from './queue';
import { type Given, scenarios } from './scenarios';
import { order } from './vendors';

const mailsOf = ({ outcome }: Given) => outcome().promised.filter((line) => line.startsWith('mail')).length;

const onMails =
  (match: string, fault: object) =>
  (given: Given): Promise<unknown> =>
    order('mail', { match, times: mailsOf(given), ...fault });

describe.each<Trouble>([
  { kind: 'SMTP is away for an hour', vendor: 'mail', rounds: 2, strike: away('mail') },
  { kind: 'SMTP answers 451', vendor: 'mail', strike: onMails('SMTP DATA', { status: 451 }) },
  {
    kind: 'SMTP is cut off before the mail',
    vendor: 'mail',
    strike: onMails('SMTP RCPT', { dropAfter: true }),
  },
  { kind: 'SMTP is slow', vendor: 'mail', strike: onMails('SMTP DATA', { delayMs: 150 }) },
  { kind: 'Pusher is away for an hour', vendor: 'pusher', rounds: 2, strike: away('pusher') },
  {
    kind: 'Pusher answers 500',
    vendor: 'pusher',
    strike: () => order('pusher', { match: '/apps/', status: 500, times: 6 }),
  },
  {
    kind: 'Pusher is slow',
    vendor: 'pusher',
    strike: () => order('pusher', { match: 'POST /apps/', delayMs: 300, times: 6 }),
  },
])('$kind', (trouble) => {
  test.each(scenarios)('%s', (_, arrange) => proveAgainst(trouble, arrange));
});

describe('The queue is worked off by three at once', () => {
  test.each(scenarios)('%s', async (_, arrange) => {
    const given = await arrange();
    await given.act();
    await Promise.all([drainJobs(), drainJobs(), drainJobs()]);
    await finishJobs();
    await expectOnce('two workers too many', { injected: 2, ...given.outcome() });
  });
});

describe('Each event is told three times at once, and again later', () => {
  test.each(scenarios)('%s', async (_, arrange) => {
    const given = await arrange();
    await given.act();
    const events = await eventsToTell();
    await Promise.all([...events, ...events].map(tellPeople).concat(finishJobs().then(() => undefined)));
    await finishJobs();
    for (const event of events) await tellPeople(event);
    await finishJobs();
    await expectOnce('an event told again', { injected: 3 * events.length, ...given.outcome() });
  });
});

async function eventsToTell() {
  const jobs = await db().$queryRaw<{ payload: unknown }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'tell'`;
  expect(jobs.length).toBeGreaterThan(0);
  return jobs.map(({ payload }) => sessionEventSchema.parse(payload));
}
