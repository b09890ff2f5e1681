import { ContrastTable } from './contrast';
import { Row, Section } from './specimen';

const TYPE_SIZES = [
  ['text-4xl', 'The right hour'],
  ['text-3xl', 'Heading of a page'],
  ['text-2xl', 'Heading of a part'],
  ['text-xl', 'Heading of a card'],
  ['text-lg', 'What matters most in a card'],
  ['text-base', 'Text, as one reads it: 14:00–15:00, $30.00'],
  ['text-sm', 'Hints, second lines, times in other zones'],
  ['text-xs', 'Badges and slots in a week'],
] as const;

const RADII = ['rounded-sm', 'rounded-md', 'rounded-lg', 'rounded-xl', 'rounded-full'] as const;
const SPACES = ['w-1', 'w-2', 'w-3', 'w-4', 'w-5', 'w-6', 'w-8', 'w-10', 'w-12', 'w-16'] as const;

export function ColourSection() {
  return (
    <Section
      id="colours"
      title="Colours"
      note="One accent, which always means time that one can act on. Text needs a contrast of 4.5, edges and rings one of 3."
    >
      <ContrastTable />
    </Section>
  );
}

export function ScaleSections() {
  return (
    <>
      <Section
        id="type"
        title="Type"
        note="Instrument Sans, 400 to 700. Times and prices have figures of one width."
      >
        <dl className="grid gap-4">
          {TYPE_SIZES.map(([size, sample]) => (
            <div key={size} className="grid items-baseline gap-x-6 gap-y-1 sm:grid-cols-[6rem_1fr]">
              <dt className="text-ink-muted text-sm">{size}</dt>
              <dd className={`${size} figures`}>{sample}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="space" title="Radii and space">
        <Row name="Radii">
          {RADII.map((radius) => (
            <span
              key={radius}
              className={`grid h-16 w-28 place-items-center border border-line-strong bg-surface text-sm ${radius}`}
            >
              {radius.replace('rounded-', '')}
            </span>
          ))}
          <span className="grid h-16 w-28 place-items-center rounded-lg border bg-surface text-sm shadow-lift">
            lift
          </span>
        </Row>
        <Row name="Space, in steps of 0.25 rem" className="items-end">
          {SPACES.map((space) => (
            <span key={space} className="grid justify-items-center gap-1 text-ink-muted text-xs">
              <span className={`h-6 rounded-sm bg-accent ${space}`} />
              {space.slice(2)}
            </span>
          ))}
        </Row>
      </Section>
    </>
  );
}
