'use client';

import { CalendarDays } from 'lucide-react';
import { TutorCard } from '@/components/tutors/tutor-card';
import { TutorProfile } from '@/components/tutors/tutor-profile';
import type { Tutor } from '@/lib/tutors/schema';
import { centsOf, type ProfileValues } from './form-values';

type ProfilePreviewProps = {
  values: ProfileValues;
  /** As it was saved last; null for who begins. */
  profile: Tutor | null;
  /** Whose profile it is, and what their picture is made from. */
  name: string;
  seed: string;
  now: string;
};

/** The card and the page of a tutor as students would see them, from what stands in the form. */
export function ProfilePreview({ values, profile, name, seed, now }: ProfilePreviewProps) {
  const { rate, ...rest } = values;
  const cents = centsOf(rate);
  const tutor: Tutor = {
    id: seed,
    name,
    nextSlotAt: profile?.nextSlotAt ?? null,
    createdAt: profile?.createdAt ?? now,
    updatedAt: now,
    ...rest,
    hourlyRateCents: cents ?? profile?.hourlyRateCents ?? 0,
  };
  return (
    <section
      aria-label="Preview"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: beside the form it scrolls by itself, by keyboard as well
      tabIndex={0}
      className="grid min-w-0 content-start gap-6 rounded-lg border border-dashed border-line-strong/60 bg-canvas p-4 sm:p-5 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
    >
      <div className="grid gap-1">
        <p className="font-semibold text-lg">As students see you</p>
        <p className="text-ink-muted text-sm">
          {cents === null
            ? priceHint(profile !== null)
            : 'Updates as you type. Nobody sees it until you save.'}
        </p>
      </div>
      {/* A picture of pages, not the pages: their links and headings are not part of this one. */}
      <div inert className="grid gap-6">
        <div className="grid gap-2">
          <p className="text-ink-muted text-sm">In the directory</p>
          <ul className="grid">
            <TutorCard tutor={tutor} zone={tutor.timezone} />
          </ul>
        </div>
        <div className="grid gap-2">
          <p className="text-ink-muted text-sm">Your page</p>
          <div className="card overflow-hidden">
            <TutorProfile tutor={tutor} now={now} level="h3">
              <p className="flex items-center justify-center gap-2 rounded-md bg-sunken px-4 py-8 text-ink-muted text-sm">
                <CalendarDays aria-hidden className="size-4 shrink-0" /> Your available times appear here.
              </p>
            </TutorProfile>
          </div>
        </div>
      </div>
    </section>
  );
}

const priceHint = (hasOneAlready: boolean) =>
  hasOneAlready
    ? 'Updates as you type. The price is not a valid amount yet, so the last one is shown.'
    : 'Updates as you type. Until you enter a price, it is shown as free.';
