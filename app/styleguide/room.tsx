'use client';

import { Mic, MicOff, MonitorX, PhoneOff } from 'lucide-react';
import { type ComponentProps, useRef, useState } from 'react';
import { ChatComposer } from '@/components/room/chat-composer';
import { chatEntries } from '@/components/room/chat-entries';
import { ChatMessage } from '@/components/room/chat-message';
import { Controls } from '@/components/room/controls';
import { DeviceNotices } from '@/components/room/device-notice';
import { DevicePickers } from '@/components/room/device-pickers';
import { FilePreview } from '@/components/room/file-preview';
import { FileRow } from '@/components/room/file-row';
import { LevelMeter } from '@/components/room/level-meter';
import { LineNotice } from '@/components/room/line-notice';
import { NO_MEDIA } from '@/components/room/own-media';
import { ChatSkeleton, FilesSkeleton } from '@/components/room/panel-skeletons';
import { PanelTrouble } from '@/components/room/panel-trouble';
import { failureOf } from '@/components/room/room-client';
import { RoundButton } from '@/components/room/round-button';
import { Stage } from '@/components/room/stage';
import { Tile, type TileFacts } from '@/components/room/tile';
import { UploadRows } from '@/components/room/upload-rows';
import type { UploadRow } from '@/components/room/uploads';
import { Button } from '@/components/ui/button';
import type { SharedFile } from '@/lib/room/schema';
import { NOW, TUTOR_NAME, ZONE } from './examples';
import { nothing, Row, Section } from './specimen';

const ME = 'me';
const PERSON: TileFacts = {
  key: 'person',
  seed: TUTOR_NAME,
  name: TUTOR_NAME,
  isSelf: false,
  video: null,
  audio: null,
  isMuted: false,
  isExpected: false,
};
const TILES: TileFacts[] = [
  PERSON,
  { ...PERSON, key: 'muted', isMuted: true },
  { ...PERSON, key: 'expected', isExpected: true },
  { ...PERSON, key: 'self', isSelf: true, seed: 'Maya Lindqvist', name: 'Maya Lindqvist' },
];

const LOST = { ...NO_MEDIA, camera: { ...NO_MEDIA.camera, problem: 'busy' as const } };
const REFUSED = {
  ...NO_MEDIA,
  camera: { ...NO_MEDIA.camera, problem: 'refused' as const },
  microphone: { ...NO_MEDIA.microphone, problem: 'refused' as const },
};
const CHOICES = {
  ...NO_MEDIA,
  choices: { ...NO_MEDIA.choices, camera: [{ id: 'one', label: 'Camera of this machine' }] },
};
const REMEDIES = { again: async () => {}, dismiss: nothing };

const ENTRIES = chatEntries({
  messages: [
    { id: '1', senderId: 'tutor', clientId: '1', content: 'Shall we begin with limits?', createdAt: NOW },
    { id: '2', senderId: ME, clientId: '2', content: 'Yes, please.', createdAt: NOW },
  ],
  unsent: [
    { clientId: '3', content: 'I am stuck at the second one.', writtenAt: NOW, problem: null },
    { clientId: '4', content: 'And at the third.', writtenAt: NOW, problem: null },
    {
      clientId: '5',
      content: 'Hello?',
      writtenAt: NOW,
      problem:
        'This session was cancelled. What is here can still be read, but nothing can be added or removed.',
    },
  ],
  userId: ME,
  zone: ZONE,
});

const FILE: SharedFile = {
  id: '00000000-0000-4000-8000-00000000f11e',
  name: 'Limits, second sheet.pdf',
  size: 348_160,
  mimeType: 'application/pdf',
  uploader: { id: 'tutor', name: TUTOR_NAME },
  createdAt: NOW,
  url: '',
};

const PICTURE: SharedFile = { ...FILE, name: 'Drawing.svg', mimeType: 'image/png' };
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><path d="M40 360 C 200 -60 440 460 600 40" fill="none" stroke="teal" stroke-width="8"/></svg>';
const FILES: ComponentProps<typeof FilePreview>['files'] = {
  bytesOf: async (id) =>
    id === PICTURE.id
      ? { ok: true, body: new Blob([DRAWING], { type: 'image/svg+xml' }) }
      : { ...failureOf(404, ''), detail: 'This file was deleted.' },
};

const UPLOAD: UploadRow = {
  id: 'one',
  name: 'My answers.pdf',
  size: 2_000_000,
  loaded: 800_000,
  state: 'uploading',
  problem: null,
  canRetry: false,
};
const UPLOADS: UploadRow[] = [
  UPLOAD,
  { ...UPLOAD, id: 'two', loaded: UPLOAD.size },
  { ...UPLOAD, id: 'three', loaded: 0, state: 'waiting' },
  { ...UPLOAD, id: 'four', state: 'failed', problem: 'It could not be sent. Try again.', canRetry: true },
];

