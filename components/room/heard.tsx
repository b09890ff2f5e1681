'use client';

import { useEffect, useState } from 'react';

type Heard = { id: number; what: string };

const SPOKEN_FOR_MS = 20_000;
let count = 0;

/** What screen readers say of what happens meanwhile, whether or not the panel is open. */
export function useHeard(): { heard: readonly Heard[]; hear: (what: string) => void } {
  const [heard, setHeard] = useState<readonly Heard[]>([]);
  useEffect(() => {
    if (heard.length === 0) return;
    const timer = setTimeout(() => setHeard([]), SPOKEN_FOR_MS);
    return () => clearTimeout(timer);
  }, [heard]);
  return {
    heard,
    hear(what) {
      count += 1;
      const one = { id: count, what };
      setHeard((before) => [...before, one].slice(-5));
    },
  };
}

export function HeardRegion({ heard }: { heard: readonly Heard[] }) {
  return (
    <div role="log" aria-live="polite" aria-label="News of the session" className="sr-only">
      {heard.map(({ id, what }) => (
        <p key={id}>{what}</p>
      ))}
    </div>
  );
}
