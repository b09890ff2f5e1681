import type { BookableSlot } from '@/components/slots/bookable-slot';
import { SlotButton } from '@/components/slots/slot-button';
import { BothZones } from '@/components/time/times';
import { Row, Section } from './specimen';

const ZONE = 'America/New_York';
const TUTOR_ZONE = 'Asia/Kathmandu';

const ALONE: BookableSlot = {
  id: '00000000-0000-4000-8000-000000000001',
  startsAt: '2027-05-04T13:15:00.000Z',
  endsAt: '2027-05-04T14:15:00.000Z',
  sessionType: 'ONE_TO_ONE',
  maxParticipants: 1,
  seatsLeft: 1,
  priceCents: 3200,
  currency: 'usd',
};
const GROUP: BookableSlot = {
  ...ALONE,
  id: '00000000-0000-4000-8000-000000000002',
  sessionType: 'GROUP',
  maxParticipants: 20,
  seatsLeft: 3,
};
/** Late in the evening here, the next morning there. */
const OTHER_DAY: BookableSlot = {
  ...ALONE,
  id: '00000000-0000-4000-8000-000000000003',
  startsAt: '2027-05-05T01:15:00.000Z',
  endsAt: '2027-05-05T02:15:00.000Z',
  priceCents: 0,
};
const AT_HOME: BookableSlot = { ...ALONE, id: '00000000-0000-4000-8000-000000000004' };

export function SlotSection() {
  const common = { isGone: false, zone: ZONE, tutorZone: TUTOR_ZONE };
  return (
    <Section id="slots" title="Calendar slots" note="Read in New York; the tutor lives in Kathmandu.">
      <ul className="grid gap-2 sm:grid-cols-3 lg:grid-cols-5">
        <li>
          <SlotButton slot={ALONE} {...common} />
        </li>
        <li>
          <SlotButton slot={GROUP} {...common} />
        </li>
        <li>
          <SlotButton slot={OTHER_DAY} {...common} />
        </li>
        <li>
          <SlotButton slot={AT_HOME} {...common} tutorZone={ZONE} />
        </li>
        <li>
          <SlotButton slot={ALONE} {...common} isGone />
        </li>
      </ul>
      <Row name="Both clocks">
        <BothZones
          startsAt={ALONE.startsAt}
          endsAt={ALONE.endsAt}
          zone={ZONE}
          otherZone={TUTOR_ZONE}
          otherName="Anaya Shrestha"
        />
      </Row>
    </Section>
  );
}
