// One connection pool for Prisma, graphile-worker and the rate limiter, and the one way to run a transaction.
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env';
import { Prisma, PrismaClient } from './generated/prisma/client';
import { log } from './log';

export type Tx = Prisma.TransactionClient;
export const sql = Prisma.sql;
export const joinSql = Prisma.join;
export const emptySql = Prisma.empty;
export type Sql = Prisma.Sql;

type Connections = {
  pool: pg.Pool;
  prisma: PrismaClient;
  /** Names of prepared statements by text. Beside the pool they belong to: two modules must not name two alike. */
  statementNames: Map<string, string>;
};

// Kept on globalThis: the development server evaluates this module anew on each change, and two copies of it may
// live in one process (instrumentation and routes are bundled apart).
const shared = globalThis as { slotwiseConnections?: Connections };

function connect(): Connections {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    // A query that hangs must not keep a seat's row locked.
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // Without listeners a connection that the server drops would end the process.
  const onLost = (error: Error) =>
    log().warn({ err: { message: error.message } }, 'database connection lost');
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  const statementNames = new Map<string, string>();
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: false,
    // '' is no name. BEGIN and the like take no values, and go without preparing.
    statementNameGenerator: ({ sql: text, args }) => (args.length > 0 && nameIn(statementNames, text)) || '',
  });
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 15_000 } });
  return { pool, prisma, statementNames };
}

function connections(): Connections {
  shared.slotwiseConnections ??= connect();
  return shared.slotwiseConnections;
}

export function pool(): pg.Pool {
  return connections().pool;
}

export function db(): PrismaClient {
  return connections().prisma;
}

/** The name of a prepared statement, or undefined for one too many: composed filters could make any number. */
function nameIn(statementNames: Map<string, string>, text: string): string | undefined {
  const known = statementNames.get(text);
  if (known || statementNames.size >= 500) return known;
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

/**
 * Reads rows outside a transaction, as a prepared statement straight through the pool. Instants come as Date; a
 * calendar day has to be selected `::text`.
 */
export async function read<Row>({ text, values }: Prisma.Sql): Promise<Row[]> {
  const { pool, statementNames } = connections();
  const result = await pool.query({ name: nameIn(statementNames, text), text, values });
  return result.rows as Row[];
}

const RETRIES = 4;

/**
 * Runs `work` in one transaction. A deadlock or a serialisation failure is retried from the start, so `work` must
 * do nothing but talk to `tx`: no vendor is called in here.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(work);
    } catch (error) {
      if (attempt > RETRIES || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt * Math.random() * 4));
    }
  }
}

/** Whether Postgres refused a statement because of the named constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = postgresCause(error);
  return Boolean(cause && CONSTRAINT_CODES.has(cause.code) && cause.message.includes(`"${constraint}"`));
}

const CONSTRAINT_CODES = new Set(['23505', '23514', '23P01', '23503']);

function isRetryable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return true;
  const code = postgresCause(error)?.code;
  return code === '40P01' || code === '40001';
}

function postgresCause(error: unknown): { code: string; message: string } | null {
  if (!(error instanceof Error)) return null;
  const meta = 'meta' in error ? (error.meta as Record<string, unknown> | undefined) : undefined;
  const adapterError = (meta?.driverAdapterError ?? error) as { cause?: unknown };
  const cause = adapterError.cause as { originalCode?: string; originalMessage?: string } | undefined;
  if (!cause?.originalCode) return null;
  return { code: cause.originalCode, message: cause.originalMessage ?? '' };
}
