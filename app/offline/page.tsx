import { WifiOff } from 'lucide-react';
import type { Metadata } from 'next';
import { BackOnline } from '@/components/offline/back-online';
import { OwnNextSessions } from '@/components/offline/own-next-sessions';
import { OPENS_BEFORE_MINUTES } from '@/lib/sessions/rules';

export const metadata: Metadata = {
  title: 'No connection',
  description: 'What Slotwise shows where a page cannot be fetched.',
  robots: 'noindex',
};

/** Kept by the service worker (app/sw.js) and shown in place of any page, so it is the same for everybody. */
export default function OfflinePage() {
  return (
    <div className="shell grid grid-cols-[minmax(0,40rem)] gap-8 py-10 sm:py-16">
      <div className="grid justify-items-start gap-3">
        <WifiOff aria-hidden className="size-7 text-accent-text" strokeWidth={1.6} />
        <h1 className="text-3xl">No connection</h1>
        <p className="text-ink-muted">
          This page could not be loaded. It loads by itself as soon as you are back online.
        </p>
        <BackOnline />
      </div>
      <OwnNextSessions opensBeforeMinutes={OPENS_BEFORE_MINUTES} />
    </div>
  );
}
