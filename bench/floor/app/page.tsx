import { connection } from 'next/server';

/** What Next itself costs a browser: a page with one line on it, written when it is asked for, as the app's are. */
export default async function EmptyPage() {
  await connection();
  return <h1>Empty</h1>;
}
