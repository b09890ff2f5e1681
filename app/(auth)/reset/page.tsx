import type { Metadata } from 'next';
import { paths } from '@/lib/paths';
import { ResetRequestForm } from './reset-request-form';

export const metadata: Metadata = {
  title: 'Forgot the password?',
  description: 'Have a link sent to your e-mail address, with which you set a new password.',
  alternates: { canonical: paths.reset() },
};

export default function ResetPage() {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-3xl">Forgot the password?</h1>
        <p className="text-ink-muted">We mail you a link with which you set a new one.</p>
      </div>
      <ResetRequestForm />
    </>
  );
}
