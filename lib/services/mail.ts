// E-mail over SMTP.
import nodemailer, { type Transporter } from 'nodemailer';
import { env } from '../env';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for the same mail, so that a program that gets it twice can tell. With angle brackets. */
  messageId?: string;
  headers?: Record<string, string>;
  /** Sent both beside the text, where Gmail and Outlook look for it, and as a file to open. */
  icalEvent?: { method: 'REQUEST' | 'CANCEL'; filename: string; content: string };
};

/** A server that hangs holds up a job, not a person; the job is tried again. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Greeting and signing in take longer than a mail, so a few lines stay open. What breaks on one is the job's to try
 * again.
 */
const KEPT_OPEN = { pool: true, maxConnections: 4, maxMessages: 100, maxRequeues: 0 };

let transporter: Transporter | undefined;

/** Hands a mail to the SMTP server. @throws Error where it does not take it, for the job to try again */
export async function sendMail(mail: Mail): Promise<void> {
  transporter ??= nodemailer.createTransport(smtpUrl(), { from: env().MAIL_FROM });
  await transporter.sendMail(mail);
}

/** nodemailer reads nothing beside an address, so these stand in its query; what the operator sets there comes first. */
function smtpUrl(): string {
  const { SMTP_URL, VERCEL } = env();
  const url = new URL(SMTP_URL);
  // A process that is stopped between requests finds its lines dead.
  for (const [name, value] of Object.entries({ ...TIMEOUTS, ...(!VERCEL && KEPT_OPEN) })) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return url.href;
}
