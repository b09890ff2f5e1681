import { z } from 'zod';
import { cursorInstantSchema, cursorSchema, limitSchema } from '../paging';
import { textSchema } from '../vocabulary';

export const MAX_MESSAGE_CHARACTERS = 4000;
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** How long a file's `url` opens it; ask the list again for a fresh one. */
export const FILE_URL_MINUTES = 15;

export const roomListSchema = z.object({ limit: limitSchema, cursor: cursorSchema });

export const sendMessageSchema = z.object({
  content: textSchema
    .trim()
    .min(1, 'Write something first.')
    // Counted as people count, not in the units of JavaScript's strings: an emoji is one.
    .refine(
      (content) => [...content].length <= MAX_MESSAGE_CHARACTERS,
      `At most ${MAX_MESSAGE_CHARACTERS} characters.`,
    ),
  clientId: textSchema.min(1).max(100).meta({
    description: 'The sender’s own key, such as a UUID: sending it again is the same message',
  }),
});

export const messageSchema = z
  .object({
    id: z.uuid(),
    senderId: z.uuid(),
    content: z.string(),
    clientId: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Message' });

export const unreadMessagesSchema = z.object({
  unread: z
    .number()
    .int()
    .meta({ description: 'Messages of the other person that the caller has not marked as read' }),
});

export const readMessagesSchema = z.object({
  upTo: cursorInstantSchema.meta({ description: '`createdAt` of the latest message that was seen' }),
});

const sharedFileFields = {
  id: z.uuid(),
  name: z.string(),
  size: z.number().int().meta({ description: 'Bytes' }),
  mimeType: z.string().meta({ description: 'Judged from the content' }),
  uploader: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: z.iso.datetime(),
};

export const sharedFileSchema = z
  .object({
    ...sharedFileFields,
    url: z.string().meta({ description: `Signed, and void after ${FILE_URL_MINUTES} minutes` }),
  })
  .meta({ id: 'SessionFile' });

/** What the browser tells UploadThing's client, to be handed to the file route. */
export const uploadInputSchema = z.object({ sessionId: z.uuid() });

export type Message = z.output<typeof messageSchema>;
export type SharedFile = z.output<typeof sharedFileSchema>;
/** As it travels in events, to people who have not asked for it. */
export type FileFacts = Omit<SharedFile, 'url'>;

/** Data of the event `session:message`. A message too long for an event is left out: ask the list. */
export type MessageEvent = { eventId: string; sessionId: string; at: string; message?: Message };

/** Data of the event `session:file`: one came, or one went. */
export type FileEvent = { eventId: string; sessionId: string; at: string } & (
  | { file: FileFacts; deletedFileId?: never }
  | { deletedFileId: string; file?: never }
);

/** What UploadThing's client gets back as its `serverData`. */
export type UploadOutcome =
  | { file: SharedFile; refusal: null }
  | { file: null; refusal: { code: string; title: string; detail: string } };
