import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tutor } from '@/lib/tutors/schema';
import { scriptText, tutorData } from './tutor-data';

const tutor: Tutor = {
  id: '6f0d4c64-3d1c-4a4b-9a4e-6a2f6a6c2b11',
  name: 'Inês Duarte',
  headline: 'Chess from the first move',
  bio: 'I teach.',
  subjects: ['Chess'],
  languages: ['Portuguese', 'English'],
  hourlyRateCents: 3050,
  currency: 'eur',
  timezone: 'Europe/Lisbon',
  published: true,
  nextSlotAt: null,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
};
const url = 'https://slotwise.example/tutors/1';

test('a bio that closes the script element stays inside it', () => {
  const bio = '</script><script>alert(1)</script><!-- &lt;\u2028';
  const text = scriptText(tutorData({ tutor: { ...tutor, bio }, url }));
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(text).description).toBe(`Chess from the first move\n\n${bio}`);
});

test('whatever was written is read back as it was, and never holds a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (bio) => {
      const text = scriptText({ bio });
      expect(text).not.toMatch(/[<>]/);
      expect(JSON.parse(text)).toEqual({ bio });
    }),
  );
});

test('the offer says the price of 60 minutes in the tutor’s currency', () => {
  expect(tutorData({ tutor, url }).makesOffer).toMatchObject({
    price: '30.50',
    priceCurrency: 'EUR',
    priceSpecification: { unitCode: 'HUR' },
    itemOffered: { name: 'Tutoring in Chess' },
  });
});

test('what a tutor did not write is left out', () => {
  const data = tutorData({ tutor: { ...tutor, headline: '', bio: '', subjects: [], languages: [] }, url });
  expect(Object.keys(data)).toEqual(['@context', '@type', '@id', 'url', 'name', 'jobTitle', 'makesOffer']);
});
