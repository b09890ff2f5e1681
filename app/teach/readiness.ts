// How far a tutor is on the way to the first booking: what is done, and the one thing that comes next.
import { paths } from '@/lib/paths';
import { listOwnSlots } from '@/lib/slots/queries';
import { WEEK_ONE_DAYS } from '@/lib/slots/rules';
import { addDays, dayIn } from '@/lib/time';
import { getOwnProfile } from '@/lib/tutors/queries';
import { missingFrom, missingInWords } from './profile/missing';

export type Step = { done: boolean; title: string; text: string; href: string; action: string };

export type Readiness = {
  profileId: string;
  isPublished: boolean;
  /** What of the coming seven days can still be booked. */
  openCount: number;
  /** One after the other, until students can find and book. */
  steps: Step[];
};

export async function readReadiness(tutor: {
  userId: string;
  providerProfileId: string;
}): Promise<Readiness> {
  const { userId, providerProfileId } = tutor;
  const now = new Date();
  const profile = await getOwnProfile({ userId, now });
  const today = dayIn(now, profile?.timezone ?? 'UTC');
  const { items } = await listOwnSlots({
    providerProfileId,
    from: today,
    to: addDays(today, WEEK_ONE_DAYS - 1),
  });
  const missing = missingFrom(profile);
  const isPublished = profile?.published ?? false;
  const hasSlots = items.some((slot) => new Date(slot.endsAt) > now);
  const openCount = items.filter((slot) => slot.seatsLeft > 0 && new Date(slot.startsAt) > now).length;
  const steps: Step[] = [
    {
      done: missing.length === 0,
      title: 'Complete your profile',
      text: missing.length === 0 ? (profile?.headline ?? '') : `Still to add: ${listed(missing)}.`,
      href: paths.teachProfile(),
      action: 'Complete profile',
    },
    {
      done: hasSlots,
      title: 'Add hours for this week',
      text: hasSlots ? openText(openCount) : 'Start with the coming seven days; later weeks can follow.',
      href: paths.teachCalendar(),
      action: 'Add hours',
    },
    {
      done: isPublished,
      title: 'Publish your profile',
      text: isPublished ? 'Students can find and book you.' : 'Only you can see it so far.',
      href: paths.teachProfile(),
      action: 'Publish profile',
    },
  ];
  return { profileId: providerProfileId, isPublished, openCount, steps };
}

const listed = (missing: ReturnType<typeof missingFrom>) =>
  missingInWords(missing)
    .map((part) => (typeof part === 'string' ? part : part.words))
    .join('');

/** How many slots of the coming seven days nobody has booked yet. */
export function openText(count: number): string {
  if (count === 0) return 'Nothing left to book in the coming seven days.';
  return `${count === 1 ? '1 open slot' : `${count} open slots`} in the coming seven days.`;
}
