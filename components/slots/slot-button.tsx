import Link from 'next/link';
import { moneyOf } from '@/lib/money';
import { paths } from '@/lib/paths';
import { clockOf, clockRange, shortDay, shortWeekday, zoneCity } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { type BookableSlot, seatsText, spokenSlot } from './bookable-slot';

type SlotButtonProps = {
  slot: BookableSlot;
  isGone: boolean;
  zone: string;
  tutorZone: string;
  /** Where no heading says which day it is. */
  withDay?: boolean | undefined;
};

const BOX = 'grid w-full gap-0.5 rounded-md border px-3 py-2.5 text-left lg:px-2.5 lg:py-2';

/** One bookable slot. It leads to the checkout and is never fetched ahead: only opening it takes the seat. */
export function SlotButton({ slot, isGone, zone, tutorZone, withDay }: SlotButtonProps) {
  const { startsAt, endsAt } = slot;
  const theirs = clockOf(startsAt, tutorZone);
  const isElsewhere =
    theirs !== clockOf(startsAt, zone) || shortWeekday(startsAt, tutorZone) !== shortWeekday(startsAt, zone);
  const isOtherDay = shortWeekday(startsAt, tutorZone) !== shortWeekday(startsAt, zone);
  const time = (
    <time dateTime={startsAt} className={cx('font-semibold', isGone && 'line-through')}>
      {withDay && `${shortDay(startsAt, zone)}, `}
      {clockRange({ startsAt, endsAt, zone })}
    </time>
  );

  if (isGone) {
    return (
      <div className={cx(BOX, 'border-dashed text-ink-muted')}>
        {time}
        <span className="text-xs">Just taken</span>
      </div>
    );
  }
  return (
    <Link
      href={paths.book(slot.id)}
      prefetch={false}
      rel="nofollow"
      aria-label={`Book ${spokenSlot(slot, zone)}${slot.isOwnTime ? ', but you have a session then' : ''}`}
      className={cx(
        BOX,
        slot.isOwnTime
          ? 'border-line-strong border-dashed text-ink-muted hover:bg-sunken'
          : 'border-accent-line bg-accent-soft text-on-accent-soft transition-colors duration-150 hover:border-accent hover:bg-accent-soft-hover',
      )}
    >
      {time}
      {slot.isOwnTime && <span className="text-xs">You have a session then</span>}
      {isElsewhere && (
        <span className="text-xs opacity-85">
          {isOtherDay && `${shortWeekday(startsAt, tutorZone)} `}
          {theirs} {zoneCity(tutorZone)}
        </span>
      )}
      <span className="figures flex flex-wrap justify-between gap-x-2 text-xs">
        <span className="font-medium">{priceText(slot)}</span>
        {seatsText(slot)}
      </span>
    </Link>
  );
}

/** `1-to-1 · $30.00`; of a group `Group · $30.00 each`. */
function priceText({ sessionType, priceCents, currency }: BookableSlot): string {
  const price = moneyOf(priceCents, currency);
  return sessionType === 'GROUP' ? `Group · ${price}${priceCents > 0 ? ' each' : ''}` : `1-to-1 · ${price}`;
}
