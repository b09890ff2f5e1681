'use client';

import { useEffect, useRef } from 'react';
import { watchLevel } from './sound-level';

const BARS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** How loud one's own microphone is. Written straight to the page: it changes twelve times a second. */
export function LevelMeter({ track, label }: { track: MediaStreamTrack | null; label: string }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const meter = element.current;
    if (!track || !meter) return;
    const show = (level: number) => {
      meter.style.setProperty('--lit', String(Math.round(level * BARS.length)));
      meter.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    };
    const stop = watchLevel(track, show);
    return () => {
      stop();
      show(0);
    };
  }, [track]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot be drawn as bars
    <div
      ref={element}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className="flex h-2 gap-1"
    >
      {BARS.map((bar) => (
        <span key={bar} className="relative flex-1 overflow-hidden rounded-full bg-line">
          <span
            className="absolute inset-0 bg-accent transition-opacity duration-75"
            style={{ opacity: `clamp(0, calc(var(--lit, 0) - ${bar} + 1), 1)` }}
          />
        </span>
      ))}
    </div>
  );
}
