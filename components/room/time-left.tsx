'use client';

import { Clock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { clockOf } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { markPassed, timeLeftOf } from './door';
import type { RoomFacts } from './room-facts';
import { useServerClock } from './use-room';

/** How long the session still goes; quiet but for its last five minutes. */
export function TimeLeft({ facts }: { facts: RoomFacts }) {
  const now = useServerClock(facts.now);
  const { minutes, isShort, isOver } = timeLeftOf({ endsAt: facts.endsAt, now });
  const before = useRef(minutes);
  const [spoken, setSpoken] = useState('');
  const closes = clockOf(facts.overtimeEndsAt, facts.zone);

  useEffect(() => {
    const mark = markPassed({ before: before.current, after: minutes });
    before.current = minutes;
    if (mark === null) return;
    setSpoken(
      mark === 0
        ? `The session has run over time. The room closes at ${closes}.`
        : `${mark} ${mark === 1 ? 'minute' : 'minutes'} left`,
    );
  }, [minutes, closes]);

  return (
    <>
      <p
        role="timer"
        className={cx(
          'figures flex shrink-0 items-center gap-1.5 rounded-sm px-2 py-1 font-medium text-sm',
          isShort ? 'bg-warn-soft text-on-warn-soft' : 'text-ink-muted',
        )}
      >
        <Clock aria-hidden className="size-4" />
        {isOver ? `Over time, closes at ${closes}` : `${minutes} min left`}
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}
