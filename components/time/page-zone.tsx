'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { zoneCity } from '@/lib/time-format';
import { writeCookie } from '../ui/browser-cookies';
import { PICKED_ZONE_COOKIE } from './zone-cookies';
import { ZonePicker } from './zone-picker';

/** In which zone a page that the server writes has its times, and another one to have it written in. */
export function PageZone({ zone, now }: { zone: string; now: string }) {
  const router = useRouter();
  const [picked, setPicked] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  return (
    <div className="flex flex-wrap items-center gap-2" aria-busy={isPending || undefined}>
      <span aria-hidden className="text-ink-muted text-sm">
        Times in
      </span>
      <ZonePicker
        zone={(isPending && picked) || zone}
        now={now}
        label="Times are shown in"
        onPick={(next) => {
          writeCookie(PICKED_ZONE_COOKIE, next);
          setPicked(next);
          startTransition(() => router.refresh());
        }}
      />
      <p role="status" className="sr-only">
        {picked && !isPending && `Times are now in ${zoneCity(zone)}.`}
      </p>
    </div>
  );
}
