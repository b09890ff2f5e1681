import type { Metadata } from 'next';
import { paths } from '@/lib/paths';
import { ResetRequestForm } from './reset-request-form';

export const metadata: Metadata = {
  title: 'Forgot your password?',
  description: 'Get a link by e-mail to set a new password.',
  alternates: { canonical: paths.reset() },
};

export default function ResetPage() {
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-3xl">Forgot your password?</h1>
        <p className="text-ink-muted">We will e-mail you a link to set a new one.</p>
      </div>
      <ResetRequestForm />
    </>
  );
}
