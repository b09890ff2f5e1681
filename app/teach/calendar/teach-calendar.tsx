'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { toast } from 'sonner';
import { SlotDayList } from '@/components/slots/slot-day-list';
import { SlotWeekGrid } from '@/components/slots/slot-week-grid';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Notice } from '@/components/ui/notice';
import { Toaster } from '@/components/ui/toaster';
import { MAX_DAYS_AHEAD, WEEK_ONE_DAYS } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { dayAndMonth, dayOf, noonOf } from '@/lib/time-format';
import type { Rate } from './slot-fields';

const NewSlotDialog = dynamic(() => import('./new-slot-dialog').then((module) => module.NewSlotDialog), {
  ssr: false,
});
const SlotDialog = dynamic(() => import('./slot-dialog').then((module) => module.SlotDialog), { ssr: false });

type TeachCalendarProps = { slots: OwnSlot[]; zone: string; now: string; rate: Rate };

type Wanted = { day: string; startTime?: string };

const WEEKS = [0, 1, 2, 3];

export function TeachCalendar({ slots, zone, now: serverNow, rate }: TeachCalendarProps) {
  const router = useRouter();
  const now = useMinuteClock(serverNow);
  const today = dayOf(now, zone);
  const lastDay = addDays(today, MAX_DAYS_AHEAD);
  const [week, setWeek] = useState(0);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const openSlot = slots.find((slot) => slot.id === openId) ?? null;

  const days = useMemo(() => daysOfWeek(today, week), [today, week]);
  const countOf = (index: number) => {
    const its = daysOfWeek(today, index);
    return slots.filter((slot) => its.includes(dayOf(slot.startsAt, zone))).length;
  };
  const hasWeekOne = countOf(0) > 0;

  function done(message: string) {
    setWanted(null);
    setOpenId(null);
    toast.success(message);
    router.refresh();
  }

  const weekProps = {
    days,
    slots,
    zone,
    now,
    onAdd: setWanted,
    onOpen: (slot: OwnSlot) => setOpenId(slot.id),
  };
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <nav aria-label="Weeks" className="grid flex-1 grid-cols-4 rounded-md bg-sunken p-1 sm:max-w-xl">
          {WEEKS.map((index) => {
            const its = daysOfWeek(today, index);
            const count = countOf(index);
            return (
              <button
                key={index}
                type="button"
                aria-pressed={index === week}
                onClick={() => setWeek(index)}
                className={cx(
                  'grid min-h-12 content-center rounded-sm px-1 text-center text-xs sm:text-sm',
                  index === week ? 'bg-raised shadow-sm' : 'text-ink-muted hover:text-ink',
                )}
              >
                <span className="figures font-semibold">
                  {dayAndMonth(noonOf(its[0] ?? today), 'UTC')}
                  <span className="max-sm:hidden"> – {dayAndMonth(noonOf(its.at(-1) ?? today), 'UTC')}</span>
                </span>
                <span className="text-ink-muted text-xs">
                  {count === 0 ? 'no hours' : count === 1 ? '1 slot' : `${count} slots`}
                </span>
              </button>
            );
          })}
        </nav>
        <Button onClick={() => setWanted({ day: days[0] ?? today })} className="max-sm:w-full">
          <Plus aria-hidden className="size-4" /> Add hours
        </Button>
      </div>

      {!hasWeekOne && (
        <Notice tone={week === 0 ? 'info' : 'warn'} title="The coming seven days first">
          {week === 0 ? (
            'Put up at least one slot in this week. After that, the three weeks behind it are open to you.'
          ) : (
            <>
              Later weeks open once there is a slot in the coming seven days.{' '}
              <button type="button" onClick={() => setWeek(0)} className="link text-inherit">
                Go to the first week
              </button>
            </>
          )}
        </Notice>
      )}

      <div className="max-md:hidden">
        <SlotWeekGrid {...weekProps} />
      </div>
      <div className="md:hidden">
        <SlotDayList {...weekProps} />
      </div>
      <ul
        aria-label="What the colours mean"
        className="flex flex-wrap gap-x-5 gap-y-1.5 text-ink-muted text-sm"
      >
        <Legend look="border-accent-line bg-accent-soft" label="Open" />
        <Legend look="border-warn-line bg-warn-soft" label="Being booked" />
        <Legend look="border-accent bg-accent" label="Booked" />
        <Legend look="bg-sunken" label="Past" />
      </ul>

      {wanted && (
        <NewSlotDialog
          wanted={wanted}
          today={today}
          lastDay={lastDay}
          zone={zone}
          rate={rate}
          onClose={() => setWanted(null)}
          onDone={(count, firstDay) => {
            setWeek(weekOf(today, firstDay));
            done(count === 1 ? 'One slot is up' : `${count} slots are up`);
          }}
          onGoToWeekOne={() => {
            setWanted(null);
            setWeek(0);
          }}
        />
      )}
      {openSlot && (
        <SlotDialog
          key={openSlot.id}
          slot={openSlot}
          zone={zone}
          now={now}
          today={today}
          lastDay={lastDay}
          rate={rate}
          onClose={() => setOpenId(null)}
          onDone={done}
        />
      )}
      <Toaster />
    </div>
  );
}

function Legend({ look, label }: { look: string; label: string }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden className={cx('size-3.5 rounded-sm border', look)} />
      {label}
    </li>
  );
}

/** Seven days from today on; the fourth week has an eighth, the last one that may be offered. */
function daysOfWeek(today: string, week: number): string[] {
  const length = week === WEEKS.length - 1 ? MAX_DAYS_AHEAD - week * WEEK_ONE_DAYS + 1 : WEEK_ONE_DAYS;
  return Array.from({ length }, (_, index) => addDays(today, week * WEEK_ONE_DAYS + index));
}

function weekOf(today: string, day: string): number {
  return WEEKS.find((week) => daysOfWeek(today, week).includes(day)) ?? 0;
}

/** The present, moving on by minutes; the first value is the server's, so that both sides write the same. */
function useMinuteClock(serverNow: string): string {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const aheadMs = Date.parse(serverNow) - Date.now();
    const timer = setInterval(() => setNow(new Date(Date.now() + aheadMs).toISOString()), 60_000);
    setNow(serverNow);
    return () => clearInterval(timer);
  }, [serverNow]);
  return now;
}
