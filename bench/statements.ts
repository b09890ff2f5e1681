// Whether the floor still does what the app does: both servers' statements for one request, out of Postgres' log.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

export type Comparison = { app: string[]; floor: string[]; isSame: boolean };

type Compare = {
  app: { databaseUrl: string; request: () => Promise<void> };
  floor: { databaseUrl: string; request: () => Promise<void> };
  logFile: string;
};

const QUIET_DEADLINE_MS = 60_000;

/** Lets both servers answer one request while Postgres writes down every statement. */
export async function compareStatements({ app, floor, logFile }: Compare): Promise<Comparison> {
  const client = new Client({ connectionString: app.databaseUrl, application_name: 'bench' });
  await client.connect();
  const record = async ({ databaseUrl }: Compare['app'], work: () => Promise<unknown>) => {
    const before = (await readFile(logFile)).length;
    await work();
    const log = (await readFile(logFile)).subarray(before).toString();
    return statementsIn(log, new URL(databaseUrl).pathname.slice(1));
  };
  try {
    await client.query(`ALTER SYSTEM SET log_statement = 'all'`);
    await client.query(`ALTER SYSTEM SET log_line_prefix = '@@%d %a@@'`);
    await client.query('SELECT pg_reload_conf()');
    await sleep(500);
    // Webhooks and jobs that the seed left behind would stand between the statements of a request.
    const deadline = Date.now() + QUIET_DEADLINE_MS;
    while ((await record(app, () => sleep(2_000))).length > 0 && Date.now() < deadline);
    const statements = { app: await record(app, app.request), floor: await record(floor, floor.request) };
    return { ...statements, isSame: JSON.stringify(statements.app) === JSON.stringify(statements.floor) };
  } finally {
    await client.query('ALTER SYSTEM RESET log_statement');
    await client.query('ALTER SYSTEM RESET log_line_prefix');
    await client.query('SELECT pg_reload_conf()');
    await client.end();
  }
}

function statementsIn(log: string, database: string): string[] {
  return (
    log
      .split('@@')
      .flatMap((part, index, parts) =>
        part.startsWith(`${database} `) ? [[part, parts[index + 1] ?? '']] : [],
      )
      .filter(([origin]) => origin !== `${database} bench`)
      .map(([, text = '']) => /^LOG:\s+(?:statement|execute \S+): ([\s\S]*)/.exec(text)?.[1] ?? '')
      .map((text) => text.replaceAll(/\s+/g, ' ').trim())
      // The app's worker looks after its queue beside the request.
      .filter((text) => text !== '' && !text.includes('_private_job'))
  );
}
