import { ChevronDown, CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx';

const CONTROL =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-muted/80 ' +
  'transition-colors duration-150 live:hover:border-ink-muted disabled:cursor-not-allowed disabled:opacity-60 ' +
  'aria-invalid:border-danger aria-invalid:bg-danger-soft/40';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cx(CONTROL, 'h-11', className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={cx(CONTROL, 'min-h-32 py-2.5', className)} />;
}

/** The platform's own select: a phone shows its wheel, a keyboard types ahead, and it costs no script. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative grid min-w-0">
      <select {...rest} className={cx(CONTROL, 'peer h-11 appearance-none truncate pr-9', className)} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-muted peer-disabled:opacity-60"
      />
    </span>
  );
}

type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** Says that the field may stay empty; every other one is required. */
  optional?: boolean;
  className?: string;
  /** Where the control is linked to. */
  id?: string;
  children: (control: ControlProps) => ReactNode;
};

/** A label, one control, what helps to fill it in, and what is wrong with it. */
export function Field({ label, hint, error, optional, className, id: ownId, children }: FieldProps) {
  const madeId = useId();
  const id = ownId ?? madeId;
  // A hint that turned into the error is not said twice.
  const shownHint = hint === error ? null : hint;
  const describedBy = [shownHint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {shownHint && (
        <p id={`${id}-hint`} className="text-ink-muted text-sm">
          {shownHint}
        </p>
      )}
      <FieldError id={`${id}-error`} message={error} />
    </div>
  );
}

/** Announced when it comes: the live region stands in the page before there is anything to say. */
export function FieldError({ id, message }: { id: string; message: string | undefined }) {
  return (
    <p
      id={id}
      aria-live="polite"
      className="flex items-start gap-1.5 text-on-danger-soft text-sm empty:sr-only"
    >
      {message && (
        <>
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {message}
        </>
      )}
    </p>
  );
}
