'use client';

import { CalendarX } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { toast } from 'sonner';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import { Toaster } from '@/components/ui/toaster';
import { NOW, TUTOR_ZONE, ZONE } from './examples';
import { Row, Section } from './specimen';

const PRESENT = new Date(NOW);
/** Servers and browsers know other zones. */
const ZoneList = dynamic(() => import('@/components/time/zone-list').then((module) => module.ZoneList), {
  ssr: false,
});

const PEOPLE = ['Anaya Shrestha', 'Mateo Herrera', 'Ingrid Solheim', 'Kwame Boateng', 'Yuki Tanabe', 'Rosa'];

export function FeedbackSections() {
  const [isOpen, setIsOpen] = useState(false);
  const [zone, setZone] = useState(ZONE);
  return (
    <>
      <Section
        id="notices"
        title="Notices"
        note="What to know before going on: what happened, and what to do."
      >
        <div className="grid gap-3">
          <Notice title="Your session is booked">You can find it in My sessions.</Notice>
          <Notice tone="warn" title="The clocks change in New York before this session">
            The times above are right for the day of the session.
          </Notice>
          <Notice tone="danger">Your card was declined. You have not been charged; try another card.</Notice>
        </div>
      </Section>
      <Section id="badges" title="Badges">
        <Row name="Tones">
          <Badge>Completed</Badge>
          <Badge tone="accent">Booked</Badge>
          <Badge tone="solid">Live now</Badge>
          <Badge tone="warn">No student joined</Badge>
          <Badge tone="danger">Cancelled</Badge>
        </Row>
      </Section>
      <Section
        id="people"
        title="People"
        note="Made from an id and a name: the same person always looks the same."
      >
        <Row name="Sizes">
          {PEOPLE.map((name, index) => (
            <Avatar key={name} seed={name} name={name} className={index > 2 ? 'size-8' : 'size-14'} />
          ))}
        </Row>
      </Section>
      <Section
        id="waiting"
        title="Waiting and nothing"
        note="The shape of what comes; or why there is nothing, and what to do."
      >
        <Loading label="Loading an example" className="grid gap-3 sm:max-w-sm">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="h-16" />
        </Loading>
        <EmptyState
          icon={CalendarX}
          title="Nothing booked yet"
          action={<Button look="secondary">Find a tutor</Button>}
        >
          Sessions you book appear here, in your time and the tutor’s.
        </EmptyState>
      </Section>
      <Section id="layers" title="Dialogs and toasts">
        <Row name="Above the page">
          <Button look="secondary" onClick={() => setIsOpen(true)}>
            Open a dialog
          </Button>
          <Button look="secondary" onClick={() => toast.success('Saved')}>
            Say that it is saved
          </Button>
          <Button look="secondary" onClick={() => toast.error('The server did not answer. Try again.')}>
            Say that it failed
          </Button>
        </Row>
        <Row name="The list of time zones, as its dialog holds it" className="grid max-w-md">
          <div className="card flex flex-col overflow-hidden">
            <ZoneList zone={zone} detected={ZONE} suggested={[TUTOR_ZONE]} now={PRESENT} onPick={setZone} />
          </div>
        </Row>
        <Dialog
          open={isOpen}
          onOpenChange={setIsOpen}
          title="Give up my seat?"
          description="You get a full refund of $30.00 to your card."
        >
          <div className="flex flex-wrap justify-end gap-3 px-5 py-5">
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              Keep it
            </Button>
            <Button look="danger" onClick={() => setIsOpen(false)}>
              Give up my seat
            </Button>
          </div>
        </Dialog>
        <Toaster />
      </Section>
    </>
  );
}
