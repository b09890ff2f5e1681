import type { ActionError } from '@/lib/action';

export const UNREACHABLE: ActionError = {
  code: 'INTERNAL',
  title: 'No connection',
  detail: 'The server did not answer, and nothing was changed. Try again.',
};
