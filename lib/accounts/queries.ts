import { read, sql } from '../db';
import { hashOfToken } from './passwords';

export type Settings = {
  wantsReminderMails: boolean;
  /** Secret part of the calendar feed's address. */
  calendarToken: string;
};

/** What a person set up, beyond what every page knows of them. @throws Error where they are not there */
export async function getSettings({ userId }: { userId: string }): Promise<Settings> {
  const [row] = await read<Settings>(sql`
    SELECT "wantsReminderMails", "calendarToken" FROM "User" WHERE "id" = ${userId}::uuid`);
  if (!row) throw new Error('settings of somebody who is not there');
  return row;
}

/** Whose calendar feed has this address; null for nobody's. */
export async function findUserIdByCalendarToken(calendarToken: string): Promise<string | null> {
  const [row] = await read<{ id: string }>(sql`
    SELECT "id" FROM "User" WHERE "calendarToken" = ${calendarToken}`);
  return row?.id ?? null;
}

/** Whether a reset link still sets a password: known, not used and not over. */
export async function isResetLinkLiving({ token, now }: { token: string; now: Date }): Promise<boolean> {
  const found = await read(sql`
    SELECT 1 FROM "PasswordResetToken"
    WHERE "tokenHash" = ${hashOfToken(token)} AND "usedAt" IS NULL AND "expiresAt" > ${now}`);
  return found.length > 0;
}
