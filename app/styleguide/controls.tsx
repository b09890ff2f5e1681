'use client';

import { ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { BackLink } from '@/components/ui/back-link';
import { Button, buttonClass } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Segmented } from '@/components/ui/segmented';
import { SubmitButton } from '@/components/ui/submit-button';
import { PointedAt } from './pointed-at';
import { Row, Section } from './specimen';

const LOOKS = ['primary', 'secondary', 'quiet', 'danger'] as const;
const KINDS = [
  { value: 'ANY', label: 'All' },
  { value: 'ONE_TO_ONE', label: '1-to-1' },
  { value: 'GROUP', label: 'Group' },
] as const;

export function ControlSections() {
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('ONE_TO_ONE');
  return (
    <>
      <Section
        id="buttons"
        title="Buttons"
        note="One primary button to a view. A pending one keeps its width and its focus, and takes no second press."
      >
        {LOOKS.map((look) => (
          <Row key={look} name={look}>
            <Button look={look}>Book</Button>
            <Button look={look}>
              <Plus aria-hidden className="size-4" /> Add hours
            </Button>
            <Button look={look} pending>
              Saving
            </Button>
            <Button look={look} disabled>
              Disabled
            </Button>
          </Row>
        ))}
        <Row name="Sizes">
          <Button size="sm">Small, 36 px</Button>
          <Button>Middle, 44 px</Button>
          <Button size="lg">Large, 48 px</Button>
          <Button look="secondary" size="icon" aria-label="Week after">
            <ChevronRight aria-hidden className="size-5" />
          </Button>
        </Row>
        <Row name="That send a form: ready, sending">
          <SubmitButton>Save</SubmitButton>
          <SubmitButton pending>Save</SubmitButton>
        </Row>
        <Row name="Links">
          <a href="#buttons" className={buttonClass({ look: 'secondary' })}>
            Like a button
          </a>
          <a href="#buttons" className="link">
            In a sentence
          </a>
          <BackLink href="#buttons">Up to the list</BackLink>
        </Row>
        {(['hover', 'focus-visible'] as const).map((state) => (
          <Row key={state} name={state === 'hover' ? 'Pointed at' : 'With the focus'}>
            <PointedAt state={state}>
              {LOOKS.map((look) => (
                <Button key={look} look={look}>
                  Book
                </Button>
              ))}
              {state === 'hover' && <Button disabled>Disabled</Button>}
              <a href="#buttons" className="link">
                In a sentence
              </a>
            </PointedAt>
          </Row>
        ))}
      </Section>
      <Section
        id="choices"
        title="Choices"
        note="The platform's own controls: keys, forms and screen readers know them."
      >
        <Row name="One of a few">
          <Segmented label="Kind of session" options={KINDS} value={kind} onChange={setKind} />
        </Row>
        <Row name="Yes or no" className="grid justify-items-start">
          <Checkbox>Remind me by e-mail</Checkbox>
          <Checkbox defaultChecked hint="Students can find you in the directory and book your open slots.">
            Publish my profile
          </Checkbox>
          <Checkbox disabled>Not to be had now</Checkbox>
          <Checkbox disabled defaultChecked>
            Not to be changed
          </Checkbox>
        </Row>
      </Section>
    </>
  );
}
