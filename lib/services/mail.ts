// E-mail over SMTP.
import nodemailer, { type Transporter } from 'nodemailer';
import { env } from '../env';

export type Mail = { to: string; subject: string; text: string; html: string };

let transporter: Transporter | undefined;

/** Hands a mail to the SMTP server. @throws Error where it does not take it, for the job to try again */
export async function sendMail(mail: Mail): Promise<void> {
  transporter ??= nodemailer.createTransport(env().SMTP_URL, {
    from: env().MAIL_FROM,
  });
  await transporter.sendMail(mail);
}
