'use client';

import { Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from '../ui/cx';

const SPOKEN_MINUTES = [5, 2, 1];

type HoldCountdownProps = {
  expiresAt: string;
  /** By how much the server's clock is ahead of this device's, in milliseconds. */
  serverAheadMs: number;
  onLapse: () => void;
};

/** Time left on a hold, by the server's clock. Seen every second, spoken at 5, 2 and 1 minutes only. */
export function HoldCountdown({ expiresAt, serverAheadMs, onLapse }: HoldCountdownProps) {
  const [secondsLeft, setSecondsLeft] = useState(() => secondsUntil(expiresAt, serverAheadMs));
  const [spoken, setSpoken] = useState('');

  useEffect(() => {
    let previous = Number.POSITIVE_INFINITY;
    const tick = () => {
      const left = secondsUntil(expiresAt, serverAheadMs);
      setSecondsLeft(left);
      // A sleeping tab jumps over marks: the lowest one that was passed is spoken.
      const passed = SPOKEN_MINUTES.findLast((minutes) => left <= minutes * 60 && previous > minutes * 60);
      if (passed && previous !== Number.POSITIVE_INFINITY) {
        setSpoken(`${passed === 1 ? '1 minute' : `${passed} minutes`} left to pay`);
      }
      previous = left;
      if (left === 0) {
        clearInterval(timer);
        onLapse();
      }
    };
    const timer = setInterval(tick, 1000);
    tick();
    return () => clearInterval(timer);
  }, [expiresAt, serverAheadMs, onLapse]);

  return (
    <>
      <HoldTime secondsLeft={secondsLeft} />
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}

/** A time left on a hold, as it is written. */
export function HoldTime({ secondsLeft }: { secondsLeft: number }) {
  const clock = `${Math.floor(secondsLeft / 60)}:${String(secondsLeft % 60).padStart(2, '0')}`;
  return (
    <div
      className={cx(
        'flex items-center gap-2.5 rounded-md px-4 py-2.5 text-sm',
        secondsLeft <= 60 ? 'bg-warn-soft text-on-warn-soft' : 'bg-accent-soft text-on-accent-soft',
      )}
    >
      <Hourglass aria-hidden className="size-4 shrink-0" />
      {/* A timer is not announced by itself, but can be read at any moment. */}
      <p role="timer">
        Held for you <span className="figures font-semibold">{clock}</span>
      </p>
    </div>
  );
}

function secondsUntil(expiresAt: string, serverAheadMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - Date.now() - serverAheadMs) / 1000));
}
