import type { WallSlot } from '@/lib/slots/rules';
import type { SessionType } from '@/lib/vocabulary';

/** A slot as it is filled in, before it is saved. */
export type SlotDraft = WallSlot & { sessionType: SessionType; maxParticipants: number };
