import { SlotButton } from '@/components/slots/slot-button';
import { BothZones } from '@/components/time/times';
import { exampleBookable, NOW, TUTOR_NAME, TUTOR_ZONE, ZONE } from './examples';
import { PointedAt } from './pointed-at';
import { Row, Section } from './specimen';

const ALONE = exampleBookable();
const GROUP = exampleBookable({ sessionType: 'GROUP', maxParticipants: 20, seatsLeft: 3 });
/** Late in the evening here, the next morning there. */
const OTHER_DAY = exampleBookable({
  startsAt: '2027-05-05T01:15:00.000Z',
  endsAt: '2027-05-05T02:15:00.000Z',
  priceCents: 0,
});

export function SlotSection() {
  const common = { isGone: false, zone: ZONE, tutorZone: TUTOR_ZONE };
  return (
    <Section
      id="slots"
      title="Slots to book"
      note="Read in New York; the tutor lives in Kathmandu. The last three: just taken, pointed at, with the focus."
    >
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
          <SlotButton slot={ALONE} {...common} tutorZone={ZONE} />
        </li>
        <li>
          <SlotButton slot={ALONE} {...common} isGone />
        </li>
        {(['hover', 'focus-visible'] as const).map((state) => (
          <li key={state}>
            <PointedAt state={state}>
              <SlotButton slot={ALONE} {...common} withDay />
            </PointedAt>
          </li>
        ))}
      </ul>
      <Row name="Both clocks">
        <BothZones
          startsAt={ALONE.startsAt}
          endsAt={ALONE.endsAt}
          zone={ZONE}
          otherZone={TUTOR_ZONE}
          otherLabel={`${TUTOR_NAME}’s time`}
          now={NOW}
        />
      </Row>
    </Section>
  );
}
