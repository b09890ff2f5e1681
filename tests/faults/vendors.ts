// Stand-ins for the vendors of one test file's own, since faults ordered from the shared ones would strike other files,
// and what they wrote down. Imported before anything reads a setting or makes a client.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { newVendorSecrets, startStandIns } from '@/emulators/stand-ins';

export type VendorName = 'stripe' | 'pusher' | 'mail';

const stateDir = await mkdtemp(join(tmpdir(), 'slotwise-faults-'));
const standIns = await startStandIns({
  given: {},
  secrets: newVendorSecrets(),
  ports: { stripe: 0, pusher: 0, uploadthing: 0, smtp: 0, inbox: 0 },
  stateDir,
});
Object.assign(process.env, standIns.settings);
afterAll(async () => {
  await standIns.close();
  await rm(stateDir, { recursive: true, force: true });
});

const { stack } = standIns;
const urls: Record<VendorName, string> = {
  stripe: stack.stripe.apiBase,
  pusher: `http://${stack.pusher.host}:${stack.pusher.port}`,
  mail: stack.mail.url,
};
const names = Object.keys(urls) as VendorName[];

/** Tells a stand-in something by its controls, or asks it. */
export async function control<T = unknown>(vendor: VendorName, call: string, body?: object): Promise<T> {
  const [method = '', path = ''] = call.split(' ');
  const answer = await fetch(`${urls[vendor]}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${vendor}: ${call}`).toBe(true);
  return (await answer.json()) as T;
}

export const order = (vendor: VendorName, fault: object) => control(vendor, 'POST /_fault', fault);

/** Everybody is there, answers, and has forgotten what was. */
export async function beginAnew(): Promise<void> {
  await recover();
  await Promise.all(names.map((name) => control(name, 'DELETE /_log')));
  await control('mail', 'DELETE /api/mails');
}

/** No vendor fails any more. */
export async function recover(): Promise<void> {
  for (const name of names) {
    await control(name, 'DELETE /_fault');
    await control(name, 'DELETE /_away');
  }
  await control('stripe', 'DELETE /_refuse_refunds');
}

type LogEntry = {
  method: string;
  path: string;
  query?: Record<string, string>;
  body: unknown;
  status: number | null;
  fault?: object;
  away?: true;
};

export const logOf = (vendor: VendorName) => control<LogEntry[]>(vendor, 'GET /_log');

/** How many calls failed because it was ordered, or found nobody there. */
export async function strikesOf(vendor: VendorName): Promise<number> {
  return (await logOf(vendor)).filter(({ fault, away }) => fault || away).length;
}

export type SentEvent = { channel: string; name: string; data: { eventId?: string } };

/** Events as Pusher sent them out, one for each channel. */
export async function sentEvents(): Promise<SentEvent[]> {
  const events = (await logOf('pusher')).filter(({ method }) => method === 'EVENT');
  return events.map(({ body }) => body as SentEvent);
}

export type SentMail = {
  subject: string;
  text: string;
  headers: Record<string, string>;
  envelope: { to: string[] };
};

export const sentMails = () => control<SentMail[]>('mail', 'GET /api/mails');
