'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { readCookie, renewCookie, writeCookie } from '../ui/browser-cookies';
import { DETECTED_ZONE_COOKIE, detectedZone, PICKED_ZONE_COOKIE } from './zone-cookies';

/** Tells the server once which zone the browser is in, and has the page written again in it. */
export function ZoneDetector() {
  const router = useRouter();
  useEffect(() => {
    renewCookie(PICKED_ZONE_COOKIE);
    const zone = detectedZone();
    if (readCookie(DETECTED_ZONE_COOKIE) === zone) return;
    writeCookie(DETECTED_ZONE_COOKIE, zone);
    // A browser that keeps no cookies would be sent round in circles.
    if (readCookie(DETECTED_ZONE_COOKIE) === zone) router.refresh();
  }, [router]);
  return null;
}
