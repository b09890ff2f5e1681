// People who meet: a session that can be started now, and what is to be seen in its room.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Browser, expect, type Page } from 'playwright/test';
import { call, readStack, registerPerson, type Stack } from './people';

export type Meeting = { stack: Stack; tutor: Page; students: Page[]; sessionId: string };

/** A free session that begins within the ten minutes in which its room is open. */
export async function givenMeeting(
  browser: Browser,
  { tutor: tutorName, students: names }: { tutor: string; students: string[] },
): Promise<Meeting> {
  const stack = readStack();
  const timezone = 'Europe/Lisbon';
  const { page: tutor } = await registerPerson({ browser, stack, timezone, name: tutorName });
  const saved = await call(tutor, 'PUT', '/api/tutors/me', {
    headline: `${tutorName} teaches`,
    bio: '',
    subjects: ['Chess'],
    languages: ['English'],
    hourlyRateCents: 0,
    currency: 'usd',
    timezone,
    published: true,
  });
  expect(saved.status).toBe(200);
  const created = await call<{ slots: { id: string }[] }>(tutor, 'POST', '/api/teaching/slots', {
    ...soon({ minutes: 5, durationMinutes: 45 }),
    sessionType: names.length === 1 ? 'ONE_TO_ONE' : 'GROUP',
    maxParticipants: names.length,
  });
  expect(created.status).toBe(201);
  const students: Page[] = [];
  let sessionId = '';
  for (const name of names) {
    const { page } = await registerPerson({ browser, stack, timezone, name });
    const booked = await call<{ session: { id: string } }>(page, 'POST', '/api/teaching/sessions/book', {
      slotId: created.body.slots[0]?.id,
    });
    expect(booked.status).toBe(201);
    sessionId = booked.body.session.id;
    students.push(page);
  }
  return { stack, tutor, students, sessionId };
}

/** A wall-clock time a few minutes from now, in a zone where no midnight is near. */
export function soon({ minutes, durationMinutes }: { minutes: number; durationMinutes: number }) {
  const timezone = new Date().getUTCHours() < 20 ? 'UTC' : 'Asia/Tokyo';
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const partsOf = (at: number) => wall.format(at).split(' ') as [string, string];
  const startsAt = Math.ceil((Date.now() + minutes * 60_000) / 60_000) * 60_000;
  const [slotDate, startTime] = partsOf(startsAt);
  const [, endTime] = partsOf(startsAt + durationMinutes * 60_000);
  return { slotDate, startTime, endTime, timezone };
}

/** The tutor starts and everybody joins; each is in the room afterwards, and sees how many others there are. */
export async function meet({ tutor, students, sessionId }: Meeting): Promise<void> {
  await tutor.goto(`/sessions/${sessionId}/room`);
  await tutor.getByRole('button', { name: 'Start session' }).click();
  await expectInside(tutor);
  for (const page of students) {
    await page.goto(`/sessions/${sessionId}/room`);
    await page.getByRole('button', { name: 'Join now' }).click();
    await expectInside(page);
  }
}

export async function expectInside(page: Page): Promise<void> {
  await expect(page.getByRole('toolbar', { name: 'Controls' })).toBeVisible();
}

/** Somebody's picture has a size, and another frame of it comes. */
export async function expectPicture(page: Page, name: string, timeout = 30_000): Promise<void> {
  await expectPlaying(page, `video[data-person="${name}"]`, timeout);
}

export async function expectScreen(page: Page, name: string): Promise<void> {
  await expectPlaying(page, `video[data-screen="${name}"]`, 30_000);
}

async function expectPlaying(page: Page, selector: string, timeout: number): Promise<void> {
  await page.waitForFunction(
    ({ wanted, look }) => {
      const video = document.querySelector<HTMLVideoElement>(wanted);
      if (!video || video.videoWidth === 0) return false;
      const frames = video.getVideoPlaybackQuality().totalVideoFrames;
      // Each look counts anew: what was seen before may be all there is.
      if (video.dataset.look !== look) Object.assign(video.dataset, { look, frames });
      return frames > Number(video.dataset.frames) + 2;
    },
    { wanted: selector, look: randomUUID() },
    { timeout, polling: 50 },
  );
}

/** The id of the track that shows somebody: another one where the line was made anew. */
export function pictureIdOf(page: Page, name: string): Promise<string | undefined> {
  return page
    .locator(`video[data-person="${name}"]`)
    .evaluate((video: HTMLVideoElement) => (video.srcObject as MediaStream | null)?.getTracks()[0]?.id);
}

/** Everybody's tile, one's own among them. */
export function peopleOn(page: Page) {
  return page.getByRole('figure');
}

export type Stay = { joinedAt: Date; leftAt: Date | null };

/** A person's visits, as they are kept. */
export async function visitsOf(page: Page, { stack, sessionId }: Meeting): Promise<Stay[]> {
  const { body } = await call<{ user: { id: string } }>(page, 'GET', '/api/me');
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  const { rows } = await client.query<Stay>(
    'SELECT "joinedAt", "leftAt" FROM "SessionAttendance" WHERE "sessionId" = $1 AND "userId" = $2 ORDER BY "joinedAt"',
    [sessionId, body.user.id],
  );
  await client.end();
  return rows;
}

/** Cuts everybody's line to Pusher, as a network that goes away does; nobody gets back in for a while. */
export async function dropLines({ stack }: Meeting, refuseMs = 0): Promise<void> {
  const answer = await fetch(`http://${stack.pusher.host}:${stack.pusher.port}/_drop`, {
    method: 'POST',
    body: JSON.stringify({ refuseMs }),
  });
  expect(answer.status).toBe(200);
}
