// Guards for pages and server actions. Checked in page.tsx and in each action, never in a layout: a layout is not
// rendered again when one navigates below it.
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { paths } from '../paths';
import { type Actor, actorOfToken, sessionCookieName } from './actor';

export type { Actor } from './actor';

/** The signed-in person, or null; read once per request. */
export const currentUser = cache(async (): Promise<Actor | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token ? actorOfToken(token) : null;
});

/** The signed-in person; others are sent to sign in and come back to `returnTo`. */
export async function requireUser(returnTo?: string): Promise<Actor> {
  const user = await currentUser();
  if (!user) redirect(paths.signIn(returnTo));
  return user;
}

/** The signed-in tutor; people who do not teach yet are sent to where they can begin. */
export async function requireTutor(returnTo?: string): Promise<Actor & { providerProfileId: string }> {
  const { providerProfileId, ...user } = await requireUser(returnTo);
  if (!providerProfileId) redirect(paths.teachProfile());
  return { ...user, providerProfileId };
}
