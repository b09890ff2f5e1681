import type { Metadata } from 'next';
import { ResetRequestForm } from './reset-request-form';

export const metadata: Metadata = { title: 'Forgot the password?' };

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
