import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { userIdOfUnsubscribeToken } from '@/lib/accounts/unsubscribe';
import { paths } from '@/lib/paths';
import { Unsubscribe } from './unsubscribe';

export async function generateMetadata({ params }: PageProps<'/unsubscribe/[token]'>): Promise<Metadata> {
  const isGood = userIdOfUnsubscribeToken((await params).token) !== null;
  return {
    title: isGood ? 'Reminder e-mails' : 'This link does not work',
    description: 'Turn reminder e-mails off, or on again.',
    robots: 'noindex',
    referrer: 'no-referrer',
  };
}

/** Where the link in a reminder leads. Opening it changes nothing: programs open links ahead of people. */
export default async function UnsubscribePage({ params }: PageProps<'/unsubscribe/[token]'>) {
  const { token } = await params;
  if (!userIdOfUnsubscribeToken(token)) notFound();
  return (
    <div className="shell-narrow grid gap-6 py-12 sm:py-16">
      <h1 className="text-3xl">Reminder e-mails</h1>
      <Unsubscribe token={token} />
      <p className="text-ink-muted text-sm">
        Confirmations and receipts still come by e-mail. You can turn reminders on again in your{' '}
        <Link className="link" href={paths.settings()}>
          settings
        </Link>
        .
      </p>
    </div>
  );
}
