'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Notice } from '@/components/ui/notice';

const EVERY_MS = 2_000;
const PATIENCE_MS = 90_000;

/** Asks again until the payment is settled; after a while it says how one will hear of it otherwise. */
export function WaitForPayment() {
  const router = useRouter();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const startedAt = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - startedAt < PATIENCE_MS) {
        router.refresh();
      } else {
        clearInterval(timer);
        setIsLong(true);
      }
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return isLong ? (
    <Notice tone="warn" live title="This takes longer than usual">
      You can leave this page. As soon as your bank answers, the session appears in My sessions.
    </Notice>
  ) : (
    <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
      <div className="h-full w-1/3 animate-pulse rounded-full bg-accent motion-reduce:animate-none" />
    </div>
  );
}
