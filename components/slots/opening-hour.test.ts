import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingHour } from './opening-hour';
import { minutesOf } from './wall-span';

const SHOWN_HOURS = 12;

const span = (times: string) => {
  const [from = '', to = ''] = times.split('–');
  return { from: minutesOf(from), to: minutesOf(to) || 1440 };
};

test.each<[string, string[], string | null, number]>([
  ['an empty week opens in the morning', [], null, 8],
  ['as does one whose slots lie in the day', ['10:00–11:00', '19:00–20:00'], null, 8],
  ['an early slot is seen', ['06:30–07:15'], null, 6],
  ['a late one is seen whole', ['10:00–11:00', '20:30–21:15'], null, 10],
  ['until midnight as well', ['23:00–00:00'], null, 12],
  ['what is too far apart begins with the first', ['05:00–06:00', '22:00–23:00'], null, 5],
  ['the present is seen in the evening', ['14:00–15:00'], '21:40', 11],
  ['but not at night', [], '03:10', 8],
  ['which a slot may bring in sight', ['04:00–05:00'], '03:10', 4],
  ['rather than a slot of the morning', ['08:00–09:00'], '22:10', 11],
])('%s', (_, times, now, hour) => {
  expect(
    openingHour({
      spans: times.map(span),
      nowMinutes: now === null ? null : minutesOf(now),
      shownHours: SHOWN_HOURS,
    }),
  ).toBe(hour);
});

test('from the morning on the present is always in sight, and every slot where all of it fits', () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const daytime = fc.integer({ min: 8 * 60, max: 1439 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(minutes, fc.integer({ min: 15, max: 480 }))),
      daytime,
      (said, nowMinutes) => {
        const spans = said.map(([from, lasting]) => ({ from, to: Math.min(from + lasting, 1440) }));
        const top = openingHour({ spans, nowMinutes, shownHours: SHOWN_HOURS });
        const isSeen = (from: number, to: number) => from >= top * 60 && to <= (top + SHOWN_HOURS) * 60;
        expect(isSeen(nowMinutes, nowMinutes)).toBe(true);
        const all = [...spans, { from: nowMinutes, to: nowMinutes + 30 }];
        const hours =
          Math.ceil(Math.max(...all.map(({ to }) => to)) / 60) -
          Math.floor(Math.min(...all.map(({ from }) => from)) / 60);
        if (hours <= SHOWN_HOURS) expect(spans.every(({ from, to }) => isSeen(from, to))).toBe(true);
      },
    ),
  );
});
