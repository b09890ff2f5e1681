// `npm run bench`: the production build on the embedded Postgres, beside a floor that does the same SQL and nothing
// else (bench/floor). App and floor take turns, three rounds each after a warm-up, and the median of each figure
// counts, so that whatever else the machine does falls on both. All load stays on this machine.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encode } from 'next-auth/jwt';
import budget from './budget.json' with { type: 'json' };
import { countJobs, type Data, growTable, prepareData } from './data';
import { timeLargestPaint } from './largest-paint';
import { medianOf, memoryMbOf, type Round, runRound, type Target } from './load';
import { type Aim, type Measure, printAims, printMeasures, printTable } from './report';
import { type ScriptWeight, weighScripts } from './script-weight';
import { type Stack, startStack } from './stack';
import { type Comparison, compareStatements } from './statements';

const ROUNDS = 3;
const LIST_SECONDS = 3;
const BOOKINGS = { warmUp: 400, alone: 200, together: 800 };
const TOGETHER = 16;
const CROWD = 200;
const SEATS = 20;
const SMALL_TABLE = 10_000;
const LARGE_TABLE = 1_000_000;

const startedAt = Date.now();
const started: (() => Promise<void>)[] = [];
const leaving = new AbortController();
const say = (line: string) => console.log(`  ${String(secondsSoFar()).padStart(3)} s  ${line}`);

function secondsSoFar(): number {
  return Math.round((Date.now() - startedAt) / 1000);
}

type Side = { target: Target; data: Data };
type Sides = { app: Side; floor: Side };

async function bench(): Promise<void> {
  const { signal } = leaving;
  const stack = await startStack({ onStarted: (stop) => started.push(stop), say, signal });
  const tutorPage = await demoTutorPage(stack);
  const sides = await prepareSides(stack);
  const cookieOf = await signIn(
    [...sides.app.data.bookings.map((b) => b.studentId), ...sides.app.data.crowd],
    stack,
  );
  const bookingOf = bookingRequests(sides, cookieOf);

  const statements = await compareBoth(stack, sides, bookingOf);
  // Not while people are still told of all that the demo data booked.
  await settle(sides.app);
  say('(f) the largest paint of a tutor page, beside an empty page');
  const paint = await timeLargestPaint({ app: tutorPage, floor: stack.floor.url });
  const memoryAtStart = memoryOf(stack);
  const measures: Measure[] = [];
  for (const connections of [1, TOGETHER]) {
    const name = `(a) slot list, ${connections} at once`;
    say(name);
    measures.push(
      await measure({ name, sides, connections, bound: { seconds: LIST_SECONDS }, next: listRequest }),
    );
  }
  for (const connections of [1, TOGETHER]) {
    const name = `(b) booking, ${connections} at once`;
    say(name);
    const requests = connections === 1 ? BOOKINGS.alone : BOOKINGS.together;
    const warmUp = { requests: BOOKINGS.warmUp / 2 };
    measures.push(await measure({ name, sides, connections, bound: { requests }, warmUp, next: bookingOf }));
  }
  say(`(c) ${CROWD} clients at once on ${SEATS} seats`);
  const rush = await measureRush(sides, cookieOf);
  measures.push(rush);
  const memory = memoryOf(stack);

  say('(d) script of the tutor page and of checkout');
  const { bookings, listTutorId, paidSlotId } = sides.app.data;
  const scripts = await weighScripts({
    appUrl: stack.app.url,
    pages: [
      { page: 'tutor', path: `/tutors/${listTutorId}` },
      { page: 'checkout', path: `/book/${paidSlotId}`, cookie: cookieOf(bookings[0]?.studentId ?? '') },
    ],
  });

  const sizes = await measureSizes(sides);
  measures.push(sizes.small, sizes.large);

  const growth = {
    app: sizes.large.app.p50 / sizes.small.app.p50,
    floor: sizes.large.floor.p50 / sizes.small.floor.p50,
  };
  const aims = judge({ measures, rush, scripts, paint, growth });
  printMeasures(measures);
  printTable(
    ['resident memory', 'before load, MB', 'after load, MB'],
    (['app', 'floor'] as const).map((name) => [
      name,
      String(memoryAtStart[name] ?? '–'),
      String(memory[name] ?? '–'),
    ]),
  );
  printAims(aims);
  const differing = statements.filter(({ isSame }) => !isSame);
  for (const { request, app, floor } of differing) {
    console.log(`  The floor's SQL for the ${request} differs from the app's, so its ratio is off:`);
    for (const text of app.filter((statement) => !floor.includes(statement))) {
      console.log(`    the app alone:   ${text}`);
    }
    for (const text of floor.filter((statement) => !app.includes(statement))) {
      console.log(`    the floor alone: ${text}`);
    }
  }
  if (differing.length === 0)
    console.log('  App and floor sent Postgres the same statements, word for word.');
  const file = await writeResults({ measures, memoryAtStart, memory, scripts, paint, aims, statements });
  console.log(`  ${secondsSoFar()} s in all; written to ${file}\n`);
}

