// What copying hours to other days would put up, line by line, before anything is saved. No I/O.
import { occupancyText } from '@/components/slots/tutor-slot';
import { wallSeenFrom } from '@/components/slots/wall-span';
import { AppError } from '@/lib/errors';
import { assertOfferable, assertWeekOne, overlaps, type PlacedSlot, placeSlot } from '@/lib/slots/rules';
import type { OwnSlot } from '@/lib/slots/schema';
import { addDays } from '@/lib/time';
import { clockRange, dayOf, durationOf, shortDay } from '@/lib/time-format';
import type { SlotDraft } from './slot-draft';

/** `there`: the same slot is up already. `never`: past, too far ahead, or clocks skip its time. */
type CopyState = 'ready' | 'there' | 'clash' | 'never';

export type CopyLine = {
  key: string;
  draft: SlotDraft;
  state: CopyState;
  /** The day and times that the tutor will see. */
  day: string;
  times: string;
  /** Why it cannot be put up, or what is different about it on that day. */
  note: string | null;
};

type CopyPlan = {
  sources: readonly OwnSlot[];
  /** By how many days each source is moved; once per copy. */
  offsets: readonly number[];
  /** All that is up. */
  slots: readonly OwnSlot[];
  zone: string;
  now: string;
};

/** One line per source and offset, in order of time. Wall times stay; what clocks make of them is in the notes. */
export function planCopy({ sources, offsets, slots, zone, now }: CopyPlan): CopyLine[] {
  const present = new Date(now);
  const taken = slots.map((slot) => ({
    slot,
    startsAt: new Date(slot.startsAt),
    endsAt: new Date(slot.endsAt),
  }));
  const planned: { line: CopyLine; placed: PlacedSlot }[] = [];
  const copies = offsets
    .flatMap((offset) => sources.map((source) => ({ source, draft: draftOf(source, offset, zone), offset })))
    .sort((a, b) => orderOf(a.draft).localeCompare(orderOf(b.draft)));
  return copies.map(({ source, draft, offset }) => {
    const base = { key: `${source.id} ${offset}`, draft };
    const said = { ...base, day: draft.slotDate, times: `${draft.startTime}–${draft.endTime}` };
    try {
      const placed = placeSlot(draft);
      const seen = {
        ...base,
        day: dayOf(placed.startsAt, zone),
        times: clockRange({ ...placed, zone }),
      };
      const met = taken.find((each) => overlaps(placed, each))?.slot;
      if (met && isSame(met, placed)) return { ...seen, state: 'there', note: 'Already in your calendar' };
      assertOfferable({ slot: placed, now: present });
      if (met) return { ...seen, state: 'clash', note: meets(met, seen.day, zone) };
      const twin = planned.find((each) => overlaps(placed, each.placed));
      if (twin) return { ...seen, state: 'clash', note: `Overlaps the copy at ${twin.line.times}` };
      const line: CopyLine = { ...seen, state: 'ready', note: lengthNote(placed, source) };
      planned.push({ line, placed });
      return line;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ...said, state: 'never', note: neverNote(error, draft) };
    }
  });
}

/** Whether these copies would be refused for want of a slot in the coming seven days. */
export function lacksWeekOne(lines: readonly CopyLine[], slots: readonly OwnSlot[], now: string): boolean {
  try {
    assertWeekOne({ wanted: lines.map(({ draft }) => draft), existing: slots, now: new Date(now) });
    return false;
  } catch {
    return true;
  }
}

/** Kind and seats go along, who booked does not. */
function draftOf(source: OwnSlot, offset: number, zone: string): SlotDraft {
  const wall = wallSeenFrom(source, zone);
  const { sessionType, maxParticipants } = source;
  return { ...wall, slotDate: addDays(wall.slotDate, offset), sessionType, maxParticipants };
}

function orderOf({ slotDate, startTime }: SlotDraft): string {
  return `${slotDate} ${startTime}`;
}

function isSame(slot: OwnSlot, placed: PlacedSlot & SlotDraft): boolean {
  return (
    slot.startsAt === placed.startsAt.toISOString() &&
    slot.endsAt === placed.endsAt.toISOString() &&
    slot.sessionType === placed.sessionType &&
    slot.maxParticipants === placed.maxParticipants
  );
}

function meets(met: OwnSlot, day: string, zone: string): string {
  const isOtherDay = dayOf(met.startsAt, zone) !== day;
  const when = `${isOtherDay ? `${shortDay(met.startsAt, zone)}, ` : ''}${clockRange({ ...met, zone })}`;
  return `Overlaps ${when} · ${occupancyText(met)}`;
}

function lengthNote(placed: PlacedSlot, source: OwnSlot): string | null {
  if (placed.durationMinutes === source.durationMinutes) return null;
  const lengths = `${durationOf(placed.durationMinutes)}, not ${durationOf(source.durationMinutes)}`;
  return `Lasts ${lengths}: clocks change`;
}

function neverNote({ code, errors, detail }: AppError, draft: SlotDraft): string {
  if (code === 'SLOT_IN_PAST') return 'This time is over';
  if (code === 'SLOT_TOO_FAR') return 'More than four weeks ahead';
  if (code !== 'TIME_DOES_NOT_EXIST') return detail;
  const isStart = errors?.some(({ path }) => path === 'startTime');
  return `Clocks skip ${isStart ? draft.startTime : draft.endTime} on that day`;
}
