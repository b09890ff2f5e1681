// next-auth: who may sign in, and what the session token says. The token carries an id and a version; everything
// else is read from the database on each request (actor.ts).
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import GoogleProvider from 'next-auth/providers/google';
import { authenticate, signInWithProvider } from '../accounts/commands';
import { signInSchema } from '../accounts/schema';
import { env } from '../env';
import { AppError } from '../errors';
import { paths } from '../paths';
import { assertWithin, consume, forgive } from '../rate-limit';
import { usesSecureCookies } from './actor';

const THIRTY_DAYS_SECONDS = 30 * 24 * 3600;

export function authOptions({
  address,
  onRefusal,
}: {
  address: string;
  /** Hears why a sign-in was refused for another reason than its password. */
  onRefusal: (refusal: AppError) => void;
}): NextAuthOptions {
  const settings = env();
  const google =
    settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET
      ? [
          GoogleProvider({
            clientId: settings.GOOGLE_CLIENT_ID,
            clientSecret: settings.GOOGLE_CLIENT_SECRET,
          }),
        ]
      : [];
  return {
    secret: settings.NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: THIRTY_DAYS_SECONDS },
    useSecureCookies: usesSecureCookies(),
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials) {
          const reading = signInSchema.safeParse(credentials);
          if (!reading.success) return null;
          const { email } = reading.data;
          try {
            await assertWithin('signInAddress', address);
            await assertWithin('signInAccount', email);
            const user = await authenticate(reading.data);
            // Failures alone are counted: a class signing in together is no attack.
            if (!user) {
              await consume('signInAddress', address).catch(() => undefined);
              await consume('signInAccount', email).catch(() => undefined);
              return null;
            }
            // Asked again: of a thousand guesses sent at once, all came before the first was counted.
            await assertWithin('signInAccount', email);
            await forgive('signInAccount', email);
            return user;
          } catch (error) {
            // next-auth would take it for a wrong password.
            if (!(error instanceof AppError)) throw error;
            onRefusal(error);
            return null;
          }
        },
      }),
      ...google,
    ],
    callbacks: {
      async jwt({ token, user, account, profile }) {
        if (!account) return token;
        if (account.provider === 'credentials') {
          const authVersion = user && 'authVersion' in user ? user.authVersion : undefined;
          return { sub: user?.id, authVersion };
        }
        const found = await signInWithProvider({
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: profile?.email ?? '',
          emailVerified: Boolean(profile && 'email_verified' in profile && profile.email_verified),
          name: profile?.name ?? '',
        });
        // Without a subject the token names nobody.
        return found ? { sub: found.id, authVersion: found.authVersion } : {};
      },
      signIn({ account, profile }) {
        if (account?.provider === 'credentials') return true;
        return Boolean(profile?.email && 'email_verified' in profile && profile.email_verified);
      },
    },
  };
}
