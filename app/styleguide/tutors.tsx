import { NextFreeBoard, NextFreeBoardSkeleton } from '@/components/tutors/next-free-board';
import { TutorCard } from '@/components/tutors/tutor-card';
import { TutorListSkeleton } from '@/components/tutors/tutor-list-skeleton';
import { exampleTutor } from './examples';
import { Row, Section } from './specimen';

const TUTORS = [
  exampleTutor(),
  exampleTutor({
    id: '00000000-0000-4000-8000-0000000000a2',
    name: 'Mateo Herrera',
    headline: 'Spanish by talking',
    subjects: ['Spanish'],
    languages: [],
    hourlyRateCents: 0,
    nextSlotAt: '2027-05-06T22:30:00.000Z',
  }),
  exampleTutor({
    id: '00000000-0000-4000-8000-0000000000a3',
    name: 'Ingrid Solheim-Abrahamsen von Hohenlohe',
    headline:
      'Chemistry for those who were told that they have no head for it, and for those who want to go further',
    subjects: ['Chemistry', 'Biochemistry', 'Laboratory technique', 'Exam preparation'],
    languages: ['English', 'Norwegian', 'German'],
    hourlyRateCents: 12_500,
    currency: 'eur',
    nextSlotAt: null,
  }),
];

export function TutorSection() {
  return (
    <Section id="tutors" title="Tutors" note="Times as read on a clock of UTC.">
      <Row
        name="In a list: with a next time, free of charge, nothing available and long words"
        className="grid"
      >
        <ul className="grid gap-3">
          {TUTORS.map((tutor) => (
            <TutorCard key={tutor.id} tutor={tutor} zone="UTC" level="h3" />
          ))}
        </ul>
      </Row>
      <Row name="On its way" className="grid">
        <TutorListSkeleton count={1} />
      </Row>
      <Row name="Next available: full, on its way" className="grid items-start lg:grid-cols-2">
        <NextFreeBoard tutors={TUTORS.slice(0, 2)} zone="UTC" />
        <NextFreeBoardSkeleton />
      </Row>
    </Section>
  );
}
