import { cx } from '../ui/cx';
import type { BookableSlot } from './bookable-slot';
import { SlotButton } from './slot-button';

type DaySlotsProps = {
  slots: readonly BookableSlot[];
  goneIds: ReadonlySet<string>;
  zone: string;
  tutorZone: string;
  /** On days of their own, where the heading does not say which. */
  withDay?: boolean | undefined;
  className?: string;
};

export function DaySlots({ slots, goneIds, zone, tutorZone, withDay, className }: DaySlotsProps) {
  return (
    <ul className={cx('grid gap-2', className)}>
      {slots.map((slot) => (
        <li key={slot.id}>
          <SlotButton
            slot={slot}
            isGone={goneIds.has(slot.id)}
            zone={zone}
            tutorZone={tutorZone}
            withDay={withDay}
          />
        </li>
      ))}
    </ul>
  );
}
