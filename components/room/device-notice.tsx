'use client';

import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { type DeviceKind, wordsFor } from './media-problem';
import type { OwnMedia, OwnMediaState } from './own-media';

/** What can be done about a device from here. */
type Remedies = Pick<OwnMedia, 'again' | 'dismiss'>;

/** What is wrong with camera and microphone, and what to do about it. */
export function DeviceNotices({ media, state }: { media: Remedies; state: OwnMediaState }) {
  const { camera, microphone } = state;
  // One cause for both is told once.
  const isSame = camera.problem !== null && camera.problem === microphone.problem;
  const isOne = isSame && (camera.problem === 'refused' || camera.problem === 'unsupported');
  return (
    <>
      <DeviceNotice
        kind="camera"
        media={media}
        state={state}
        words={isOne ? 'camera and microphone' : undefined}
      />
      {!isOne && <DeviceNotice kind="microphone" media={media} state={state} />}
    </>
  );
}

type DeviceNoticeProps = {
  kind: DeviceKind;
  media: Remedies;
  state: OwnMediaState;
  words?: string | undefined;
};

function DeviceNotice({ kind, media, state, words }: DeviceNoticeProps) {
  const { problem, track, isAsking } = state[kind];
  if (!problem) return null;
  const { title, remedy } = wordsFor(kind, problem);
  const isReplaced = problem === 'lost' && track !== null;
  const said = (text: string) => (words ? text.replaceAll(kind, words) : text);
  return (
    <Notice tone="warn" live title={said(title)}>
      <p>{isReplaced ? `Another one is used instead: ${track.label}.` : said(remedy)}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        {isReplaced ? (
          <Button size="sm" look="secondary" onClick={() => media.dismiss()}>
            All right
          </Button>
        ) : (
          <>
            <Button size="sm" look="secondary" pending={isAsking} onClick={() => void media.again()}>
              Try again
            </Button>
            <Button size="sm" look="quiet" onClick={() => media.dismiss()}>
              Continue without
            </Button>
          </>
        )}
      </div>
    </Notice>
  );
}