export function RoomSection() {
  return (
    <>
      <Section id="room" title="The room" note="Large targets, and the state of everything in sight.">
        <Row name="Buttons: plain, off, on, danger, with news, disabled">
          <RoundButton icon={Mic} label="Mute microphone" shortcut="M" />
          <RoundButton icon={MicOff} label="Unmute microphone" look="off" />
          <RoundButton icon={MonitorX} label="Stop sharing" look="on" />
          <RoundButton icon={PhoneOff} label="Leave" look="danger" />
          <RoundButton icon={Mic} label="Open chat and files" badge={12} />
          <RoundButton icon={Mic} label="Mute microphone" disabled />
        </Row>
        <Row name="As they stand together" className="grid">
          <Controls
            own={NO_MEDIA}
            hasChat
            isPanelOpen={false}
            unread={3}
            onPicture={nothing}
            onMute={nothing}
            onCamera={nothing}
            onShare={nothing}
            onDevices={nothing}
            onPanel={nothing}
            onLeave={nothing}
          />
        </Row>
        <Row
          name="People: camera off, muted, not there yet, oneself"
          className="grid grid-cols-2 sm:grid-cols-4"
        >
          {TILES.map((facts) => (
            <div key={facts.key} className="grid aspect-4/3">
              <Tile facts={facts} size="large" />
            </div>
          ))}
        </Row>
        <Row name="The stage: two of them, more of them" className="grid gap-4 sm:grid-cols-2">
          {[2, 4].map((count) => (
            <div key={count} className="flex h-64">
              <Stage tiles={TILES.slice(-count)} screen={null} />
            </div>
          ))}
        </Row>
        <Row name="The line: being made, lost, gone" className="grid sm:grid-cols-3">
          {(['connecting', 'reconnecting', 'failed'] as const).map((state) => (
            <div key={state} className="relative h-14">
              <LineNotice state={state} onRetry={nothing} />
            </div>
          ))}
        </Row>
        <Row name="Camera and microphone" className="grid items-start gap-4 sm:grid-cols-2">
          <DeviceNotices media={REMEDIES} state={LOST} />
          <DeviceNotices media={REMEDIES} state={REFUSED} />
          <DevicePickers media={{ choose: async () => {} }} state={CHOICES} />
          <LevelMeter track={null} label="How loud you are" />
        </Row>
      </Section>
      <PanelSection />
    </>
  );
}

function PanelSection() {
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const [seen, setSeen] = useState<SharedFile | null>(null);
  return (
    <Section
      id="panels"
      title="Messages and files"
      note="What is not sent yet says so, and what failed says why."
    >
      <Row name="Theirs; one’s own: sent, being sent, waiting, refused" className="grid max-w-md">
        <ol className="card flex flex-col gap-1 p-3">
          {ENTRIES.map(
            (entry) =>
              entry.kind === 'message' && (
                <ChatMessage
                  key={entry.key}
                  entry={entry}
                  isOwn={entry.senderId === ME}
                  name={TUTOR_NAME}
                  zone={ZONE}
                  isSending={entry.unsent?.clientId === '3'}
                  isLatestSent={entry.key === `${ME} 2`}
                  onTryAgain={nothing}
                  onGiveUp={nothing}
                />
              ),
          )}
        </ol>
      </Row>
      <Row name="Where one writes" className="grid max-w-md">
        <div className="card overflow-hidden">
          <ChatComposer
            inputRef={inputRef}
            placeholder={`Write to ${TUTOR_NAME}`}
            onWrite={nothing}
            onTyped={nothing}
          />
        </div>
      </Row>
      <Row name="Files: theirs, one’s own, being fetched; on their way up" className="grid max-w-md">
        <ul className="divide-y">
          <FileRow file={FILE} isOwn={false} {...FILE_PROPS} onDelete={null} />
          <FileRow file={{ ...FILE, mimeType: 'text/csv', name: 'Marks.csv' }} isOwn {...FILE_PROPS} />
          <FileRow file={FILE} isOwn={false} {...FILE_PROPS} isFetching onDelete={null} />
        </ul>
        <UploadRows rows={UPLOADS} uploads={{ tryAgain: nothing, remove: nothing }} onGone={nothing} />
      </Row>
      <Row name="What stands between: no answer, no live line, signed out" className="grid max-w-md">
        <PanelTrouble {...TROUBLE} trouble="The server did not answer." isAway={false} />
        <PanelTrouble {...TROUBLE} trouble={null} isAway />
        <PanelTrouble {...TROUBLE} trouble={null} isAway={false} isSignedOut />
      </Row>
      <Row name="A file, seen without leaving the page">
        <Button look="secondary" onClick={() => setSeen(PICTURE)}>
          Open a picture
        </Button>
        <Button look="secondary" onClick={() => setSeen({ ...PICTURE, id: '', name: 'Lost.svg' })}>
          Open one that fails
        </Button>
        <FilePreview file={seen} files={FILES} onClose={() => setSeen(null)} onDownload={nothing} />
      </Row>
      <Row name="On their way" className="grid max-w-2xl gap-8 sm:grid-cols-2">
        <ChatSkeleton />
        <FilesSkeleton />
      </Row>
    </Section>
  );
}

const FILE_PROPS = { zone: ZONE, isFetching: false, onOpen: nothing, onDownload: nothing, onDelete: nothing };
const TROUBLE = { isSignedOut: false, onTryAgain: nothing, whenOffline: 'You are offline.' };
