// What a profile should have before students see it. No I/O.
import type { Tutor } from '@/lib/tutors/schema';

type Told = Pick<Tutor, 'headline' | 'bio' | 'subjects'>;

/** A field that is still empty, and what is to stand in it, in words. */
export type MissingField = { field: keyof Told; words: string };

export function missingFrom(profile: Told | null): MissingField[] {
  const fields: MissingField[] = [
    { field: 'headline', words: 'a headline' },
    { field: 'bio', words: 'a few lines about you' },
    { field: 'subjects', words: 'your subjects' },
  ];
  return fields.filter(({ field }) => !profile?.[field].length);
}

const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** `a headline, a few lines about you and your subjects`, part by part: each that is missing, or what stands between. */
export function missingInWords(missing: MissingField[]): (MissingField | string)[] {
  return conjunction
    .formatToParts(missing.map(({ words }) => words))
    .map(({ type, value }) => (type === 'element' && missing.find(({ words }) => words === value)) || value);
}
