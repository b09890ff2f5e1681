'use client';

import { useEffect, useState } from 'react';

/** The present, moving on by minutes; the first value is the server's, so that both sides write the same. */
export function useMinuteClock(serverNow: string): string {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const aheadMs = Date.parse(serverNow) - Date.now();
    const timer = setInterval(() => setNow(new Date(Date.now() + aheadMs).toISOString()), 60_000);
    setNow(serverNow);
    return () => clearInterval(timer);
  }, [serverNow]);
  return now;
}
