// Name → handler. A handler may run more than once for one job, and for a job whose reason is gone: each asks the
// database first.
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { issueResetToken } from '../accounts/commands';
import { unsubscribeUrlFor } from '../accounts/unsubscribe';
import { expireHold } from '../booking/commands';
import { abandonPayment } from '../booking/settlement';
import { env } from '../env';
import { sessionEventSchema } from '../events';
import { resetMail } from '../notifications/mails/reset-mail';
import { mailPerson, tellPeople } from '../notifications/tell';
import { paths } from '../paths';
import { refundPayment } from '../payments/commands';
import { removeStoredFile } from '../room/files';
import { sendMail } from '../services/mail';
import { publish } from '../services/pusher';
import { sendReminders, sweepSessions } from '../sessions/sweeps';
import { untilCalm } from './calm';
import { cleanUp } from './cleanup';
import type { TaskName, TaskPayloads } from './queue';

const id = z.uuid();

const payloads = {
  'expire-hold': z.object({ holdId: id }),
  'cancel-payment': z.object({ paymentId: id }),
  'refund-payment': z.object({ paymentId: id }),
  'announce-slots': z.object({ providerProfileId: id }),
  'send-password-reset': z.object({ email: z.string() }),
  tell: sessionEventSchema,
  push: z.object({
    channels: z.array(z.string()),
    event: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  'send-session-mail': z.object({ event: sessionEventSchema, recipientId: id }),
  'delete-object': z.object({ fileId: id }),
  'clean-up': z.object({}),
  'send-reminders': z.object({}),
  'sweep-sessions': z.object({}),
} satisfies { [N in TaskName]: z.ZodType<TaskPayloads[N]> };

const handlers: { [N in TaskName]: (payload: TaskPayloads[N]) => Promise<void> } = {
  'expire-hold': ({ holdId }) => expireHold({ holdId, now: new Date() }),
  'cancel-payment': ({ paymentId }) => abandonPayment({ paymentId }),
  'refund-payment': ({ paymentId }) => refundPayment({ paymentId, now: new Date() }),
  'announce-slots': ({ providerProfileId }) =>
    publish({
      channels: [`tutor-${providerProfileId}`],
      event: 'slots:changed',
      data: { eventId: crypto.randomUUID(), providerProfileId, at: new Date().toISOString() },
    }),
  'send-password-reset': sendPasswordReset,
  tell: tellPeople,
  push: publish,
  'send-session-mail': async ({ event, recipientId }) => {
    const unsubscribeUrl = unsubscribeUrlFor(recipientId);
    await mailPerson({ event, recipientId, unsubscribeUrl, now: new Date() });
  },
  'delete-object': ({ fileId }) => removeStoredFile({ fileId }),
  'clean-up': async () => void (await cleanUp({ now: new Date() })),
  'send-reminders': async () => void (await sendReminders({ now: new Date() })),
  'sweep-sessions': async () => void (await sweepSessions({ now: new Date() })),
};

async function sendPasswordReset({ email }: { email: string }): Promise<void> {
  const issued = await issueResetToken({ email, now: new Date() });
  if (!issued) return;
  const link = `${env().APP_URL}${paths.resetWith(issued.token)}`;
  await sendMail({ to: email, ...(await resetMail({ name: issued.name, link })) });
}

/** What waits while people are being answered. */
const PATIENT: ReadonlySet<TaskName> = new Set(['tell', 'send-session-mail']);

function taskFor<N extends TaskName>(name: N): TaskList[string] {
  return async (payload) => {
    if (PATIENT.has(name)) await untilCalm();
    await handlers[name](payloads[name].parse(payload) as TaskPayloads[N]);
  };
}

const names = Object.keys(handlers) as TaskName[];
const taskListOf = (wanted: TaskName[]): TaskList =>
  Object.fromEntries(wanted.map((name) => [name, taskFor(name)]));

export const tasks = taskListOf(names);
export const patientTasks = taskListOf(names.filter((name) => PATIENT.has(name)));
export const promptTasks = taskListOf(names.filter((name) => !PATIENT.has(name)));
