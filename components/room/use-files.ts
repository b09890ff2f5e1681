import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react';
import type { FileFacts, SharedFile } from '@/lib/room/schema';
import { createFiles, type Files, type FilesState } from './files-store';
import type { RoomChannel } from './room-channel';
import { createUploads, type UploadRow, type Uploads } from './uploads';

type UseFiles = {
  sessionId: string;
  userId: string;
  channel: RoomChannel;
  onHeard: (file: FileFacts) => void;
  onShared: (file: SharedFile) => void;
};

export type SessionFiles = { files: Files; state: FilesState; uploads: Uploads; rows: readonly UploadRow[] };

/** The session's files and those on their way up, kept true while the component stands. */
export function useFiles({ sessionId, userId, channel, onHeard, onShared }: UseFiles): SessionFiles {
  const hear = useEffectEvent(onHeard);
  const share = useEffectEvent(onShared);
  const files = useMemo(() => createFiles({ sessionId, userId, channel }), [sessionId, userId, channel]);
  const uploads = useMemo(
    () =>
      createUploads({
        sessionId,
        // UploadThing's client is fetched by whoever shares something.
        upload: async (upload) => (await import('./upload-file')).uploadFile(upload),
      }),
    [sessionId],
  );
  useEffect(() => files.start({ onHeard: (file) => hear(file) }), [files]);
  useEffect(
    () =>
      uploads.start({
        onShared(file) {
          files.add(file);
          share(file);
        },
      }),
    [uploads, files],
  );
  return {
    files,
    state: useSyncExternalStore(files.subscribe, files.state, files.state),
    uploads,
    rows: useSyncExternalStore(uploads.subscribe, uploads.rows, uploads.rows),
  };
}