async function prepareSides({ app, floor }: Stack): Promise<Sides> {
  say('preparing data');
  const rounds = ROUNDS * (BOOKINGS.alone + BOOKINGS.together);
  // Each connection asks for one request more than it sends; two bookings show the statements.
  const spare = 2 + (ROUNDS + 1) * (1 + TOGETHER);
  const amounts = { bookings: BOOKINGS.warmUp + rounds + spare, groupSlots: ROUNDS + 1, crowd: CROWD };
  const prepare = async (target: Stack['app']): Promise<Side> => {
    const data = await prepareData({ databaseUrl: target.databaseUrl, ...amounts });
    started.push(() => data.client.end());
    return { target, data };
  };
  return { app: await prepare(app), floor: await prepare(floor) };
}

/** Session cookies as the app's own sign-in makes them, without 4,000 passwords to check. */
async function signIn(
  userIds: string[],
  { nextAuthSecret: secret }: Stack,
): Promise<(userId: string) => string> {
  const tokens = new Map<string, string>();
  for (const sub of userIds) tokens.set(sub, await encode({ token: { sub, authVersion: 0 }, secret }));
  return (userId) => tokens.get(userId) ?? '';
}

/** Of the tutor whom the directory shows first, while it has none but the demo people. */
async function demoTutorPage({ app }: Stack): Promise<string> {
  const answer = await fetch(`${app.url}/api/tutors?sort=soonest&limit=1`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return `${app.url}/tutors/${items[0]?.id}`;
}

type Next = (side: Side) => {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
};

const json = { 'content-type': 'application/json' };

function listRequest({ target, data }: Side): ReturnType<Next> {
  const path = target.name === 'app' ? '/api/teaching/slots/provider' : '/list';
  return { path: `${path}/${data.listTutorId}` };
}

function bookingRequests(sides: Sides, cookieOf: (userId: string) => string): Next {
  const used = { app: 0, floor: 0 };
  return ({ target }) => {
    const booking = sides[target.name].data.bookings[used[target.name]];
    if (!booking) throw new Error('there are not enough slots prepared');
    used[target.name] += 1;
    if (target.name === 'floor') {
      return { method: 'POST', path: '/book', headers: json, body: JSON.stringify(booking) };
    }
    return bookInApp(booking.slotId, cookieOf(booking.studentId));
  };
}

function bookInApp(slotId: string, token: string): ReturnType<Next> {
  return {
    method: 'POST',
    path: '/api/teaching/sessions/book',
    headers: { ...json, cookie: `next-auth.session-token=${token}` },
    body: JSON.stringify({ slotId }),
  };
}

async function compareBoth(
  { app, floor, postgresLog }: Stack,
  sides: Sides,
  bookingOf: Next,
): Promise<(Comparison & { request: string })[]> {
  const comparisons: (Comparison & { request: string })[] = [];
  for (const [request, next] of [
    ['slot list', listRequest],
    ['booking', bookingOf],
  ] as const) {
    const send = (side: Side) => async () => {
      const { path, ...init } = next(side);
      const response = await fetch(side.target.url + path, init);
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${side.target.name} answered ${response.status} to ${path}: ${text}`);
    };
    const comparison = await compareStatements({
      app: { databaseUrl: app.databaseUrl, request: send(sides.app) },
      floor: { databaseUrl: floor.databaseUrl, request: send(sides.floor) },
      logFile: postgresLog,
    });
    comparisons.push({ request, ...comparison });
    say(
      `${request}: ${comparison.app.length} statements, ${comparison.isSame ? 'the same' : 'NOT the same'} in the floor`,
    );
  }
  return comparisons;
}

type Measuring = {
  name: string;
  sides: Sides;
  connections: number;
  bound: { requests: number } | { seconds: number };
  warmUp?: { requests: number } | { seconds: number };
  next: Next;
};

/** App and floor in turns; a round in which anything but success was answered is an error. */
async function measure({
  name,
  sides,
  connections,
  bound,
  warmUp = { seconds: 2 },
  next,
}: Measuring): Promise<Measure> {
  const round = async (side: Side, limit: Measuring['bound']) => {
    leaving.signal.throwIfAborted();
    const found = await runRound({
      target: side.target,
      connections,
      bound: limit,
      next: () => next(side),
      settle: () => settle(side),
    });
    const failures = Object.keys(found.statuses).filter((status) => !status.startsWith('2'));
    if (failures.length > 0)
      throw new Error(`${name}: the ${side.target.name} answered ${failures.join(', ')}`);
    return found;
  };
  await round(sides.app, warmUp);
  await round(sides.floor, warmUp);
  const rounds: { app: Round[]; floor: Round[] } = { app: [], floor: [] };
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    rounds.app.push(await round(sides.app, bound));
    rounds.floor.push(await round(sides.floor, bound));
  }
  return asMeasure(name, rounds);
}

/** The app's worker announces what was booked; nobody works off the floor's jobs. */
async function settle({ target, data }: Side): Promise<void> {
  while (target.name === 'app' && (await countJobs(data)) > 0) {
    leaving.signal.throwIfAborted();
    await sleep(50);
  }
}

function asMeasure(name: string, rounds: { app: Round[]; floor: Round[] }): Measure {
  const app = medianOf(rounds.app);
  const floor = medianOf(rounds.floor);
  return { name, app, floor, ratio: app.requestsPerSecond / floor.requestsPerSecond };
}

/** Everybody wants the same slot at the same moment; each round another one. */
async function measureRush(sides: Sides, cookieOf: (userId: string) => string): Promise<Measure> {
  const rounds: { app: Round[]; floor: Round[] } = { app: [], floor: [] };
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    for (const name of ['app', 'floor'] as const) {
      leaving.signal.throwIfAborted();
      const { target, data } = sides[name];
      const slotId = data.groupSlotIds[turn] ?? '';
      let clients = 0;
      const next = () => {
        const studentId = data.crowd[clients % CROWD] ?? '';
        clients += 1;
        if (name === 'app') return bookInApp(slotId, cookieOf(studentId));
        return { method: 'POST', path: '/seat', headers: json, body: JSON.stringify({ slotId }) };
      };
      const round = await runRound({
        target,
        connections: CROWD,
        bound: { requests: CROWD },
        next,
        settle: () => settle(sides[name]),
      });
      // The first one warms up.
      if (turn > 0) rounds[name].push(round);
    }
  }
  return asMeasure(`(c) ${CROWD} clients, ${SEATS} seats`, rounds);
}

/** The floor's table stays as it is: its figures show how much else the machine had to do meanwhile. */
async function measureSizes(sides: Sides): Promise<{ small: Measure; large: Measure }> {
  const at = async (total: number) => {
    const size = total.toLocaleString('en');
    say(`(e) filling the table up to ${size} slots`);
    await growTable(sides.app.data, total);
    say(`(e) slot list with ${size} slots in the table`);
    return measure({
      name: `(e) slot list, ${size} slots`,
      sides,
      connections: 1,
      bound: { seconds: LIST_SECONDS },
      next: listRequest,
    });
  };
  return { small: await at(SMALL_TABLE), large: await at(LARGE_TABLE) };
}

function memoryOf({ app, floor }: Stack) {
  return { app: memoryMbOf(app.pid), floor: memoryMbOf(floor.pid) };
}

type Judged = {
  measures: Measure[];
  rush: Measure;
  scripts: ScriptWeight[] | null;
  paint: { app: number; floor: number } | null;
  growth: { app: number; floor: number };
};

function judge({ measures, rush, scripts, paint, growth }: Judged): Aim[] {
  const throughput = (part: string, least: number) =>
    measures
      .filter(({ name }) => name.startsWith(part))
      .map(({ name, ratio }) => ({
        aim: `${name}: at least ${least} of the floor's throughput`,
        found: ratio.toFixed(2),
        isReached: ratio >= least,
      }));
  const wanted = { 201: SEATS * ROUNDS, 409: (CROWD - SEATS) * ROUNDS };
  const { statuses } = rush.app;
  return [
    ...throughput('(a)', 0.7),
    ...throughput('(b)', 0.5),
    {
      aim: `(c) exactly ${SEATS} × 201 and ${CROWD - SEATS} × 409 in each of ${ROUNDS} rounds`,
      found: Object.entries(statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
      isReached: JSON.stringify(statuses) === JSON.stringify(wanted),
    },
    ...(scripts ?? []).map(({ page, bytes, files }) => {
      const limitKb = budget.scriptKb[page];
      return {
        aim: `(d) script for the ${page} page: at most ${limitKb} KB compressed`,
        found: `${(bytes / 1024).toFixed(1)} KB in ${files} files`,
        isReached: bytes <= limitKb * 1024,
      };
    }),
    ...(scripts ? [] : [{ aim: '(d) script', found: 'no Chromium here', isReached: false }]),
    {
      aim: '(e) median with a million slots: at most 1.3 of that with ten thousand',
      found: `${growth.app.toFixed(2)} (the floor, whose table stayed small: ${growth.floor.toFixed(2)})`,
      isReached: growth.app <= 1.3,
    },
    {
      aim: `(f) largest paint of the tutor page: at most ${budget.largestPaint} times that of an empty page`,
      found: paint
        ? `${Math.round(paint.app)} ms and ${Math.round(paint.floor)} ms: ${(paint.app / paint.floor).toFixed(2)}`
        : 'no Chromium here',
      isReached: paint !== null && paint.app <= budget.largestPaint * paint.floor,
    },
  ];
}

async function writeResults(results: object): Promise<string> {
  const folder = join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  const at = new Date(startedAt).toISOString();
  const file = join(folder, `${at.replaceAll(':', '-')}.json`);
  const machine = {
    cores: availableParallelism(),
    model: cpus()[0]?.model ?? '',
    memoryMb: Math.round(totalmem() / 2 ** 20),
    node: process.version,
  };
  await writeFile(file, `${JSON.stringify({ at, machine, ...results }, null, 2)}\n`);
  return file;
}

let departure: Promise<void> | undefined;

/** Stops everything in the opposite order, once, and exits. */
function leave(code: number): Promise<void> {
  departure ??= (async () => {
    leaving.abort(new Error('stopped'));
    while (started.length > 0) {
      await started
        .pop()?.()
        .catch((error: unknown) => console.error(error));
    }
    process.exit(code);
  })();
  return departure;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave(130));
}
bench().then(
  () => leave(0),
  (error: unknown) => {
    if (!leaving.signal.aborted) console.error(error);
    return leave(1);
  },
);
