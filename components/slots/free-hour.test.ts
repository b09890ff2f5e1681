import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { givenOwnSlot } from '@/tests/own-slots';
import { hourAt, proposeHour } from './free-hour';
import { judgeSpan } from './slot-drag';
import { clockFrom, minutesOf, takenOn } from './wall-span';

const zone = 'Europe/Lisbon';
const TODAY = '2026-11-26';
const lastDay = '2026-12-24';

const slotsOn = (day: string, ...times: [from: string, to: string][]) =>
  times.map(([startTime, endTime]) => givenOwnSlot({ slotDate: day, startTime, endTime, timezone: zone }));

describe('the hour that is proposed', () => {
  const propose = (day: string, clock: string, slots = slotsOn(day)) => {
    const found = proposeHour({ day, lastDay, slots, zone, now: `${TODAY}T${clock}:00.000Z` });
    return [found.day, clockFrom(found.from), clockFrom(found.to)];
  };

  test('is ten in the morning on a free day', () => {
    expect(propose('2026-11-30', '15:20')).toEqual(['2026-11-30', '10:00', '11:00']);
  });

  test('is the next half hour of today once ten is over', () => {
    expect(propose(TODAY, '15:20')).toEqual([TODAY, '15:30', '16:30']);
    expect(propose(TODAY, '15:30')).toEqual([TODAY, '16:00', '17:00']);
    expect(propose(TODAY, '08:00')).toEqual([TODAY, '10:00', '11:00']);
  });

  test('is the next one beside the slots that are there', () => {
    const slots = slotsOn(TODAY, ['10:00', '11:00'], ['11:30', '12:15']);
    expect(propose(TODAY, '08:00', slots)).toEqual([TODAY, '12:30', '13:30']);
  });

  test('lies before ten where the rest of the day is full, or lasts half as long', () => {
    const full = slotsOn('2026-11-30', ['09:00', '17:00'], ['17:00', '00:00']);
    expect(propose('2026-11-30', '08:00', full)).toEqual(['2026-11-30', '00:00', '01:00']);
    const later = slotsOn(TODAY, ['16:00', '00:00']);
    expect(propose(TODAY, '15:20', later)).toEqual([TODAY, '15:30', '16:00']);
  });

  test('lies on the next day where today has none left', () => {
    expect(propose(TODAY, '23:40')).toEqual(['2026-11-27', '10:00', '11:00']);
  });

  test('is no time that clocks skip', () => {
    const day = '2027-03-14';
    const slots = slotsOn(day).concat(
      [
        ['00:00', '01:30'],
        ['03:30', '11:00'],
        ['11:00', '19:00'],
        ['19:00', '00:00'],
      ].map(([startTime = '', endTime = '']) =>
        givenOwnSlot({ slotDate: day, startTime, endTime, timezone: 'America/New_York' }),
      ),
    );
    const found = proposeHour({
      day,
      lastDay: day,
      slots,
      zone: 'America/New_York',
      now: '2027-03-10T12:00:00.000Z',
    });
    expect(found).toEqual({ day, from: 180, to: 210 });
  });
});

describe('the hour under the pointer', () => {
  const hour = (clock: string, slots = slotsOn('2026-11-30'), day = '2026-11-30') => {
    const now = `${TODAY}T15:20:00.000Z`;
    const { from, to } = hourAt({ at: { day, minutes: minutesOf(clock) }, slots, zone, now });
    return [clockFrom(from), clockFrom(to)];
  };

  test('begins at the half hour below it', () => {
    expect(hour('10:29')).toEqual(['10:00', '11:00']);
    expect(hour('10:30')).toEqual(['10:30', '11:30']);
    expect(hour('23:50')).toEqual(['23:30', '00:00']);
  });

  test('is what the slots above and below it leave', () => {
    const slots = slotsOn('2026-11-30', ['09:00', '10:15'], ['11:00', '12:00']);
    expect(hour('10:20', slots)).toEqual(['10:15', '11:00']);
    expect(hour('10:50', slots)).toEqual(['10:30', '11:00']);
    expect(hour('11:02', slotsOn('2026-11-30', ['11:10', '12:00']))).toEqual(['10:55', '11:10']);
  });

  test('is still ahead today', () => {
    expect(hour('15:35', [], TODAY)).toEqual(['15:30', '16:30']);
    expect(hour('15:22', [], TODAY)).toEqual(['15:30', '16:30']);
  });

  test('meets no slot and is not over wherever the pointer is on free time', () => {
    const slots = slotsOn(TODAY, ['16:05', '16:50'], ['17:10', '18:00'], ['20:00', '23:00']);
    const now = `${TODAY}T15:20:00.000Z`;
    fc.assert(
      fc.property(fc.integer({ min: 15 * 60 + 30, max: 1439 }), (minutes) => {
        const isFree = !takenOn(TODAY, slots, zone).some(({ from, to }) => from <= minutes && minutes < to);
        fc.pre(isFree);
        const span = hourAt({ at: { day: TODAY, minutes }, slots, zone, now });
        const { problem } = judgeSpan({ span, slots, zone, now });
        expect(problem).toBeNull();
      }),
    );
  });
});
