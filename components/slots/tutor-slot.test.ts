import { expect, test } from 'vitest';
import { givenOwnSlot } from '@/tests/own-slots';
import { lookOf, whyFixed } from './tutor-slot';

const zone = 'Europe/Lisbon';
const now = '2026-11-26T09:00:00.000Z';
const wall = { slotDate: '2026-12-01', startTime: '10:00', endTime: '11:00', timezone: zone };

const whyNot = (slot: Parameters<typeof whyFixed>[0]['slot']) => whyFixed({ slot, zone, now });

test('a free slot that is still ahead can be moved', () => {
  expect(whyNot(givenOwnSlot(wall))).toBeNull();
  expect(whyNot(givenOwnSlot({ ...wall, timezone: 'America/New_York' }))).toBeNull();
});

test('a booked slot says by whom, and a held one that somebody is paying', () => {
  expect(whyNot(givenOwnSlot(wall, { seats: 4, bookedBy: 'Ana Sousa' }))).toContain(
    'Ana Sousa booked this slot',
  );
  expect(whyNot({ ...givenOwnSlot(wall), seatsTaken: 1 })).toContain('paying for a seat');
});

test('a slot stays from the instant it starts, and while a move of it is being saved', () => {
  expect(whyNot(givenOwnSlot({ ...wall, slotDate: '2026-11-26', startTime: '09:00' }))).toContain(
    'has started',
  );
  expect(whyNot({ ...givenOwnSlot(wall), isSaving: true })).toContain('still being saved');
});

test('a slot of another zone that runs past midnight here has its dialog alone', () => {
  const late = { ...wall, startTime: '18:00', endTime: '20:00', timezone: 'America/New_York' };
  expect(whyNot(givenOwnSlot(late))).toContain('runs past midnight here');
});

test('a group looks booked once its last seat is', () => {
  const group = givenOwnSlot(wall, { seats: 2, bookedBy: 'Ana Sousa' });
  expect(lookOf({ ...group, seatsTaken: 1 }, now)).toBe('part');
  expect(lookOf({ ...group, seatsTaken: 2 }, now)).toBe('booked');
  expect(lookOf({ ...group, seatsTaken: 1 }, group.endsAt)).toBe('past');
});
