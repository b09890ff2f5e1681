import { cache } from 'react';
import { z } from 'zod';
import { listOpenSlots } from '@/lib/slots/queries';
import { getPublicTutor } from '@/lib/tutors/queries';

/** Read once for the page and what is said of it. */
export const findTutor = cache((id: string) => getPublicTutor({ id, now: new Date() }));

/** Null for what `findTutor` does not find either, so that neither waits for the other. */
export async function findOpenSlots({ tutorId, now }: { tutorId: string; now: Date }) {
  return z.uuid().safeParse(tutorId).success ? listOpenSlots({ providerProfileId: tutorId, now }) : null;
}
