import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import { CHECKBOX } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { longDay, noonOf } from '@/lib/time-format';
import type { CopyLine } from './copy-plan';

type CopyPreviewProps = {
  lines: CopyLine[];
  leftOut: ReadonlySet<string>;
  onToggle: (key: string) => void;
};

/** Every slot that copying would put up, and every one that it cannot, by day. */
export function CopyPreview({ lines, leftOut, onToggle }: CopyPreviewProps) {
  const days = [...new Set(lines.map(({ day }) => day))].sort();
  return (
    <section aria-labelledby="copy-preview" className="grid gap-3">
      <h3 id="copy-preview" className="font-medium text-sm tracking-normal">
        What will be added
      </h3>
      {days.length === 0 && (
        <p className="text-ink-muted text-sm">
          Choose where to copy these hours. You can check them here before they are added.
        </p>
      )}
      {days.map((day) => {
        const name = longDay(noonOf(day), 'UTC');
        return (
          <fieldset key={day} className="overflow-hidden rounded-lg border">
            <legend className="sr-only">{name}</legend>
            <p aria-hidden className="figures border-b bg-sunken px-3 py-1.5 font-semibold text-sm">
              {name}
            </p>
            <ul className="divide-y">
              {lines
                .filter((line) => line.day === day)
                .map((line) => (
                  <li key={line.key}>
                    <PreviewLine
                      line={line}
                      isIn={line.state === 'ready' && !leftOut.has(line.key)}
                      onToggle={() => onToggle(line.key)}
                    />
                  </li>
                ))}
            </ul>
          </fieldset>
        );
      })}
    </section>
  );
}

function PreviewLine({ line, isIn, onToggle }: { line: CopyLine; isIn: boolean; onToggle: () => void }) {
  const { state, times, note, draft } = line;
  const content = (
    <>
      <span
        className={cx(
          'figures min-w-24 font-semibold text-sm',
          state === 'never' && 'line-through',
          !isIn && 'text-ink-muted',
        )}
      >
        {times}
      </span>
      <span className="text-ink-muted text-sm">
        {draft.sessionType === 'GROUP' ? `Group, ${draft.maxParticipants} seats` : '1-to-1'}
      </span>
      {note && (
        <span
          className={cx(
            'ml-auto flex items-center gap-1.5 text-sm max-sm:w-full',
            state === 'there' && 'text-ink-muted',
            state === 'ready' && 'text-on-warn-soft',
            (state === 'clash' || state === 'never') && 'text-on-danger-soft',
          )}
        >
          <NoteIcon state={state} />
          {note}
        </span>
      )}
    </>
  );
  const look = 'flex min-h-11 items-start gap-3 px-3 py-2.5';
  const row = 'flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5';
  if (state !== 'ready') {
    return (
      <div className={look}>
        <span aria-hidden className="size-5 shrink-0" />
        <span className={row}>{content}</span>
      </div>
    );
  }
  return (
    <label
      className={cx(
        look,
        'cursor-pointer hover:bg-sunken/60 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2',
      )}
    >
      <input
        type="checkbox"
        checked={isIn}
        onChange={onToggle}
        className={cx(CHECKBOX, 'focus-visible:outline-none')}
      />
      <span className={row}>{content}</span>
    </label>
  );
}

function NoteIcon({ state }: { state: CopyLine['state'] }) {
  const Icon = state === 'there' ? Check : state === 'ready' ? TriangleAlert : CircleAlert;
  return <Icon aria-hidden className="size-4 shrink-0" />;
}
