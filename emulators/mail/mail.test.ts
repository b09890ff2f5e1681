// The mail stand-in, through nodemailer and its web page.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type MailOptions, type MailStandIn, startMail } from '../mail';
import type { Mail } from './inbox';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(options: Partial<MailOptions> = {}) {
  const standIn = await startMail({ smtpPort: 0, webPort: 0, ...options });
  closing.push(standIn.close);
  return standIn;
}

function send({ smtpUrl }: MailStandIn, options: SendMailOptions = {}) {
  const mail = {
    from: 'Slotwise <hello@slotwise.local>',
    to: 'ana@example.com',
    subject: 'Hello',
    text: 'Hi',
    ...options,
  };
  return nodemailer.createTransport(smtpUrl).sendMail(mail);
}

async function mails({ url }: MailStandIn, query = ''): Promise<Mail[]> {
  return (await fetch(`${url}/api/mails${query}`)).json();
}

const order = (standIn: MailStandIn, fault: unknown) =>
  fetch(`${standIn.url}/_fault`, { method: 'POST', body: JSON.stringify(fault) });

const CALENDAR = 'BEGIN:VCALENDAR\r\nSUMMARY:Lektion für Ana\r\nEND:VCALENDAR\r\n';

describe('a mail', () => {
  test('is kept with its links, attachments and headers', async () => {
    const standIn = await start();
    await send(standIn, {
      to: 'Ana <Ana@example.com>',
      bcc: 'archive@example.com',
      subject: 'Your booking – 14:00',
      text: 'Join: http://app.test/sessions/1.',
      html: '<p>Grüße <a href="http://app.test/sessions/1?a=1&amp;b=2">Join</a></p>',
      messageId: '<booking-1@slotwise.local>',
      list: {
        unsubscribe:
          'http://app.test/unsubscribe/a-token-so-long-that-the-header-is-folded-over-two-lines?for=reminders',
      },
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      attachments: [
        { filename: 'invite.ics', content: CALENDAR, contentType: 'text/calendar; method=REQUEST' },
        { filename: 'dot.png', content: Buffer.from([1, 2, 3]), contentType: 'image/png' },
      ],
    });

    const [mail] = await mails(standIn);

    expect(mail).toMatchObject({
      from: '"Slotwise" <hello@slotwise.local>',
      to: '"Ana" <Ana@example.com>',
      subject: 'Your booking – 14:00',
      text: 'Join: http://app.test/sessions/1.',
      html: expect.stringContaining('Grüße'),
      links: ['http://app.test/sessions/1?a=1&b=2', 'http://app.test/sessions/1'],
      attachments: [
        {
          filename: 'invite.ics',
          contentType: 'text/calendar',
          content: CALENDAR,
          encoding: 'utf8',
          method: 'REQUEST',
        },
        { filename: 'dot.png', contentType: 'image/png', content: 'AQID', encoding: 'base64', size: 3 },
      ],
      headers: {
        'message-id': '<booking-1@slotwise.local>',
        'list-unsubscribe':
          '<http://app.test/unsubscribe/a-token-so-long-that-the-header-is-folded-over-two-lines?for=reminders>',
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      },
      envelope: { from: 'hello@slotwise.local', to: ['Ana@example.com', 'archive@example.com'] },
    });
    expect(Date.parse(mail?.date ?? '')).toBeGreaterThan(Date.now() - 10_000);
  });

  test('with a calendar as an alternative shows it as an attachment', async () => {
    const standIn = await start();
    await send(standIn, {
      html: '<p>Cancelled</p>',
      icalEvent: { method: 'CANCEL', content: CALENDAR },
      attachments: [{ filename: 'receipt.pdf', content: Buffer.from('%PDF') }],
    });
    const [mail] = await mails(standIn);
    // nodemailer sends it twice: as an alternative for mail programs, and as a file.
    expect(mail?.attachments).toMatchObject([
      { contentType: 'text/calendar', content: CALENDAR, encoding: 'utf8', method: 'CANCEL' },
      { filename: 'receipt.pdf', contentType: 'application/pdf' },
      {
        filename: 'invite.ics',
        contentType: 'application/ics',
        content: Buffer.from(CALENDAR).toString('base64'),
      },
    ]);
    expect(mail).toMatchObject({ text: 'Hi', html: expect.stringContaining('Cancelled') });
  });
});

