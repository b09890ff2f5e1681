'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useRef, useState, useTransition } from 'react';
import { paths } from '@/lib/paths';
import { Button } from '../ui/button';
import { cx } from '../ui/cx';
import { Field, Input, Select } from '../ui/field';

export type TutorFilterValues = {
  q: string;
  subject: string;
  language: string;
  /** From an address alone; the form keeps it and says so. */
  minRateCents: string;
  maxRateCents: string;
  availableFrom: string;
  availableTo: string;
  type: string;
  sort: string;
};

type TutorFiltersProps = {
  values: TutorFilterValues;
  subjects: string[];
  languages: string[];
  /** The days for which slots can be offered. */
  today: string;
  lastDay: string;
};

const PRICES_CENTS = [0, 2000, 4000, 6000, 8000, 12000];

/** A price in an address may be any. */
function pricesWith(maxRateCents: string): number[] {
  const prices = new Set([...PRICES_CENTS, ...(maxRateCents ? [Number(maxRateCents)] : [])]);
  return [...prices].sort((a, b) => a - b);
}

/** The same for the same filters, in whatever order and however many are empty. */
function queryOf(entries: Iterable<[string, unknown]>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of entries) {
    if (typeof value === 'string' && value.trim()) query.set(name, value.trim());
  }
  query.sort();
  return query;
}

/** A plain GET form, so that the address says what is shown; with script, a choice counts at once. */
export function TutorFilters(props: TutorFiltersProps) {
  const said = queryOf(Object.entries(props.values)).toString();
  // The fields start afresh for an address that they did not ask for themselves, such as the one before. For their own
  // they stay, and with them the focus.
  const [asked, setAsked] = useState(said);
  const [lastSaid, setLastSaid] = useState(said);
  const [round, setRound] = useState(0);
  if (said !== lastSaid) {
    setLastSaid(said);
    if (said !== asked) {
      setAsked(said);
      setRound(round + 1);
    }
  }
  return <FilterForm key={round} {...props} onAsk={setAsked} />;
}

type FilterFormProps = TutorFiltersProps & { onAsk: (query: string) => void };

function FilterForm({ values, subjects, languages, today, lastDay, onAsk }: FilterFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const panelId = useId();
  const [isPending, startTransition] = useTransition();
  // On a phone the finer filters stay folded until they are asked for, so that tutors are what one sees.
  const { q: _, sort: __, ...finer } = values;
  const setCount = Object.values(finer).filter(Boolean).length;
  const [isOpen, setIsOpen] = useState(false);

  function search(event?: FormEvent) {
    event?.preventDefault();
    if (!form.current) return;
    const query = queryOf(new FormData(form.current));
    onAsk(query.toString());
    startTransition(() => router.push(query.size ? `${paths.tutors()}?${query}` : paths.tutors()));
  }

  return (
    <search>
      <form ref={form} action={paths.tutors()} onSubmit={search} className="card grid gap-4 p-4 sm:p-5">
        {values.minRateCents && <input type="hidden" name="minRateCents" value={values.minRateCents} />}
        <div className="flex items-end gap-3">
          <Field label="Search" className="min-w-0 flex-1">
            {(control) => (
              <Input
                {...control}
                name="q"
                type="search"
                defaultValue={values.q}
                placeholder="Subject or name"
                enterKeyHint="search"
              />
            )}
          </Field>
          <Button type="submit" pending={isPending}>
            <Search aria-hidden className="size-4" /> Search
          </Button>
        </div>
        <Button
          look="secondary"
          className="noscript:hidden md:hidden"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={() => setIsOpen(!isOpen)}
        >
          <SlidersHorizontal aria-hidden className="size-4" />
          {isOpen ? 'Hide filters' : 'Filters'}
          {setCount > 0 && ` (${setCount})`}
        </Button>
        <div
          id={panelId}
          className={cx('grid-cols-2 gap-4 md:grid md:grid-cols-4', isOpen ? 'grid' : 'hidden noscript:grid')}
        >
          <Field label="Subject">
            {(control) => (
              <Select {...control} name="subject" defaultValue={values.subject} onChange={() => search()}>
                <option value="">Any</option>
                {subjects.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Language">
            {(control) => (
              <Select {...control} name="language" defaultValue={values.language} onChange={() => search()}>
                <option value="">Any</option>
                {languages.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field
            label="Price per hour"
            {...(values.minRateCents && { hint: `From ${Number(values.minRateCents) / 100}` })}
          >
            {(control) => (
              <Select
                {...control}
                name="maxRateCents"
                defaultValue={values.maxRateCents}
                onChange={() => search()}
              >
                <option value="">Any</option>
                {pricesWith(values.maxRateCents).map((cents) => (
                  <option key={cents} value={cents}>
                    {cents === 0 ? 'Free' : `Up to ${cents / 100}`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Session">
            {(control) => (
              <Select {...control} name="type" defaultValue={values.type} onChange={() => search()}>
                <option value="">Any</option>
                <option value="ONE_TO_ONE">1-to-1</option>
                <option value="GROUP">Group</option>
              </Select>
            )}
          </Field>
          <Field label="Available from" className="max-sm:col-span-2">
            {(control) => (
              <Input
                {...control}
                name="availableFrom"
                type="date"
                min={today}
                max={lastDay}
                defaultValue={values.availableFrom}
                onChange={() => search()}
              />
            )}
          </Field>
          <Field label="Available until" className="max-sm:col-span-2">
            {(control) => (
              <Input
                {...control}
                name="availableTo"
                type="date"
                min={today}
                max={lastDay}
                defaultValue={values.availableTo}
                onChange={() => search()}
              />
            )}
          </Field>
          <Field label="Order" className="col-span-2">
            {(control) => (
              <Select {...control} name="sort" defaultValue={values.sort} onChange={() => search()}>
                <option value="soonest">Available soonest</option>
                <option value="price_asc">Lowest price</option>
                <option value="price_desc">Highest price</option>
                <option value="newest">Newest</option>
              </Select>
            )}
          </Field>
        </div>
      </form>
    </search>
  );
}
