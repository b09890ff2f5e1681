import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { currentUser } from '@/lib/auth/session';
import { paths, safeReturnPath } from '@/lib/paths';
import { publicConfig } from '@/lib/public-config';
import { textOf } from '../../search-params';
import { visitorZone } from '../../visitor-zone';
import { GoogleButton } from '../google-button';
import { RegisterForm } from './register-form';

export const metadata: Metadata = {
  title: 'Create an account',
  description: 'One account to book tutors, and to teach if you want to.',
  alternates: { canonical: paths.register() },
};

export default async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const { callbackUrl } = await searchParams;
  const asked = textOf(callbackUrl);
  const returnTo = safeReturnPath(asked, paths.tutors());
  if (await currentUser()) redirect(returnTo);
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-3xl">Create an account</h1>
        <p className="text-ink-muted">For booking sessions and for teaching.</p>
      </div>
      {publicConfig().googleEnabled && <GoogleButton returnTo={returnTo} />}
      <RegisterForm returnTo={returnTo} zone={await visitorZone(null)} now={new Date().toISOString()} />
      <p className="text-ink-muted">
        Have an account?{' '}
        <Link className="link inline-block py-1" href={paths.signIn(asked)}>
          Sign in
        </Link>
      </p>
    </>
  );
}
