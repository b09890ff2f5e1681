'use client';

import { ChevronsUpDown, Globe } from 'lucide-react';
import { useState } from 'react';
import { offsetName, zoneCity } from '@/lib/time-format';
import { cx } from '../ui/cx';
import { useLoaded } from '../ui/use-loaded';

// The list and its dialog travel only when somebody wants another zone.
const loadDialog = () => import('./zone-dialog').then((module) => module.ZoneDialog);

type ZonePickerProps = {
  zone: string;
  onPick: (zone: string) => void;
  /** Whose times these are, for the button's accessible name. */
  label: string;
  /** The present moment in ISO, from the server: both sides must write the same offset. */
  now: string;
  /** Zones worth offering first, such as the tutor's. */
  suggested?: string[];
  id?: string;
  describedBy?: string | undefined;
  /** How it is bordered and how large it writes, where it does not stand beside times. */
  className?: string;
};

const BESIDE_TIMES =
  'inline-flex border-line-strong/60 bg-surface font-medium text-sm hover:border-line-strong';

export function ZonePicker(props: ZonePickerProps) {
  const { zone, onPick, label, now, suggested = [], id, describedBy } = props;
  const [open, setOpen] = useState(false);
  const { part: ZoneDialog, hasFailed, ask } = useLoaded(loadDialog);
  return (
    <>
      <button
        type="button"
        id={id}
        aria-haspopup="dialog"
        aria-label={`${label}: ${zoneCity(zone)}, ${offsetName(now, zone)}. Change`}
        aria-describedby={describedBy}
        onClick={() => {
          setOpen(true);
          if (!ZoneDialog) void ask();
        }}
        className={cx(
          'min-h-11 items-center gap-2 rounded-md border px-3 text-left',
          props.className ?? BESIDE_TIMES,
        )}
      >
        <Globe aria-hidden className="size-4 shrink-0 text-accent-text" />
        <span data-zoned className="min-w-0 flex-1 truncate">
          {zoneCity(zone)} <span className="font-normal text-ink-muted">{offsetName(now, zone)}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
      </button>
      {open && hasFailed && (
        <span role="alert" className="text-on-danger-soft text-sm">
          The list did not load. Check your connection and try again.
        </span>
      )}
      {ZoneDialog && (
        <ZoneDialog
          open={open}
          onOpenChange={setOpen}
          zone={zone}
          suggested={suggested}
          onPick={(picked) => {
            setOpen(false);
            if (picked !== zone) onPick(picked);
          }}
        />
      )}
    </>
  );
}
