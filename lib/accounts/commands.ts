import { randomBytes } from 'node:crypto';
import { db, transaction, violates } from '../db';
import { AppError } from '../errors';
import { enqueue } from '../jobs/queue';
import { hashOfToken, hashPassword, isPassword } from './passwords';
import type { RegisterInput, UpdateMeInput, User } from './schema';
import { userIdOfUnsubscribeToken } from './unsubscribe';

/** How long a mailed reset link is good for. */
const RESET_MINUTES = 60;

/**
 * Makes an account. The address is kept in lower case.
 * @throws AppError EMAIL_TAKEN
 */
export async function registerUser(input: RegisterInput): Promise<User> {
  const passwordHash = await hashPassword(input.password);
  try {
    const user = await db().user.create({
      data: { name: input.name, email: input.email, passwordHash, timezone: input.timezone },
      select: { id: true, name: true, email: true, timezone: true },
    });
    return { ...user, providerProfileId: null };
  } catch (error) {
    // Two people registering one address at once: the unique index lets the first in.
    if (violates(error, 'User_email_key')) throw new AppError('EMAIL_TAKEN', { cause: error });
    throw error;
  }
}

/** The person with this address and password, or null; takes as long either way. */
export async function authenticate({
  email,
  password,
}: {
  email: string;
  password: string;
}): Promise<{ id: string; name: string; email: string; authVersion: number } | null> {
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, authVersion: true, passwordHash: true },
  });
  if (!(await isPassword(password, user?.passwordHash ?? null)) || !user) return null;
  return { id: user.id, name: user.name, email: user.email, authVersion: user.authVersion };
}

/**
 * The account behind a sign-in through an outside provider, made on first sight. An existing account with the same
 * address is taken over only where the provider vouches for the address, and then loses its password and its other
 * sign-ins: nobody proved that the one who set them owns the address.
 * @returns null where the address is unverified
 */
export async function signInWithProvider(input: {
  provider: string;
  providerAccountId: string;
  email: string;
  emailVerified: boolean;
  name: string;
}): Promise<{ id: string; authVersion: number } | null> {
  const { provider, providerAccountId } = input;
  const linked = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { id: true, authVersion: true } } },
  });
  if (linked) return linked.user;
  if (!input.emailVerified) return null;
  const email = input.email.toLowerCase();
  const link = transaction(async (tx) => {
    const user = await tx.user.upsert({
      where: { email },
      // The zone is asked for in the browser afterwards; UTC is wrong for nobody more than for others.
      create: { email, name: input.name || email, timezone: 'UTC' },
      update: { passwordHash: null, authVersion: { increment: 1 } },
      select: { id: true, authVersion: true },
    });
    await tx.account.create({ data: { provider, providerAccountId, userId: user.id } });
    return user;
  });
  return link.catch((error) => {
    // Two first sign-ins at once, from two tabs: the other one has made the link by now.
    const isMade = [ACCOUNT_KEY, 'User_email_key'].some((key) => violates(error, key));
    if (!isMade) throw error;
    return signInWithProvider(input);
  });
}

const ACCOUNT_KEY = 'Account_provider_providerAccountId_key';

/** Changes name, zone, wish for reminder mails, or several of them, of a person who is there. */
export async function updateUser({
  userId,
  change,
}: {
  userId: string;
  change: UpdateMeInput;
}): Promise<User> {
  const user = await db().user.update({
    where: { id: userId },
    data: {
      name: change.name,
      timezone: change.timezone,
      wantsReminderMails: change.wantsReminderMails,
    },
    select: { id: true, name: true, email: true, timezone: true, providerProfile: { select: { id: true } } },
  });
  const { providerProfile, ...rest } = user;
  return { ...rest, providerProfileId: providerProfile?.id ?? null };
}

/**
 * Gives the calendar feed another address; the one before leads nowhere from now on.
 * @returns the secret part of the new one
 */
export async function renewCalendarToken({ userId }: { userId: string }): Promise<string> {
  const calendarToken = randomBytes(32).toString('hex');
  await db().user.update({ where: { id: userId }, data: { calendarToken }, select: { id: true } });
  return calendarToken;
}

/**
 * Ends reminder mails for the person whose link this is; again changes nothing more.
 * @throws AppError NOT_FOUND for a link that was not made here
 */
export async function stopReminderMails({ token }: { token: string }): Promise<void> {
  const userId = userIdOfUnsubscribeToken(token);
  if (!userId) throw new AppError('NOT_FOUND');
  const { count } = await db().user.updateMany({
    where: { id: userId },
    data: { wantsReminderMails: false },
  });
  if (count === 0) throw new AppError('NOT_FOUND');
}

/** Has a reset link mailed, if there is such an account. Does the same work either way. */
export async function requestPasswordReset({ email }: { email: string }): Promise<void> {
  await transaction((tx) => enqueue(tx, 'send-password-reset', { email }));
}

/**
 * Makes the secret of a reset link; only its hash is kept. Called by the job that mails it, so that the secret
 * never stands in a job's payload.
 * @returns null where nobody has this address
 */
export async function issueResetToken({
  email,
  now,
}: {
  email: string;
  now: Date;
}): Promise<{ token: string; name: string } | null> {
  const user = await db().user.findUnique({ where: { email }, select: { id: true, name: true } });
  if (!user) return null;
  const token = randomBytes(32).toString('base64url');
  await db().passwordResetToken.create({
    data: {
      userId: user.id,
      tokenHash: hashOfToken(token),
      expiresAt: new Date(now.getTime() + RESET_MINUTES * 60_000),
    },
  });
  return { token, name: user.name };
}

/**
 * Sets a new password, once per token, and ends every earlier sign-in.
 * @throws AppError RESET_LINK_INVALID
 */
export async function resetPassword({
  token,
  password,
  now,
}: {
  token: string;
  password: string;
  now: Date;
}): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    // The conditional UPDATE lets one of two clicks win.
    const used = await tx.$queryRaw<{ userId: string }[]>`
      UPDATE "PasswordResetToken" SET "usedAt" = ${now}
      WHERE "tokenHash" = ${hashOfToken(token)} AND "usedAt" IS NULL AND "expiresAt" > ${now}
      RETURNING "userId"`;
    const [row] = used;
    if (!row) throw new AppError('RESET_LINK_INVALID');
    await tx.user.update({
      where: { id: row.userId },
      data: { passwordHash, authVersion: { increment: 1 } },
    });
    await tx.passwordResetToken.updateMany({
      where: { userId: row.userId, usedAt: null },
      data: { usedAt: now },
    });
  });
}
