import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ErrorCode } from '@/lib/errors';
import { paths } from '@/lib/paths';
import { buttonClass } from '../ui/button';
import { Notice } from '../ui/notice';

type RefusalProps = {
  error: { code: ErrorCode; title: string; detail: string };
  tutor: { id: string; name: string };
  slotId: string;
  /** Shown where trying again can help. */
  retry: ReactNode;
};

const RETRYABLE = new Set<ErrorCode>(['HOLD_NOT_LIVING', 'INTERNAL', 'PAYMENT_UNAVAILABLE', 'RATE_LIMITED']);

/** Why a seat could not be taken, and where to go from here. */
export function Refusal({ error, tutor, slotId, retry }: RefusalProps) {
  const otherTimes = { href: paths.tutor(tutor.id), label: `Other times with ${tutor.name}` };
  const mine = { href: paths.sessions(), label: 'My sessions' };
  const ways: Partial<Record<ErrorCode, { href: string; label: string }[]>> = {
    ALREADY_BOOKED: [mine],
    TIME_CONFLICT: [otherTimes, mine],
    OWN_SLOT: [{ href: paths.teachCalendar(), label: 'Your calendar' }],
    UNAUTHENTICATED: [{ href: paths.signIn(paths.book(slotId)), label: 'Sign in' }],
  };
  const links = ways[error.code] ?? [otherTimes];
  return (
    <div className="grid gap-4">
      <Notice tone={error.code === 'ALREADY_BOOKED' ? 'info' : 'danger'} live title={error.title}>
        {error.detail}
      </Notice>
      <div className="flex flex-wrap gap-3">
        {RETRYABLE.has(error.code) && retry}
        {links.map((link, index) => (
          <Link
            key={link.href}
            href={link.href}
            className={buttonClass({
              look: index === 0 && !RETRYABLE.has(error.code) ? 'primary' : 'secondary',
            })}
          >
            {link.label}
          </Link>
        ))}
      </div>
    </div>
  );
}
