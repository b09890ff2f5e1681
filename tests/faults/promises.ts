// What people are promised, as short lines that can be counted, and what vendors say of it: Stripe's refunds, the mails in
// the inbox, the events that Pusher sent out. Bell rows alone are ours.
import { db } from '@/lib/db';
import { first, stripe } from '@/tests/factories';
import { settleAccount } from './ledger';
import { type SentMail, sentEvents, sentMails } from './vendors';

/** One line for each delivery: `mail <user> cancelled`, `push <channel> session:booked`, `refund <intent> 3000`. */
export type Promised = string[];

export type Party = { userIds: string[]; sessionIds: string[]; paymentIntentIds: string[] };

const mail = (userId: string, kind: string) => `mail ${userId} ${kind}`;
const bell = (userId: string, type: string) => `bell ${userId} ${type}`;
const push = (userId: string, name: string) => `push private-user-${userId} ${name}`;
const toRoom = (sessionId: string, name: string) => `push presence-session-${sessionId} ${name}`;

type Pair = { tutorId: string; studentId: string };
type Group = { tutorId: string; studentIds: string[] };

export function booked({ tutorId, studentId }: Pair, { isFirst = true } = {}): Promised {
  const people = [tutorId, studentId];
  return [
    bell(tutorId, isFirst ? 'booked' : 'joined'),
    ...people.flatMap((id) => [mail(id, 'booked'), push(id, 'session:booked')]),
  ];
}

export function groupBooked({ tutorId, studentIds }: Group): Promised {
  return studentIds.flatMap((studentId, index) => booked({ tutorId, studentId }, { isFirst: index === 0 }));
}

export function cancelledBy(
  by: 'STUDENT' | 'TUTOR' | 'OPERATOR',
  { tutorId, studentIds }: Group,
  sessionId: string,
): Promised {
  const heard = { STUDENT: [tutorId], TUTOR: studentIds, OPERATOR: [tutorId, ...studentIds] }[by];
  return [
    ...heard.map((id) => bell(id, `cancelled-by-${by.toLowerCase()}`)),
    ...[tutorId, ...studentIds].flatMap((id) => [mail(id, 'cancelled'), push(id, 'session:cancelled')]),
    toRoom(sessionId, 'room:seats-lost'),
  ];
}

/** Told about money: by bell, push and mail. */
export function told(studentId: string, what: 'refunded' | 'refund-failed' | 'late-payment'): Promised {
  return [bell(studentId, what), mail(studentId, what), push(studentId, 'notification:new')];
}

export function moneyBack(paymentIntentId: string, amountCents = 3000): string {
  return `refund ${paymentIntentId} ${amountCents}`;
}

export function refunded(booking: { studentId: string; paymentIntentId: string }): Promised {
  return [moneyBack(booking.paymentIntentId), ...told(booking.studentId, 'refunded')];
}

export function tutorAbsent({ tutorId, studentIds }: Group, sessionId: string): Promised {
  return endOf('tutor-absent', 'absent', { tutorId, studentIds }, sessionId);
}

export function tookPlace({ tutorId, studentIds }: Group, sessionId: string): Promised {
  return [
    ...studentIds.flatMap((id) => [bell(id, 'started'), push(id, 'session:started')]),
    push(tutorId, 'session:started'),
    toRoom(sessionId, 'session:started'),
    ...endOf('ended', 'ended', { tutorId, studentIds }, sessionId),
  ];
}

function endOf(type: string, subject: string, { tutorId, studentIds }: Group, sessionId: string): Promised {
  const people = [tutorId, ...studentIds];
  return [
    ...people.flatMap((id) => [bell(id, type), mail(id, subject), push(id, 'session:ended')]),
    toRoom(sessionId, 'session:ended'),
  ];
}

/** A day and an hour before by bell, push and mail; ten minutes before without a mail, and to the room. */
export function reminded({ tutorId, studentIds }: Group, sessionId: string): Promised {
  const each = (id: string) => [
    ...['DAY_BEFORE', 'HOUR_BEFORE'].flatMap(() => [
      bell(id, 'reminder'),
      mail(id, 'reminder'),
      push(id, 'notification:new'),
    ]),
    bell(id, 'starting'),
    push(id, 'session:starting'),
  ];
  return [...[tutorId, ...studentIds].flatMap(each), toRoom(sessionId, 'session:starting')];
}

