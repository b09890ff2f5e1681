import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Notice } from '@/components/ui/notice';
import { currentUser } from '@/lib/auth/session';
import { paths, safeReturnPath } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { textOf } from '../../search-params';
import { GoogleButton } from '../google-button';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = {
  title: 'Sign in',
  description: 'Sign in to your sessions and your calendar.',
  alternates: { canonical: paths.signIn() },
};

/** What next-auth says on its way back from a failed round trip. */
function problemOf(error: string | undefined): string | null {
  if (!error) return null;
  if (error === 'CredentialsSignin') return 'E-mail address or password is wrong.';
  if (error === 'AccessDenied')
    return 'Google does not vouch for this e-mail address. Use a password instead.';
  return 'Signing in did not work. Try again.';
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams;
  const returnTo = safeReturnPath(textOf(query.callbackUrl), paths.sessions());
  if (await currentUser()) redirect(returnTo);
  const { googleEnabled, isLocal } = publicConfig();
  const problem = problemOf(textOf(query.error));
  return (
    <>
      <h1 className="text-3xl">Sign in</h1>
      {query.reset === 'done' && <Notice>Your new password is set. Sign in with it.</Notice>}
      {problem && <Notice tone="danger">{problem}</Notice>}
      {googleEnabled && <GoogleButton returnTo={returnTo} />}
      <SignInForm returnTo={returnTo} />
      <p className="text-ink-muted">
        New here?{' '}
        <Link className="link inline-block py-1" href={paths.register(textOf(query.callbackUrl))}>
          Create an account
        </Link>
      </p>
      {isLocal && (
        <p className="border-t pt-4 text-ink-muted text-sm">
          This is a local demo. The accounts to sign in with are listed in the terminal where it was started.
        </p>
      )}
    </>
  );
}
