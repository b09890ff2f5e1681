import { cache } from 'react';
import { getPublicTutor } from '@/lib/tutors/queries';

/** Read once for the page and what is said of it. */
export const findTutor = cache((id: string) => getPublicTutor({ id, now: new Date() }));
