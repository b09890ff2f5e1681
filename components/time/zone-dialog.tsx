'use client';

import { useMemo } from 'react';
import { Dialog } from '../ui/dialog';
import { detectedZone } from './zone-cookies';
import { ZoneList } from './zone-list';

type ZoneDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  zone: string;
  suggested: string[];
  onPick: (zone: string) => void;
};

export function ZoneDialog({ open, onOpenChange, ...list }: ZoneDialogProps) {
  const now = useMemo(() => new Date(), []);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Time zone"
      description="Each with the time it is there now."
    >
      <ZoneList {...list} detected={detectedZone()} now={now} />
    </Dialog>
  );
}
