'use client';

import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { bookedNames, stateOf } from '@/components/slots/tutor-slot';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { ActionError } from '@/lib/action';
import { paths } from '@/lib/paths';
import type { OwnSlot } from '@/lib/slots/schema';
import { clockRange, longDay, zoneCity } from '@/lib/time-format';
import { deleteSlotAction, updateSlotAction } from './actions';
import type { SlotDraft } from './slot-draft';
import { type Rate, SlotFields } from './slot-fields';
import { fieldErrorsOf, SlotProblem } from './slot-problem';
import { UNREACHABLE } from './unreachable';

type SlotDialogProps = {
  slot: OwnSlot;
  zone: string;
  now: string;
  today: string;
  lastDay: string;
  rate: Rate;
  onClose: () => void;
  /** `to` is what it was changed to; null where it is deleted. */
  onDone: (to: SlotDraft | null) => void;
};

/** One slot: changed and deleted while it is open, looked at once somebody is in it or it is past. */
export function SlotDialog({ slot, zone, now, today, lastDay, rate, onClose, onDone }: SlotDialogProps) {
  const { slotDate, startTime, endTime, sessionType, maxParticipants, timezone } = slot;
  const saved: SlotDraft = { slotDate, startTime, endTime, sessionType, maxParticipants, timezone };
  const [draft, setDraft] = useState(saved);
  const [error, setError] = useState<ActionError | null>(null);
  const [busy, setBusy] = useState<'saving' | 'deleting' | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  const state = stateOf(slot, now);
  const names = bookedNames(slot);
  const isOpen = state === 'open';
  const canAddSeats =
    (state === 'booked' || state === 'held') && sessionType === 'GROUP' && maxParticipants < 20;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setError(null);
    setBusy('saving');
    const change = isOpen ? draft : { maxParticipants: draft.maxParticipants };
    const result = await updateSlotAction({ slotId: slot.id, change }).catch(() => null);
    setBusy(null);
    if (result?.ok) onDone(draft);
    else setError(result?.error ?? UNREACHABLE);
  }

  async function remove() {
    if (busy) return;
    setError(null);
    setBusy('deleting');
    const result = await deleteSlotAction({ slotId: slot.id }).catch(() => null);
    setBusy(null);
    setIsAsking(false);
    if (result?.ok) onDone(null);
    else setError(result?.error ?? UNREACHABLE);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isOpen ? 'Change slot' : `${longDay(slot.startsAt, zone)}, ${clockRange({ ...slot, zone })}`}
      {...(timezone !== zone && {
        description: `Added in ${zoneCity(timezone)} time: ${startTime} to ${endTime} on ${slotDate}.`,
      })}
    >
      <form onSubmit={save} className="flex min-h-0 flex-1 flex-col">
        <div className="grid gap-5 overflow-y-auto px-5 py-5">
          {names.length > 0 && (
            <div className="grid gap-1">
              <p className="text-ink-muted text-sm">Booked by</p>
              <ul>
                {names.map((name) => (
                  <li key={name} className="font-medium">
                    {name}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {state === 'past' && names.length === 0 && (
            <p className="text-ink-muted">This time is over. Nobody booked it.</p>
          )}
          {state === 'held' && (
            <Notice tone="warn">
              Someone is paying for a seat right now, so the time cannot be changed.
            </Notice>
          )}
          {state === 'booked' && <Notice>This slot is booked, so it cannot be moved or deleted.</Notice>}
          {(isOpen || canAddSeats) && (
            <SlotFields
              draft={draft}
              errors={fieldErrorsOf(error)}
              today={today}
              lastDay={lastDay}
              rate={rate}
              seatsOnly={!isOpen}
              minSeats={isOpen ? 2 : maxParticipants}
              onChange={(changed) => {
                setDraft(changed);
                setError(null);
              }}
            />
          )}
        </div>
        <div className="flex flex-wrap items-center justify-between gap-3 border-t px-5 py-4">
          <SlotProblem error={error} />
          {isAsking ? (
            <>
              <p role="alert" className="text-sm">
                Delete this slot?
              </p>
              <div className="flex gap-2">
                <Button look="quiet" onClick={() => setIsAsking(false)}>
                  Keep
                </Button>
                <Button look="danger" pending={busy === 'deleting'} onClick={remove} autoFocus>
                  Delete
                </Button>
              </div>
            </>
          ) : (
            <>
              {isOpen && (
                <Button look="quiet" onClick={() => setIsAsking(true)}>
                  Delete…
                </Button>
              )}
              {slot.session && (
                <Link href={paths.session(slot.session.id)} className={buttonClass({ look: 'secondary' })}>
                  Open session
                </Link>
              )}
              {(isOpen || canAddSeats) && (
                <Button type="submit" pending={busy === 'saving'} className="ml-auto">
                  {isOpen ? 'Save' : 'Save seats'}
                </Button>
              )}
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}
