// next-auth: who may sign in, and what the session token says. The token carries an id and a version; everything
// else is read from the database on each request (actor.ts).
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import GoogleProvider from 'next-auth/providers/google';
import { authenticate, signInWithProvider } from '../accounts/commands';
import { signInSchema } from '../accounts/schema';
import { env } from '../env';
import { paths } from '../paths';
import { consume, forgive } from '../rate-limit';
import { usesSecureCookies } from './actor';

const THIRTY_DAYS_SECONDS = 30 * 24 * 3600;

export function authOptions({ address }: { address: string }): NextAuthOptions {
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
          const user = await authenticate(reading.data);
          // Failures alone are counted: a class signing in together is no attack.
          if (user) {
            await forgive('signInAccount', reading.data.email);
          } else {
            await consume('signInAddress', address).catch(() => undefined);
            await consume('signInAccount', reading.data.email).catch(() => undefined);
          }
          return user;
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
