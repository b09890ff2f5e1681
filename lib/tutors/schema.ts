import { z } from 'zod';
import { cursorSchema, limitSchema } from '../paging';
import { daySchema, sessionTypeSchema, textSchema, timezoneSchema } from '../vocabulary';

/** Free, or 1 to 1000 units of the currency an hour. */
export const hourlyRateSchema = z
  .number()
  .int()
  .refine((cents) => cents === 0 || (cents >= 100 && cents <= 100_000), 'must be 0 (free) or 100 to 100000')
  .meta({ description: 'Integer cents: 0 (free) or 100 to 100000' });

/** Amounts are hundredths everywhere, so currencies without them are not taken. */
export function isCurrency(code: string): boolean {
  if (!/^[a-z]{3}$/.test(code)) return false;
  const known = Intl.supportedValuesOf('currency').includes(code.toUpperCase());
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions();
  return known && digits.maximumFractionDigits === 2;
}

const labelsSchema = z
  .array(textSchema.trim().min(1).max(50))
  .max(20)
  .transform((labels) => [...new Set(labels)]);

export const saveProfileSchema = z.object({
  headline: textSchema.trim().max(120, 'At most 120 characters.'),
  bio: textSchema.trim().max(5000, 'At most 5000 characters.'),
  subjects: labelsSchema,
  languages: labelsSchema,
  hourlyRateCents: hourlyRateSchema,
  currency: z.string().refine(isCurrency, 'must be a currency code such as usd').meta({ example: 'usd' }),
  timezone: timezoneSchema,
  published: z.boolean(),
});

export const tutorSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    headline: z.string(),
    bio: z.string(),
    subjects: z.array(z.string()),
    languages: z.array(z.string()),
    hourlyRateCents: z.number().int(),
    currency: z.string(),
    timezone: z.string(),
    published: z.boolean(),
    nextSlotAt: z.iso.datetime().nullable().meta({ description: 'Start of the next bookable slot' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Tutor' });

/** Bounded, so that it fits the column it is compared with. */
const rateFilterSchema = z.coerce.number().int().min(0).max(1_000_000);

const instantOrDay = z.union([z.iso.datetime({ offset: true }), daySchema]);

export const tutorSortSchema = z.enum(['newest', 'soonest', 'price_asc', 'price_desc']);

export const tutorFiltersSchema = z.object({
  q: textSchema.trim().max(100).optional(),
  subject: textSchema.trim().max(50).optional(),
  language: textSchema.trim().max(50).optional(),
  minRateCents: rateFilterSchema.optional(),
  maxRateCents: rateFilterSchema.optional(),
  availableFrom: instantOrDay.optional().meta({ description: 'An instant, or a day in `timezone`' }),
  availableTo: instantOrDay
    .optional()
    .meta({ description: 'An instant, or a day in `timezone` (inclusive)' }),
  timezone: timezoneSchema.default('UTC'),
  type: sessionTypeSchema.optional(),
  sort: tutorSortSchema.default('newest'),
  limit: limitSchema,
  cursor: cursorSchema,
});

export type SaveProfileInput = z.output<typeof saveProfileSchema>;
export type Tutor = z.output<typeof tutorSchema>;
export type TutorFilters = z.output<typeof tutorFiltersSchema>;
export type TutorSort = z.output<typeof tutorSortSchema>;
