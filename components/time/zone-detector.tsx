'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { readCookie, renewCookie, writeCookie } from '../ui/browser-cookies';
import { DETECTED_ZONE_COOKIE, detectedZone, PICKED_ZONE_COOKIE } from './zone-cookies';

/**
 * Tells the server once which zone the browser is in, and has the page written again where its times are in another one.
 * `writtenIn` is null where the reader said the zone themself, which outranks the browser.
 */
export function ZoneDetector({ writtenIn }: { writtenIn: string | null }) {
  const router = useRouter();
  useEffect(() => {
    renewCookie(PICKED_ZONE_COOKIE);
    const zone = detectedZone();
    if (readCookie(DETECTED_ZONE_COOKIE) !== zone) writeCookie(DETECTED_ZONE_COOKIE, zone);
    const isWritten = writtenIn === null || writtenIn === zone;
    // A browser that keeps no cookies would be sent round in circles: its times stay in the zone that they name.
    const canBeTold = readCookie(DETECTED_ZONE_COOKIE) === zone;
    if (!isWritten && canBeTold) router.refresh();
    else delete document.documentElement.dataset.zone;
  }, [router, writtenIn]);
  return null;
}
