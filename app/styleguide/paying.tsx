'use client';

import { ClockChangeWarning } from '@/components/booking/clock-change-warning';
import { HoldTime } from '@/components/booking/hold-countdown';
import { Lapsed } from '@/components/booking/lapsed';
import { PriceBreakdown } from '@/components/booking/price-breakdown';
import { Refusal } from '@/components/booking/refusal';
import { Button } from '@/components/ui/button';
import { refusalOf } from '@/lib/errors';
import { PaymentSkeleton } from '../book/[slotId]/payment-skeleton';
import { exampleOwnSlot, TUTOR_NAME, TUTOR_ZONE, ZONE } from './examples';
import { nothing, Row, Section } from './specimen';

const SLOT = exampleOwnSlot({ from: '10:00', to: '10:45' });
const TUTOR = { id: SLOT.providerProfileId, name: TUTOR_NAME };

const REFUSALS = (['SESSION_FULL', 'ALREADY_BOOKED', 'PAYMENT_UNAVAILABLE'] as const).map((code) => ({
  code,
  ...refusalOf(code),
}));

export function PayingSection() {
  return (
    <Section
      id="paying"
      title="Paying"
      note="The countdown goes by the server’s clock; its last minute warns."
    >
      <Row
        name="A seat that is held: plenty of time, the last minute, none left"
        className="grid sm:grid-cols-3"
      >
        <HoldTime secondsLeft={598} />
        <HoldTime secondsLeft={47} />
        <HoldTime secondsLeft={0} />
      </Row>
      <Row name="Lapsed" className="grid max-w-md">
        <Lapsed onTakeAgain={nothing} />
      </Row>
      <Row name="What is to pay" className="grid max-w-md gap-6">
        <PriceBreakdown slot={SLOT} hourlyRateCents={4267} />
        <PriceBreakdown slot={{ ...SLOT, priceCents: 0 }} hourlyRateCents={0} />
      </Row>
      <Row name="The clocks change before it" className="grid">
        <ClockChangeWarning
          startsAt="2027-03-16T14:00:00.000Z"
          now="2027-03-09T14:00:00.000Z"
          zone={ZONE}
          otherZone={TUTOR_ZONE}
          otherName={TUTOR_NAME}
        />
      </Row>
      <Row name="The card’s fields, on their way" className="grid max-w-md">
        <PaymentSkeleton />
      </Row>
      <Row name="Refused: for good, because one has it, for now" className="grid gap-6">
        {REFUSALS.map((error) => (
          <Refusal
            key={error.code}
            error={error}
            tutor={TUTOR}
            slotId={SLOT.id}
            retry={<Button onClick={nothing}>Try again</Button>}
          />
        ))}
      </Row>
    </Section>
  );
}
