'use client';

import { useState } from 'react';
import { ZoneField } from '@/components/time/zone-field';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { TagInput } from '@/components/ui/tag-input';
import { NOW, TUTOR_ZONE } from './examples';
import { PointedAt } from './pointed-at';
import { Section } from './specimen';

export function FieldSection() {
  const [tags, setTags] = useState(['Mathematics', 'Physics']);
  const [noTags, setNoTags] = useState<string[]>([]);
  const [zone, setZone] = useState(TUTOR_ZONE);
  return (
    <Section
      id="fields"
      title="Fields"
      note="A label above, what helps below, and what is wrong in words. Only what may stay empty says so."
    >
      <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
        <Field label="Empty">
          {(control) => <Input {...control} placeholder="A subject, a goal, a name" />}
        </Field>
        <Field label="With a hint" hint="Tutors and students can see it.">
          {(control) => <Input {...control} defaultValue="Maya Lindqvist" />}
        </Field>
        <Field label="Wrong" error="Enter an amount such as 40 or 37.50, or 0 for free.">
          {(control) => <Input {...control} defaultValue="forty" />}
        </Field>
        <Field label="Disabled">
          {(control) => <Input {...control} disabled defaultValue="Asia/Kathmandu" />}
        </Field>
        <Field label="May stay empty" optional>
          {(control) => <Input {...control} />}
        </Field>
        <Field label="One of many">
          {(control) => (
            <Select {...control} defaultValue="usd">
              <option value="usd">USD: US Dollar</option>
              <option value="eur">EUR: Euro</option>
            </Select>
          )}
        </Field>
        <Field label="One of many, wrong" error="Choose a currency.">
          {(control) => (
            <Select {...control} defaultValue="">
              <option value="">Choose</option>
              <option value="usd">USD: US Dollar</option>
            </Select>
          )}
        </Field>
        <Field label="One of many, disabled">
          {(control) => (
            <Select {...control} disabled>
              <option>Shown once you allow it</option>
            </Select>
          )}
        </Field>
        <Field label="Several lines">
          {(control) => (
            <Textarea
              {...control}
              defaultValue="We begin with what you can do already, and build from there."
            />
          )}
        </Field>
        <Field label="Several lines, wrong" error="Write something first.">
          {(control) => <Textarea {...control} />}
        </Field>
        <Field label="Several lines, disabled">
          {(control) => <Textarea {...control} disabled defaultValue="Not to be changed any more." />}
        </Field>
        <Field label="Short words" hint="Add one at a time.">
          {(control) => (
            <TagInput {...control} name="subjects" tags={tags} onChange={setTags} suggestions={['Chess']} />
          )}
        </Field>
        <Field label="Short words, wrong" error="Name at least one subject.">
          {(control) => (
            <TagInput {...control} name="none" tags={noTags} onChange={setNoTags} suggestions={[]} />
          )}
        </Field>
        <ZoneField
          label="A time zone"
          hint="Its list opens in a dialog, and says the time there."
          zone={zone}
          now={NOW}
          onPick={setZone}
        />
        <ZoneField
          label="A time zone, wrong"
          hint="New hours use this time zone; existing ones stay as they are."
          error="Choose a time zone."
          zone={zone}
          now={NOW}
          onPick={setZone}
        />
        <PointedAt state="hover">
          <Field label="Pointed at">
            {(control) => <Input {...control} defaultValue="Maya Lindqvist" />}
          </Field>
        </PointedAt>
        <PointedAt state="focus-visible">
          <Field label="With the focus">
            {(control) => <Input {...control} defaultValue="Maya Lindqvist" />}
          </Field>
        </PointedAt>
      </div>
    </Section>
  );
}
