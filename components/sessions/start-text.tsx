'use client';

import { useEffect, useState } from 'react';
import { untilOf } from '@/lib/time-format';

type StartTextProps = {
  startsAt: string;
  endsAt: string;
  /** Where days begin. */
  zone: string;
  /** The server's clock when it wrote the page; from there on the time that passes is counted. */
  now: string;
  /** Whom the session waits for once its time has come. */
  waitingFor: string;
};

const TICK_MS = 15_000;

/** `Starts in 2 h 5 min`, and less as one looks on. Keyed by `now`, so that a new writing of the page counts from its own clock. */
export function StartText({ startsAt, endsAt, zone, now, waitingFor }: StartTextProps) {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - begun), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const until = untilOf({ startsAt, endsAt, zone, now: new Date(Date.parse(now) + elapsedMs) });
  if (until === 'now') return `Waiting for ${waitingFor}`;
  return until && `Starts ${until}`;
}
