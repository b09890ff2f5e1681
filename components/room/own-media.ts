// One's own camera, microphone and screen: asked for, chosen, turned on and off, and lost. Lives outside of React,
// because tracks outlive every rendering and the same ones go from the preview into the room.
import { type DeviceKind, isSupported, type MediaProblem, problemFrom } from './media-problem';

export type OwnDevice = {
  /** Whether one wants to be seen or heard. */
  isWanted: boolean;
  isAsking: boolean;
  track: MediaStreamTrack | null;
  problem: MediaProblem | null;
  /** As chosen; the browser's own choice where it is empty. */
  deviceId: string;
};

export type DeviceChoice = { id: string; label: string };

export type OwnMediaState = {
  camera: OwnDevice;
  microphone: OwnDevice;
  screen: MediaStreamTrack | null;
  choices: Record<DeviceKind | 'speaker', DeviceChoice[]>;
  /** Where the others are heard; the system's choice where it is empty. */
  speakerId: string;
};

export type OwnMedia = ReturnType<typeof createOwnMedia>;

const STORED = 'slotwise:devices';
const OFF: OwnDevice = { isWanted: true, isAsking: false, track: null, problem: null, deviceId: '' };
const KINDS = ['camera', 'microphone'] as const;

export const NO_MEDIA: OwnMediaState = {
  camera: OFF,
  microphone: OFF,
  screen: null,
  choices: { camera: [], microphone: [], speaker: [] },
  speakerId: '',
};

