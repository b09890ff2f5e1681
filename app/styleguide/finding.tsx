'use client';

import { TutorFilters, type TutorFilterValues } from '@/components/tutors/tutor-filters';
import { TutorProfile } from '@/components/tutors/tutor-profile';
import { addDays } from '@/lib/time';
import { exampleTutor, NOW, TODAY } from './examples';
import { Row, Section } from './specimen';

const ANY: TutorFilterValues = {
  q: '',
  subject: '',
  language: '',
  minRateCents: '',
  maxRateCents: '',
  availableFrom: '',
  availableTo: '',
  type: '',
  sort: 'soonest',
};
const CHOSEN = { ...ANY, q: 'calculus', subject: 'Physics', maxRateCents: '4000', type: 'GROUP' };

const TUTOR = exampleTutor({
  bio: 'We begin with what you can do already, and build from there. Bring what you are stuck at.\n\nI have taught at schools and at a university for eleven years.',
});

export function FindingSection() {
  const choices = { subjects: ['Mathematics', 'Physics'], languages: ['English', 'Nepali'] };
  return (
    <Section id="finding" title="Finding a tutor" note="The filters are the directory’s own and lead there.">
      <Row name="Filters: none chosen, some chosen" className="grid">
        <TutorFilters values={ANY} {...choices} today={TODAY} lastDay={addDays(TODAY, 28)} />
        <TutorFilters values={CHOSEN} {...choices} today={TODAY} lastDay={addDays(TODAY, 28)} />
      </Row>
      <Row name="A tutor’s page, with where the calendar stands" className="grid">
        <div className="card overflow-hidden">
          <TutorProfile tutor={TUTOR} now={NOW} level="h3">
            <p className="rounded-md bg-sunken px-4 py-8 text-center text-ink-muted text-sm">Calendar</p>
          </TutorProfile>
        </div>
      </Row>
    </Section>
  );
}
