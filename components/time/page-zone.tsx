'use client';

import { useRouter } from 'next/navigation';
import { writeCookie } from '../ui/browser-cookies';
import { PICKED_ZONE_COOKIE } from './zone-cookies';
import { ZonePicker } from './zone-picker';

/** In which zone a page that the server writes has its times, and another one to have it written in. */
export function PageZone({ zone, now }: { zone: string; now: string }) {
  const router = useRouter();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span aria-hidden className="text-ink-muted text-sm">
        Times in
      </span>
      <ZonePicker
        zone={zone}
        now={now}
        label="Times are shown in"
        onPick={(picked) => {
          writeCookie(PICKED_ZONE_COOKIE, picked);
          router.refresh();
        }}
      />
    </div>
  );
}
