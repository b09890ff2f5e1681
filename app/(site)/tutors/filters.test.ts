import { expect, test } from 'vitest';
import { adviceOf, readFilters } from './filters';

const adviceFor = (query: Record<string, string>) => adviceOf(readFilters(query, 'Europe/Lisbon'));

test('where nothing is found, the advice is about what was asked for and nothing else', () => {
  expect(adviceFor({ subject: 'Piano', maxRateCents: '0' })).toBe('Try another subject or a higher price.');
  expect(adviceFor({ q: 'calculus', language: 'Welsh', type: 'GROUP' })).toBe(
    'Try another word, another language or 1-to-1 sessions.',
  );
  expect(adviceFor({ availableFrom: '2026-12-01', minRateCents: '9000' })).toBe(
    'Try a lower price or more days.',
  );
});

test('behind the end of the list there is nothing to ask for otherwise', () => {
  expect(adviceFor({})).toBe('The list ends before this page.');
});