export function createOwnMedia() {
  let state = NO_MEDIA;
  let hasBegun = false;
  /** Counts closings: what was asked for before one and comes after it is let go of. */
  let era = 0;
  const listeners = new Set<() => void>();

  function set(change: Partial<OwnMediaState>): void {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener();
  }

  function setDevice(kind: DeviceKind, change: Partial<OwnDevice>): void {
    set({ [kind]: { ...state[kind], ...change } });
  }

  /** Takes over a track, and notices when its device goes. */
  function adopt(kind: DeviceKind, track: MediaStreamTrack): void {
    state[kind].track?.stop();
    track.addEventListener('ended', () => {
      if (state[kind].track !== track) return;
      setDevice(kind, { track: null, problem: 'lost' });
      // Another device of the kind, if there is one, goes on in its place; that it was lost is still said.
      void ask([kind], { isAfterLoss: true });
    });
    setDevice(kind, { track, isAsking: false, problem: null });
  }

  async function ask(kinds: readonly DeviceKind[], { isAfterLoss = false } = {}): Promise<void> {
    const asked = era;
    for (const kind of kinds) setDevice(kind, { isAsking: true, ...(!isAfterLoss && { problem: null }) });
    try {
      const stream = await navigator.mediaDevices.getUserMedia(
        constraintsFor(kinds, isAfterLoss ? NO_MEDIA : state),
      );
      if (asked !== era) {
        for (const track of stream.getTracks()) track.stop();
        return;
      }
      for (const kind of kinds) {
        const [track] = kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
        // Turned off while the browser asked.
        if (track && state[kind].isWanted) adopt(kind, track);
        else track?.stop();
        setDevice(kind, { isAsking: false, ...(isAfterLoss && { problem: 'lost' as const, deviceId: '' }) });
      }
    } catch (error) {
      if (asked !== era) return;
      await explain(kinds, { error, isAfterLoss });
    }
    await listChoices();
  }

  /** Asked for both at once, one that is missing takes the other with it: then each is asked for alone. */
  async function explain(
    kinds: readonly DeviceKind[],
    { error, isAfterLoss }: { error: unknown; isAfterLoss: boolean },
  ): Promise<void> {
    const problem = problemFrom(error);
    const [only] = kinds;
    // A remembered device that is gone is no reason to have none.
    if (problem === 'missing' && !isAfterLoss && kinds.some((kind) => state[kind].deviceId)) {
      for (const kind of kinds) setDevice(kind, { deviceId: '' });
      return ask(kinds);
    }
    // Whoever closed the browser's question is not asked it again.
    const isAnswered = problem !== 'refused' || (await Promise.all(kinds.map(isDenied))).some(Boolean);
    if (kinds.length > 1 && isSupported() && isAnswered) {
      for (const kind of kinds) {
        if (await isDenied(kind)) setDevice(kind, { isAsking: false, problem: 'refused' });
        else await ask([kind], { isAfterLoss });
      }
      return;
    }
    for (const kind of kinds) {
      setDevice(kind, {
        isAsking: false,
        problem: isAfterLoss && only ? 'lost' : problem,
      });
    }
  }

  /** Names of devices are known only once one of them may be used. */
  async function listChoices(): Promise<void> {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      devices
        .filter((device) => device.kind === kind && device.deviceId && device.label)
        .map(({ deviceId: id, label }) => ({ id, label }));
    set({ choices: { camera: of('videoinput'), microphone: of('audioinput'), speaker: of('audiooutput') } });
  }

  /** A microphone stays open while one is muted, to be back at a word; a camera goes dark. */
  function turn(kind: DeviceKind, isWanted: boolean): void {
    if (!isWanted && kind === 'camera') {
      state.camera.track?.stop();
      setDevice('camera', { isWanted, track: null, problem: null });
      return;
    }
    setDevice(kind, { isWanted });
    if (isWanted && !state[kind].track && !state[kind].isAsking) void ask([kind]);
  }

  function stopSharing(): void {
    state.screen?.stop();
    set({ screen: null });
  }

  const onDeviceChange = () => void listChoices();

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** What is to be on, before anything is asked for. */
    prepare(wanted: { camera: boolean; microphone: boolean }): void {
      for (const kind of KINDS) setDevice(kind, { isWanted: wanted[kind] });
    },
    /** Asks for what is wanted, with one question for both. Again does nothing. */
    async begin(): Promise<void> {
      if (hasBegun) return;
      hasBegun = true;
      const remembered = recall();
      for (const kind of KINDS) setDevice(kind, { deviceId: remembered[kind] ?? '' });
      set({ speakerId: remembered.speaker ?? '' });
      navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);
      const wanted = KINDS.filter((kind) => state[kind].isWanted && !state[kind].track);
      if (wanted.length > 0) await ask(wanted);
    },
    toggle(kind: DeviceKind): void {
      const { isWanted, track, isAsking } = state[kind];
      // Wanted and not there: pressing it means "try again".
      turn(kind, !(isWanted && (track || isAsking)));
    },
    async choose(kind: DeviceKind | 'speaker', id: string): Promise<void> {
      remember({ ...recall(), [kind]: id });
      if (kind === 'speaker') return set({ speakerId: id });
      setDevice(kind, { deviceId: id, isWanted: true });
      await ask([kind]);
    },
    /** @returns false where the person changed their mind, which is no problem */
    async share(): Promise<boolean> {
      try {
        const stream = await navigator.mediaDevices.getDisplayMedia({
          video: { frameRate: { ideal: 15, max: 30 } },
          audio: false,
        });
        const [track = null] = stream.getVideoTracks();
        // Letters stay sharp; a film would rather be smooth.
        if (track) track.contentHint = 'detail';
        // The browser has a button of its own for it.
        track?.addEventListener('ended', () => state.screen === track && stopSharing());
        state.screen?.stop();
        set({ screen: track });
        return true;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotAllowedError') return false;
        throw error;
      }
    },
    stopSharing,
    /** Asks anew for what has a problem. */
    async again(): Promise<void> {
      const failed = KINDS.filter((kind) => state[kind].problem);
      for (const kind of failed) setDevice(kind, { isWanted: true });
      if (failed.length > 0) await ask(failed);
    },
    /** Goes on without what has a problem. */
    dismiss(): void {
      for (const kind of KINDS) {
        const { problem, track } = state[kind];
        if (problem) setDevice(kind, { problem: null, isWanted: track !== null });
      }
    },
    /** Lets go of everything; the lights go out. */
    close(): void {
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      era += 1;
      const { camera, microphone, screen } = state;
      for (const track of [camera.track, microphone.track, screen]) track?.stop();
      hasBegun = false;
      setDevice('camera', { track: null });
      setDevice('microphone', { track: null });
      set({ screen: null });
    },
  };
}

function constraintsFor(kinds: readonly DeviceKind[], state: OwnMediaState): MediaStreamConstraints {
  const exactly = (id: string) => (id ? { deviceId: { exact: id } } : {});
  return {
    video: kinds.includes('camera') && {
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 24, max: 30 },
      ...exactly(state.camera.deviceId),
    },
    audio: kinds.includes('microphone') && {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...exactly(state.microphone.deviceId),
    },
  };
}

async function isDenied(kind: DeviceKind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: kind as PermissionName })).state === 'denied';
  } catch {
    // Not every browser can be asked this.
    return false;
  }
}

type Remembered = Partial<Record<DeviceKind | 'speaker', string>>;

function recall(): Remembered {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '{}') as Remembered;
  } catch {
    return {};
  }
}

function remember(devices: Remembered): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(devices));
  } catch {
    // Without storage they are chosen anew next time.
  }
}
