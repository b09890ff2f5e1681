// The words that every domain's calls share: days, times, zones, kinds of session.
import { z } from 'zod';
import { isDay, isTimeZone, isWallTime } from './time';

/** Words of people. Postgres keeps every character but NUL. */
export const textSchema = z
  .string()
  .refine((text) => !text.includes('\0'), 'must not contain the character NUL');

export const timezoneSchema = z
  .string()
  .refine(isTimeZone, 'must be an IANA time zone such as Europe/Lisbon')
  .meta({ description: 'IANA time zone', example: 'America/New_York' });

export const daySchema = z
  .string()
  .refine(isDay, 'must be a calendar day, YYYY-MM-DD')
  .meta({ description: 'Calendar day', example: '2026-12-01' });

export const wallTimeSchema = z
  .string()
  .refine(isWallTime, 'must be a time of day, HH:mm')
  .meta({ description: 'Wall-clock time, 24 h', example: '15:30' });

export const sessionTypeSchema = z.enum(['ONE_TO_ONE', 'GROUP']);
export type SessionType = z.output<typeof sessionTypeSchema>;

export const sessionStatusSchema = z.enum(['SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW']);
export type SessionStatus = z.output<typeof sessionStatusSchema>;

export const participantStatusSchema = z.enum(['BOOKED', 'CANCELLED', 'REFUNDED']);
