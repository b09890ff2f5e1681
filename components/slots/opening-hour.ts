// Which hours of a week are in sight when it is opened. No I/O.
import { DAY_MINUTES, type Span } from './wall-span';

const MORNING = 8;
const DAY_HOURS = DAY_MINUTES / 60;
/** So much of what is to come stands below the line of the present. */
const AFTER_NOW_MINUTES = 30;

type Week = {
  spans: readonly Pick<Span, 'from' | 'to'>[];
  /** null where the present is not in this week. */
  nowMinutes: number | null;
  /** As many hours as are in sight at once, whole. */
  shownHours: number;
};

/**
 * The hour at the top: the morning, or whichever lets the week's slots and the present be seen whole. Where they are
 * further apart than the grid is high, the first of them, but with the present in sight, from the morning on.
 */
export function openingHour({ spans, nowMinutes: minutes, shownHours }: Week): number {
  // Nobody teaches at night, so whoever looks at it then wants to see the day.
  const nowMinutes = minutes !== null && minutes >= MORNING * 60 ? minutes : null;
  const end = nowMinutes === null ? 0 : Math.ceil((nowMinutes + AFTER_NOW_MINUTES) / 60);
  const begins = spans.map(({ from }) => Math.floor(from / 60));
  if (nowMinutes !== null) begins.push(Math.floor(nowMinutes / 60));
  const ends = [end, ...spans.map(({ to }) => Math.ceil(to / 60))];
  const first = Math.min(...(begins.length > 0 ? begins : [MORNING]));
  const opening = Math.min(Math.max(MORNING, Math.max(...ends) - shownHours), first);
  return Math.max(0, Math.min(Math.max(opening, end - shownHours), DAY_HOURS - shownHours));
}
