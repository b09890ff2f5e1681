// The link that ends reminder mails, for people who are not signed in where they read their mail. It is signed and not
// kept: it is good for as long as the account, and for nothing else.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { paths } from '../paths';

/**
 * The address for a mail's List-Unsubscribe header and for its text: mail programs POST to it, and whoever follows it
 * is sent to a page with a button.
 */
export function unsubscribeUrlFor(userId: string): string {
  return `${env().APP_URL}${paths.unsubscribeEndpoint(`${userId}.${signatureOf(userId)}`)}`;
}

/** Whose link this is; null for one that was not made here. */
export function userIdOfUnsubscribeToken(token: string): string | null {
  const [, userId, signature] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  if (!userId || !signature) return null;
  const isOurs = timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(userId)));
  return isOurs ? userId : null;
}

/** Bound to its purpose: what else is signed with this secret is worth nothing here, and the other way round. */
function signatureOf(userId: string): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`unsubscribe-from-reminders:${userId}`)
    .digest('base64url');
}
