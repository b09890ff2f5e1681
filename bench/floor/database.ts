// The floor's pool: as large as the app's, and every statement prepared, which is the fastest that pg can do.
import pg from 'pg';

export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_POOL_SIZE),
});

type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>;
// biome-ignore lint/suspicious/noExplicitAny: the bare floor does not say what its rows are.
type Row = any;

const names = new Map<string, string>();

export async function query(on: Queryable, text: string, values: unknown[]): Promise<Row[]> {
  let name = names.get(text);
  if (!name) {
    name = `floor${names.size}`;
    names.set(text, name);
  }
  return (await on.query({ name, text, values })).rows;
}
