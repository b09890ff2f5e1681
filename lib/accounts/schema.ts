import { z } from 'zod';
import { textSchema, timezoneSchema } from '../vocabulary';

const nameSchema = textSchema.trim().min(1, 'Enter a name.').max(100, 'At most 100 characters.');

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as you@example.com.'));

const newPasswordSchema = z
  .string()
  .min(10, 'At least 10 characters.')
  .max(200, 'At most 200 characters.')
  .meta({ description: '10 to 200 characters' });

export const registerSchema = z.object({
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  timezone: timezoneSchema,
});

/** Lengths are not judged here: an old or wrong password is simply wrong. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password.').max(200, 'At most 200 characters.'),
});

export const updateMeSchema = z
  .object({
    name: nameSchema,
    timezone: timezoneSchema,
    wantsReminderMails: z
      .boolean()
      .meta({ description: 'Whether to be reminded by e-mail 24 hours and 1 hour before a session' }),
  })
  .partial()
  .refine(
    (change) => Object.keys(change).length > 0,
    'Send at least one of name, timezone and wantsReminderMails.',
  );

export const resetRequestSchema = z.object({ email: emailSchema });

export const resetSchema = z.object({ token: z.string().min(1).max(200), password: newPasswordSchema });

export const userSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    timezone: z.string(),
    providerProfileId: z.uuid().nullable(),
  })
  .meta({ id: 'User' });

export type User = z.output<typeof userSchema>;
export type RegisterInput = z.output<typeof registerSchema>;
export type UpdateMeInput = z.output<typeof updateMeSchema>;