test('mails are found by address and subject, newest first, and deleted', async () => {
  const standIn = await start();
  await send(standIn, { to: 'ana@example.com', subject: 'Booking confirmed' });
  await send(standIn, { to: 'ben@example.com, Ana <ANA@example.com>', subject: 'Booking cancelled' });
  await send(standIn, { to: 'ben@example.com', subject: 'Reminder' });

  const subjects = async (query: string) => (await mails(standIn, query)).map(({ subject }) => subject);

  expect(await subjects('')).toEqual(['Reminder', 'Booking cancelled', 'Booking confirmed']);
  expect(await subjects('?to=Ana@example.com')).toEqual(['Booking cancelled', 'Booking confirmed']);
  expect(await subjects('?to=ana@example.com&subject=confirmed')).toEqual(['Booking confirmed']);
  expect(await subjects('?to=na@example.com')).toEqual([]);
  const [newest] = await mails(standIn);
  expect(await (await fetch(`${standIn.url}/api/mails/${newest?.id}`)).json()).toEqual(newest);
  expect((await fetch(`${standIn.url}/api/mails/99`)).status).toBe(404);
  await fetch(`${standIn.url}/api/mails`, { method: 'DELETE' });
  expect(await mails(standIn)).toEqual([]);
});

test('the page lists and shows mails, and keeps what a mail brings with it out of itself', async () => {
  const standIn = await start();
  await send(standIn, {
    subject: '<script>alert(1)</script>',
    html: '<script>alert(2)</script><p>Body</p>',
    attachments: [{ filename: 'a.ics', content: CALENDAR, contentType: 'text/calendar' }],
  });
  const page = async (path: string) => (await fetch(standIn.url + path)).text();
  expect(await page('/')).toContain('&lt;script&gt;alert(1)');
  expect(await page('/?to=ben@example.com')).toContain('No mail fits this search');
  const shown = await page('/mails/1');
  expect(shown).toContain('<iframe title="The mail as it looks" src="/mails/1/html" sandbox=');
  expect(shown).not.toContain('<script>');
  const frame = await fetch(`${standIn.url}/mails/1/html`);
  expect(frame.headers.get('content-security-policy')).toContain("script-src 'none'");
  const attachment = await fetch(`${standIn.url}/mails/1/attachments/0`);
  expect(attachment.headers.get('content-disposition')).toContain('attachment');
  expect(await attachment.text()).toBe(CALENDAR);
  expect((await fetch(`${standIn.url}/mails/2`)).status).toBe(404);
});

describe('faults', () => {
  test('refuse recipients and mails with SMTP codes, and are then over', async () => {
    const standIn = await start();
    await order(standIn, { match: 'SMTP DATA', status: 451, times: 1 });
    await expect(send(standIn)).rejects.toMatchObject({ responseCode: 451, command: 'DATA' });
    await order(standIn, { match: 'SMTP RCPT TO:<ana@', status: 550, times: 1 });
    await expect(send(standIn)).rejects.toMatchObject({ responseCode: 550, command: 'RCPT TO' });
    await send(standIn);
    expect(await mails(standIn)).toHaveLength(1);
  });

  test('let the server be away, refusing every connection, and then be back at the same address', async () => {
    const standIn = await start();
    const tell = (method: string, body?: object) =>
      fetch(`${standIn.url}/_away`, { method, ...(body && { body: JSON.stringify(body) }) });
    await tell('POST', { ms: 60_000 });
    await expect(send(standIn)).rejects.toMatchObject({
      code: 'ESOCKET',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await mails(standIn)).toEqual([]);

    await tell('POST', { ms: 50 });
    await vi.waitFor(() => send(standIn));
    await tell('POST', { ms: 60_000 });
    await tell('DELETE');
    await send(standIn);
    expect(await mails(standIn)).toHaveLength(2);
  });

  test('let a server that goes away in the middle of a mail lose it', async () => {
    const standIn = await start();
    await order(standIn, { match: 'SMTP RCPT', delayMs: 300 });
    const sent = send(standIn);
    const lost = expect(sent).rejects.toThrow();
    await vi.waitFor(async () => expect(await (await fetch(`${standIn.url}/_fault`)).json()).toEqual([]));
    await fetch(`${standIn.url}/_away`, { method: 'POST', body: JSON.stringify({ ms: 60_000 }) });
    await lost;
    expect(await mails(standIn)).toEqual([]);
  });

  test('cut the line after the mail was taken', async () => {
    const standIn = await start();
    await order(standIn, { match: 'SMTP DATA ana@example.com', dropAfter: true, times: 1 });
    await expect(send(standIn)).rejects.toThrow();
    expect(await mails(standIn)).toHaveLength(1);
    const log = await (await fetch(`${standIn.url}/_log`)).json();
    expect(log).toContainEqual(
      expect.objectContaining({
        method: 'SMTP',
        path: 'DATA ana@example.com',
        status: null,
        body: expect.objectContaining({ subject: 'Hello' }),
      }),
    );
  });
});

test('mails outlive a restart', async () => {
  const stateFile = join(mkdtempSync(join(tmpdir(), 'mail-')), 'mails.json');
  const first = await startMail({ smtpPort: 0, webPort: 0, stateFile });
  await send(first, { subject: 'Before' });
  await first.close();
  const second = await start({ stateFile });
  await send(second, { subject: 'After' });
  expect((await mails(second)).map(({ id, subject }) => `${id} ${subject}`)).toEqual(['2 After', '1 Before']);
});
