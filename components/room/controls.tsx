'use client';

import {
  FolderOpen,
  MessageSquareText,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  PictureInPicture2,
  Settings2,
  Video,
  VideoOff,
} from 'lucide-react';
import type { OwnMediaState } from './own-media';
import { RoundButton } from './round-button';

type ControlsProps = {
  own: OwnMediaState;
  /** A group has files alone. */
  hasChat: boolean;
  isPanelOpen: boolean;
  unread: number;
  /** Null where there is nothing to lift out, or the browser cannot. */
  onPicture: (() => void) | null;
  onMute: () => void;
  onCamera: () => void;
  /** Null where the browser cannot share a screen. */
  onShare: (() => void) | null;
  onDevices: () => void;
  onPanel: () => void;
  onLeave: () => void;
};

/** What one does in the room, with the keys that do the same. */
export function Controls(props: ControlsProps) {
  const {
    own,
    hasChat,
    isPanelOpen,
    unread,
    onPicture,
    onMute,
    onCamera,
    onShare,
    onDevices,
    onPanel,
    onLeave,
  } = props;
  const isHeard = own.microphone.isWanted && own.microphone.track !== null;
  const isSeen = own.camera.track !== null;
  return (
    <div
      role="toolbar"
      aria-label="Controls"
      // All seven in one row of the narrowest phone.
      className="flex flex-wrap items-center justify-center gap-2 px-2 py-3 max-[26rem]:gap-1 max-[26rem]:*:size-11 sm:gap-3"
    >
      <RoundButton
        icon={isHeard ? Mic : MicOff}
        label={isHeard ? 'Mute microphone' : 'Unmute microphone'}
        shortcut="M"
        look={isHeard ? 'plain' : 'off'}
        aria-busy={own.microphone.isAsking || undefined}
        onClick={onMute}
      />
      <RoundButton
        icon={isSeen ? Video : VideoOff}
        label={isSeen ? 'Turn camera off' : 'Turn camera on'}
        shortcut="V"
        look={isSeen ? 'plain' : 'off'}
        aria-busy={own.camera.isAsking || undefined}
        onClick={onCamera}
      />
      {onShare && (
        <RoundButton
          icon={own.screen ? MonitorX : MonitorUp}
          label={own.screen ? 'Stop sharing' : 'Share screen'}
          shortcut="S"
          look={own.screen ? 'on' : 'plain'}
          onClick={onShare}
        />
      )}
      {onPicture && (
        <RoundButton
          icon={PictureInPicture2}
          label="Picture in picture"
          onClick={onPicture}
          className="max-sm:hidden"
        />
      )}
      <RoundButton icon={Settings2} label="Camera and microphone" shortcut="D" onClick={onDevices} />
      <RoundButton
        icon={hasChat ? MessageSquareText : FolderOpen}
        label={`${isPanelOpen ? 'Close' : 'Open'} ${hasChat ? 'chat and files' : 'files'}`}
        shortcut="C"
        look={isPanelOpen ? 'on' : 'plain'}
        badge={isPanelOpen ? 0 : unread}
        aria-expanded={isPanelOpen}
        onClick={onPanel}
      />
      <RoundButton icon={PhoneOff} label="Leave" look="danger" onClick={onLeave} className="sm:w-16" />
    </div>
  );
}
