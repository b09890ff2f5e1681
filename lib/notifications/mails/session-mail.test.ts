import { describe, expect, test } from 'vitest';
import { eventsOf, only, readCalendar, textOf } from '@/tests/calendar-reader';
import {
  addresses,
  alone,
  ana,
  ben,
  cleo,
  events,
  factsOf,
  mailOf,
  PAIRS,
  PAYMENT,
  tutor,
} from '@/tests/mail-scenes';
import { renderSessionMail } from './session-mail';

/** What a reader of the HTML sees. */
function seenIn(html: string): string {
  return html
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

describe.each(PAIRS)('the mail of %s to the %s', (name, role, subject, method) => {
  test('says it in its subject, and everything in text and HTML alike', async () => {
    const mail = await mailOf(name, role);
    expect(mail.subject).toBe(subject);
    const seen = seenIn(mail.html);
    const lines = mail.text.split('\n').map((line) => line.replace(/:$/, '').trim());
    // Addresses stand behind words in HTML, and a label beside what it is for in text.
    for (const line of lines.filter((each) => each && !/https?:|^--|: /.test(each)))
      expect(seen).toContain(line);
    expect(mail.text).toContain(`https://slotwise.example/sessions/${alone.sessionId}`);
    expect(mail.html).toContain(`href="https://slotwise.example/sessions/${alone.sessionId}"`);
    expect(`${mail.text}${seen}`).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
  });

  test('tells the time on the reader’s clock before any other', async () => {
    const { text } = await mailOf(name, role);
    const own = role === 'TUTOR' ? '01:45–02:45 in Kathmandu (GMT+5:45)' : '15:00–16:00 in New York (GMT-5)';
    expect(text).toContain(
      `Your time:\n  ${role === 'TUTOR' ? 'Wednesday 2' : 'Tuesday 1'} December 2026\n  ${own}`,
    );
    if (role === 'STUDENT') {
      expect(text.indexOf('Wednesday 2 December 2026\n  01:45–02:45 in Kathmandu')).toBeGreaterThan(
        text.indexOf(own),
      );
    }
  });

  test(method ? `brings a calendar ${method}` : 'leaves the calendar alone', async () => {
    const { icalEvent } = await mailOf(name, role);
    expect(icalEvent?.method ?? null).toBe(method);
    if (!icalEvent) return;
    const [entry] = eventsOf(readCalendar(icalEvent.content));
    expect(only(entry, 'ATTENDEE').value.toLowerCase()).toBe(
      `mailto:${role === 'TUTOR' ? tutor.email : ana.email}`,
    );
    expect(textOf(entry, 'SUMMARY')).toBe(
      role === 'TUTOR' ? 'Group session, 3 of 20 booked' : 'Group session with Tara Tutor',
    );
  });

  test('can be unsubscribed from if it is a reminder, and else not', async () => {
    const { headers, text, html } = await mailOf(name, role);
    const isReminder = name === 'dayBefore' || name === 'hourBefore';
    for (const body of [text, html]) expect(body.includes(addresses.unsubscribeUrl)).toBe(isReminder);
    expect(headers).toEqual(
      isReminder
        ? {
            'List-Unsubscribe': `<${addresses.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }
        : undefined,
    );
  });
});

test.each([
  ['refunded', 'TUTOR'],
  ['refundFailed', 'TUTOR'],
  ['latePayment', 'TUTOR'],
  ['starting', 'STUDENT'],
  ['starting', 'TUTOR'],
  ['started', 'STUDENT'],
  ['started', 'TUTOR'],
] as const)('nobody gets a mail of %s as %s', async (name, role) => {
  await expect(mailOf(name, role)).rejects.toThrow(/no mail/);
});

test('a student never reads of another one: no name, no address, no price', async () => {
  for (const [name, role] of PAIRS) {
    if (role !== 'STUDENT') continue;
    const whole = JSON.stringify(await mailOf(name, role));
    for (const secret of ['Ben', 'Secretive', 'Cleo', 'Hidden', '47.11', '77.11', 'Tokyo', 'Paris']) {
      expect(whole, name).not.toContain(secret);
    }
  }
  await expect(mailOf('booked', 'STUDENT', factsOf(), ben)).rejects.toThrow(/no mail/);
});

describe('what a mail says of', () => {
  test('a booking: the price, when the room opens, and that it can be given back', async () => {
    const { text } = await mailOf('booked', 'STUDENT', alone);
    expect(text).toContain('Price: $30.00, paid on 28 November 2026');
    expect(text).toContain(`Payment number: ${PAYMENT}`);
    expect(text).toContain('The room opens at 14:50');
    expect(text).toContain('cancel before the start for a full refund');
    const free = { ...ana, payment: null };
    const freeMail = await mailOf('booked', 'STUDENT', factsOf({ students: [free] }), free);
    expect(freeMail.text).toContain('Price: Free');
    expect(freeMail.text).not.toContain('Payment number');
  });

  test('a cancelled session: the tutor’s reason and the money', async () => {
    const { text } = await mailOf('cancelledByTutor', 'STUDENT');
    expect(text).toContain('Reason from Tara Tutor: I have a cold.');
    expect(text).toContain('You get a full refund of $30.00 to your card.');
    const forTutor = await mailOf('cancelledByTutor', 'TUTOR');
    expect(forTutor.text).toContain('$77.11 is refunded to the 3 students.');
  });

  test('a session that its tutor ended too early: that, and not that it was cancelled', async () => {
    const early = factsOf({ status: 'NO_SHOW' });
    const forStudent = await mailOf('cancelledByTutor', 'STUDENT', early);
    expect(forStudent.subject).toContain('Ended early by Tara Tutor');
    expect(forStudent.text).toContain('You get a full refund of $30.00 to your card.');
    const forTutor = await mailOf('cancelledByTutor', 'TUTOR', early);
    expect(forTutor.text).toContain('You ended the session early');
    expect(forTutor.text).toContain('$77.11 is refunded to the 3 students.');
    expect(`${forStudent.text}${forTutor.text}`).not.toMatch(/cancelled the session|will not take place/);
  });

  test('a student’s own wish: a session cancelled, or a seat in a group given up', async () => {
    const gone = { ...ana, isBooked: false };
    const single = await mailOf('cancelledByStudent', 'STUDENT', { ...alone, students: [gone] }, gone);
    expect(single.text).toContain('You cancelled the session');
    const group = await mailOf('cancelledByStudent', 'STUDENT', factsOf({ students: [gone] }), gone);
    expect(group.text).toContain('You gave up your seat');
    expect(group.text).toContain('You no longer have a seat in the group session with Tara Tutor.');
  });

  test('a session that goes on with fewer, and of one that does not', async () => {
    const facts = factsOf({ students: [{ ...ana, isBooked: false }, ben, cleo] });
    expect((await mailOf('cancelledByStudent', 'TUTOR', facts)).text).toContain(
      'still takes place, with 2 of 20 seats booked',
    );
    const over = await renderSessionMail({
      event: { ...events.cancelledByStudent, isOver: true },
      facts: { ...alone, students: [{ ...ana, isBooked: false }] },
      recipient: tutor,
      role: 'TUTOR',
      addresses,
    });
    expect(over.text).toContain('The time can be booked again.');
    expect(over.icalEvent?.method).toBe('CANCEL');
  });

  test('a reminder: how far off the start truly is, and on which day', async () => {
    const remind = async (at: string) =>
      renderSessionMail({
        event: { ...events.dayBefore, at },
        facts: alone,
        recipient: ana,
        role: 'STUDENT',
        addresses,
      });
    expect((await remind('2026-11-30T20:00:00.000Z')).text).toContain('in about 24 hours');
    const late = await remind('2026-12-01T15:30:00.000Z');
    expect(late.subject).toMatch(/^Today 15:00/);
    expect(late.text).toContain('in about 5 hours');
    expect((await remind('2026-11-29T20:00:00.000Z')).subject).toMatch(/^Tuesday 1 December 15:00/);
    expect((await mailOf('hourBefore', 'STUDENT')).text).toContain('in 58 minutes');
  });

  test('a session that took place: everybody’s attendance for the tutor, their own for a student', async () => {
    const forTutor = await mailOf('completed', 'TUTOR');
    for (const line of ['Ana: 57 min', 'Ben Secretive: none', 'Cleo Hidden: 12 min', 'Paid: $77.11']) {
      expect(forTutor.text).toContain(line);
    }
    expect(forTutor.text).toContain('Took place: 01:46–02:44, 58 min');
    const forStudent = await mailOf('completed', 'STUDENT');
    expect(forStudent.text).toContain('Your attendance: 57 min');
    expect(forStudent.text).toContain('notes.pdf');
  });

  test('a payment that found no seat: no session to open', async () => {
    const { text } = await mailOf('latePayment', 'STUDENT', { ...alone, sessionId: null, status: null });
    expect(text).toContain('https://slotwise.example/tutors');
  });

  test('a part that was sent back: that part', async () => {
    const part = { ...ana, payment: ana.payment && { ...ana.payment, refundedCents: 1000 } };
    const { text } = await mailOf('refunded', 'STUDENT', { ...alone, students: [part] }, part);
    expect(text).toContain('$10.00 is on its way to your card');
    expect(text).toContain('part of what you paid');
  });
});
