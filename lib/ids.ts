import { z } from 'zod';

// Made once: to make a schema costs more than to ask it.
const uuid = z.uuid();

/** Whether a text can be the id of anything here. Postgres refuses to look for what is none. */
export const isUuid = (text: unknown): text is string => uuid.safeParse(text).success;
