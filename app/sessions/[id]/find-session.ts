import { cache } from 'react';
import { getSession } from '@/lib/sessions/queries';

/** Read once for a page and what is said of it. */
export const findSession = cache((sessionId: string, userId: string) => getSession({ sessionId, userId }));
