'use client';

import { Copy, Plus } from 'lucide-react';
import { clockRange, dayOf, longDay, noonOf } from '@/lib/time-format';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import { groupByDay } from './bookable-slot';
import { SLOT_LOOKS } from './slot-looks';
import type { WeekProps } from './slot-week-grid';
import { lookOf, occupancyText, spokenOwnSlot } from './tutor-slot';

/** The tutor's week on a phone: one day below the other. */
export function SlotDayList({ days, slots, zone, now, onAdd, onCopy, onOpen }: WeekProps) {
  const byDay = groupByDay(slots, zone);
  const today = dayOf(now, zone);
  return (
    <ol className="card divide-y">
      {days.map((day) => (
        <li key={day} className="grid grid-cols-1 gap-2 p-3">
          <div className="flex items-center gap-1">
            <h2 className={cx('min-w-0 flex-1 pl-1', day === today && 'text-accent-text')}>
              {longDay(noonOf(day), 'UTC')}
              {day === today && <span className="font-normal text-sm"> · today</span>}
            </h2>
            {byDay.has(day) && (
              <button
                type="button"
                aria-label={`Copy ${longDay(noonOf(day), 'UTC')}…`}
                onClick={() => onCopy(day)}
                className={buttonClass({ look: 'quiet', size: 'icon' })}
              >
                <Copy aria-hidden className="size-[1.125rem]" />
              </button>
            )}
            <button
              type="button"
              aria-label={`Add a slot on ${longDay(noonOf(day), 'UTC')}`}
              data-add-day={day}
              onClick={() => onAdd(day)}
              className={buttonClass({ look: 'quiet', size: 'icon' })}
            >
              <Plus aria-hidden className="size-5" />
            </button>
          </div>
          {byDay.has(day) ? (
            <ul className="grid grid-cols-1 gap-2">
              {byDay.get(day)?.map((slot) => {
                return (
                  <li key={slot.id}>
                    <button
                      type="button"
                      data-slot-id={slot.id}
                      aria-label={spokenOwnSlot({ slot, zone, now })}
                      aria-busy={slot.isSaving || undefined}
                      onClick={() => onOpen(slot)}
                      className={cx(
                        'flex min-h-12 w-full items-center gap-3 rounded-md border px-3 py-2 text-left',
                        SLOT_LOOKS[lookOf(slot, now)],
                      )}
                    >
                      <span className="figures font-semibold">{clockRange({ ...slot, zone })}</span>
                      <span className="min-w-0 flex-1 text-right text-sm">{occupancyText(slot)}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          ) : (
            <p className="pb-1 pl-1 text-ink-muted text-sm">No slots</p>
          )}
        </li>
      ))}
    </ol>
  );
}
