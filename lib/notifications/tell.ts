// Turns an event into what people get: rows for the bell, and one job for each push and each mail, so that one vendor's
// outage holds up nothing else. Once, however often the job runs.
import { createHash } from 'node:crypto';
import { transaction } from '../db';
import { env } from '../env';
import { keyOf, type SessionEvent } from '../events';
import { enqueue } from '../jobs/queue';
import { sendMail } from '../services/mail';
import { isStillTrue, personIn, roleOf, tellingOf } from './catalogue';
import { renderSessionMail } from './mails/session-mail';
import { readFacts } from './read-facts';

/** Refunds and what people see live come first. */
const AFTER_ALL_ELSE = 10;

/** Tells everybody whom the catalogue names. An event that was told already is not told again. */
export async function tellPeople(event: SessionEvent): Promise<void> {
  const facts = await readFacts(event);
  if (!facts || !isStillTrue(event, { facts, now: new Date() })) return;
  const { bells, pushes, mailTo } = tellingOf(event, facts);
  const key = keyOf(event);
  await transaction(async (tx) => {
    // The unique key is the lock: a second run waits here for the first one's commit, and does nothing.
    const isNew =
      await tx.$executeRaw`INSERT INTO "ToldEvent" ("key") VALUES (${key}) ON CONFLICT DO NOTHING`;
    if (isNew === 0) return;
    await tx.notification.createMany({
      data: bells.map((bell) => ({
        ...bell,
        eventKey: key,
        sessionId: facts.sessionId,
        createdAt: event.at,
      })),
    });
    for (const push of pushes) await enqueue(tx, 'push', push);
    for (const recipientId of mailTo) {
      await enqueue(tx, 'send-session-mail', { event, recipientId }, { priority: AFTER_ALL_ELSE });
    }
  });
}

/** Sends one person their mail of an event, unless it has become untrue. @throws Error for the job to try again */
export async function mailPerson({
  event,
  recipientId,
  unsubscribeUrl,
  now,
}: {
  event: SessionEvent;
  recipientId: string;
  unsubscribeUrl: string;
  now: Date;
}): Promise<void> {
  const facts = await readFacts(event);
  if (!facts) return;
  const recipient = personIn(facts, recipientId);
  if (!isStillTrue(event, { facts, now })) return;
  if (event.type === 'reminder' && !recipient.wantsReminderMails) return;
  const { APP_URL, MAIL_FROM } = env();
  const mail = await renderSessionMail({
    // "In about 18 hours" is counted from when it is sent, which may be hours after it was due.
    event: event.type === 'reminder' ? { ...event, at: now.toISOString() } : event,
    facts,
    recipient,
    role: roleOf(facts, recipient),
    addresses: { appUrl: APP_URL, mailFrom: MAIL_FROM, unsubscribeUrl },
  });
  await sendMail({ ...mail, to: recipient.email, messageId: messageIdOf({ event, recipientId }) });
}

/**
 * The same for the same mail. SMTP cannot say "once": where the server took a mail and the line broke before it said so,
 * the mail goes out again, and mailboxes recognise it by this id.
 */
function messageIdOf({ event, recipientId }: { event: SessionEvent; recipientId: string }): string {
  const digest = createHash('sha256')
    .update(`${keyOf(event)} ${recipientId}`)
    .digest('hex');
  return `<${digest.slice(0, 40)}@${new URL(env().APP_URL).hostname}>`;
}
