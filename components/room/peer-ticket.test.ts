// What the server signs and every browser checks, with the real signatures of both.
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { peerTicketKey, signPeerTicket } from '@/lib/services/peer-ticket';
import { createTicketCheck } from './peer-ticket';

const SECRET = 'a secret of an installation, long';
const CHANNEL = 'session-6f1c2a9e-8f2b-4a7e-9a51-0d6f6c0c4b11';
const NOW = Date.parse('2027-03-08T12:00:00Z');
const SECOND_MS = 1_000;

type Change = { channel?: string; uid?: number; expiresAt?: Date; secret?: string };

const ticketOf = ({ secret = SECRET, ...change }: Change = {}) =>
  signPeerTicket(
    { channel: CHANNEL, uid: 4_294_967_295, expiresAt: new Date(NOW + 3_600_000), ...change },
    secret,
  );

const givenCheck = ({ channel = CHANNEL, now = NOW, publicKey = peerTicketKey(SECRET) } = {}) =>
  createTicketCheck({ publicKey, channel, now: () => now });

afterEach(() => void vi.restoreAllMocks());

test('the issued ticket says whose it is and until when', async () => {
  expect(await givenCheck()(ticketOf())).toEqual({ uid: 4_294_967_295, expiresAt: NOW + 3_600_000 });
});

test('all servers with one secret sign alike, and with another secret otherwise', async () => {
  expect(peerTicketKey(SECRET)).toBe(peerTicketKey(SECRET));
  expect(peerTicketKey(`${SECRET}.`)).not.toBe(peerTicketKey(SECRET));
  expect(await givenCheck({ publicKey: peerTicketKey(`${SECRET}.`) })(ticketOf())).toBeNull();
});

test('any secret makes a key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 32, maxLength: 64 }), async (secret) => {
      const check = givenCheck({ publicKey: peerTicketKey(secret) });
      expect(await check(ticketOf({ secret }))).not.toBeNull();
    }),
    { numRuns: 30 },
  );
});

describe('does not pass', () => {
  test('a ticket that somebody else signed', async () => {
    expect(await givenCheck()(ticketOf({ secret: 'another secret of somebody else.' }))).toBeNull();
  });

  test('a ticket to another channel', async () => {
    expect(await givenCheck()(ticketOf({ channel: 'session-of-others' }))).toBeNull();
  });

  test('one that has lapsed, but for a minute by which clocks differ', async () => {
    const ticket = ticketOf({ expiresAt: new Date(NOW) });
    expect(await givenCheck({ now: NOW + 59 * SECOND_MS })(ticket)).not.toBeNull();
    expect(await givenCheck({ now: NOW + 60 * SECOND_MS })(ticket)).toBeNull();
  });

  test('a ticket with another’s number or a later end in it', async () => {
    const [channel, uid, seconds, signature] = ticketOf().split('.');
    const check = givenCheck();
    expect(await check([channel, Number(uid) - 1, seconds, signature].join('.'))).toBeNull();
    expect(await check([channel, uid, Number(seconds) + 1, signature].join('.'))).toBeNull();
    expect(await check([channel, `0${uid}`, seconds, signature].join('.'))).toBeNull();
  });

  test('anything with one letter changed, left out or added', async () => {
    const ticket = ticketOf();
    const check = givenCheck();
    const letter = fc.constantFrom(
      ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n\u0000é',
    );
    const place = fc.oneof(fc.nat(ticket.length), fc.constant(ticket.length - 1));
    await fc.assert(
      fc.asyncProperty(place, fc.option(letter, { nil: '' }), fc.boolean(), async (at, put, isKept) => {
        const changed = ticket.slice(0, at) + put + ticket.slice(isKept ? at : at + 1);
        fc.pre(changed !== ticket);
        expect(await check(changed)).toBeNull();
      }),
      { numRuns: 400 },
    );
    expect(await check(ticket)).not.toBeNull();
  });

  test('whatever else another browser may send', async () => {
    const check = givenCheck();
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (sent) => {
        expect(await check(sent)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

test('a ticket is verified once, however often it is shown', async () => {
  const verify = vi.spyOn(crypto.subtle, 'verify');
  const check = givenCheck();
  const ticket = ticketOf();
  await Promise.all([check(ticket), check(ticket)]);
  await check(ticket);
  expect(verify).toHaveBeenCalledTimes(1);
});