/** By bell and push, and not by mail: the session was called off in between. */
export function remindedUntilCalledOff(userIds: string[]): Promised {
  return userIds.flatMap((id) => [bell(id, 'reminder'), push(id, 'notification:new')]);
}

const SUBJECTS: [RegExp, string][] = [
  [/did not join/i, 'absent'],
  [/cancel|seat given up/i, 'cancelled'],
  [/^refund on its way/i, 'refunded'],
  [/^refund delayed/i, 'refund-failed'],
  [/too late/i, 'late-payment'],
  [/^(over|missed|no student joined|\d+ min)/i, 'ended'],
  // The day comes first there, however it is called.
  [/^[^:,]+ \d\d:\d\d \(/, 'reminder'],
  [/book|joined/i, 'booked'],
];

function kindOf({ subject }: SentMail): string {
  return SUBJECTS.find(([pattern]) => pattern.test(subject))?.[1] ?? subject;
}

/** What reached these people, and went back on these payments. */
async function deliveredTo({ userIds, sessionIds, paymentIntentIds }: Party) {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, email: true, notifications: { select: { type: true } } },
  });
  const idOf = new Map(users.map(({ id, email }) => [email, id]));
  const mails = (await sentMails()).filter(({ envelope }) => envelope.to.some((to) => idOf.has(to)));
  const channels = new Set([
    ...userIds.map((id) => `private-user-${id}`),
    ...sessionIds.map((id) => `presence-session-${id}`),
  ]);
  const events = (await sentEvents()).filter(({ channel }) => channels.has(channel));
  const refunds: string[] = [];
  for (const id of paymentIntentIds) {
    const { data } = await stripe().refunds.list({ payment_intent: id });
    refunds.push(...data.map(({ amount }) => moneyBack(id, amount)));
  }
  return {
    told: [
      ...mails.map((sent) => ({
        id: `Message-ID ${sent.headers['message-id']}`,
        line: mail(idOf.get(first(sent.envelope.to)) ?? '', kindOf(sent)),
      })),
      ...events.map(({ channel, name, data }) => ({
        id: `eventId ${channel} ${data.eventId}`,
        line: `push ${channel} ${name}`,
      })),
    ],
    kept: [
      ...refunds,
      ...users.flatMap(({ id, notifications }) => notifications.map(({ type }) => bell(id, type))),
    ],
  };
}

/** `some` without `others`, each as often as it is too many. */
function without(some: string[], others: string[]): string[] {
  const left = [...others];
  return some.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

type Case = {
  injected: number;
  party: Party;
  promised: Promised | Promised[];
  /** Where nobody can do better, copies that can be told by their id count as the one thing that they are. */
  copiesCountOnce?: boolean;
};

/**
 * Holds what reached people against what was promised to them: once each, and nothing else. Where a race may end in
 * several ways, each way is a promise of its own, and one of them must have been kept.
 */
export async function expectOnce(
  kind: string,
  { injected, party, promised, copiesCountOnce = false }: Case,
): Promise<void> {
  const delivered = await deliveredTo(party);
  const told = copiesCountOnce
    ? [...new Map(delivered.told.map((one) => [one.id, one])).values()]
    : delivered.told;
  const lines = [...delivered.kept, ...told.map(({ line }) => line)];
  // The same thing told twice shows by its id even where it could pass for another one that was lost.
  const ids = told.map(({ id }) => id);
  const ways = (Array.isArray(promised[0]) ? promised : [promised]) as Promised[];
  const verdicts = ways.map((way) => ({
    lost: without(way, lines),
    doubled: [...without(lines, way), ...without(ids, [...new Set(ids)])],
  }));
  verdicts.sort((a, b) => a.lost.length + a.doubled.length - (b.lost.length + b.doubled.length));
  settleAccount(kind, { injected, ...first(verdicts) });
}
