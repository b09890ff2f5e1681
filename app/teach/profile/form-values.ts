// What the form holds: the profile as it is saved, but for the rate, which is typed in units of the currency.
import { z } from 'zod';
import { saveProfileSchema } from '@/lib/tutors/schema';

const AMOUNT = /^\d{1,4}([.,]\d{1,2})?$/;

/** The cents of an amount as it was typed; null where it is none. */
export function centsOf(rate: string): number | null {
  return AMOUNT.test(rate.trim()) ? Math.round(Number(rate.replace(',', '.')) * 100) : null;
}

export const formSchema = saveProfileSchema
  .omit({ hourlyRateCents: true })
  .extend({
    rate: z
      .string()
      .trim()
      .regex(AMOUNT, 'Enter an amount such as 40 or 37.50, or 0 for free.')
      .refine((rate) => {
        const cents = centsOf(rate) ?? 0;
        return cents === 0 || (cents >= 100 && cents <= 100_000);
      }, '0 for free, or 1 to 1000.'),
  })
  .superRefine((profile, context) => {
    // A draft may be incomplete; what the public sees may not.
    if (!profile.published) return;
    if (!profile.headline)
      context.addIssue({
        code: 'custom',
        path: ['headline'],
        message: 'Students read this first. Write a line before publishing.',
      });
    if (profile.subjects.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['subjects'],
        message: 'Name at least one subject before publishing.',
      });
  });

export type ProfileValues = z.input<typeof formSchema>;

/** What being published means, as things stand: `wasPublished` is what students see until the form is saved. */
export function publishedText({
  published,
  wasPublished,
}: {
  published: boolean;
  wasPublished: boolean;
}): string {
  if (published && wasPublished) return 'Students can find you in the directory and book your open slots.';
  if (published) return 'Once you save, students can find you in the directory and book your open slots.';
  return wasPublished
    ? 'Once you save, students can no longer find or book you. Existing bookings stay.'
    : 'Until then it is a draft that only you can see. You can already add hours; students see them once you publish.';
}
