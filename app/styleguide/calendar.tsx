'use client';

import { useState } from 'react';
import { BookingCalendar } from '@/components/slots/booking-calendar';
import { exampleBookable, NOW, TUTOR_NAME, TUTOR_ZONE, ZONE } from './examples';
import { Section } from './specimen';

const TAKEN = exampleBookable({ startsAt: '2027-05-06T14:00:00.000Z', endsAt: '2027-05-06T15:00:00.000Z' });
const SLOTS = [
  exampleBookable(),
  exampleBookable({ startsAt: '2027-05-04T15:00:00.000Z', endsAt: '2027-05-04T16:00:00.000Z' }),
  TAKEN,
  exampleBookable({
    startsAt: '2027-05-08T14:00:00.000Z',
    endsAt: '2027-05-08T15:30:00.000Z',
    sessionType: 'GROUP',
    maxParticipants: 8,
    seatsLeft: 5,
  }),
  exampleBookable({ startsAt: '2027-05-19T14:00:00.000Z', endsAt: '2027-05-19T15:00:00.000Z' }),
];
const GONE = new Set([TAKEN.id]);

export function CalendarSection() {
  const [zone, setZone] = useState(ZONE);
  return (
    <Section
      id="calendar"
      title="The booking calendar"
      note="A week at a time, or on a phone all days at once. Its second week is empty; on a Thursday an hour has just gone."
    >
      <BookingCalendar
        slots={SLOTS}
        goneIds={GONE}
        zone={zone}
        tutorZone={TUTOR_ZONE}
        tutorName={TUTOR_NAME}
        now={NOW}
        onZonePick={setZone}
      />
    </Section>
  );
}
