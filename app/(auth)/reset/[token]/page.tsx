import type { Metadata } from 'next';
import { isResetLinkLiving } from '@/lib/accounts/queries';
import { NewPasswordForm } from './new-password-form';

// The address holds a secret: it is told to nobody that a link leads to.
export const metadata: Metadata = {
  title: 'Set a new password',
  description: 'Set a new password for your account.',
  referrer: 'no-referrer',
  robots: 'noindex',
};

export default async function NewPasswordPage({ params }: PageProps<'/reset/[token]'>) {
  const { token } = await params;
  const isLiving = await isResetLinkLiving({ token, now: new Date() });
  return (
    <>
      <div className="grid gap-2">
        <h1 className="text-3xl">Set a new password</h1>
        {isLiving && <p className="text-ink-muted">You will be signed out on every device.</p>}
      </div>
      <NewPasswordForm token={token} isLiving={isLiving} />
    </>
  );
}
