'use client';

import { Field, Select } from '../ui/field';
import type { DeviceChoice, OwnMedia, OwnMediaState } from './own-media';

type DevicePickersProps = { media: Pick<OwnMedia, 'choose'>; state: OwnMediaState };

/** Which camera, which microphone, and where the others are heard. */
export function DevicePickers({ media, state }: DevicePickersProps) {
  const { camera, microphone, choices, speakerId } = state;
  const canChooseSpeaker = choices.speaker.length > 0 && 'setSinkId' in HTMLMediaElement.prototype;
  return (
    <>
      <Picker
        label="Camera"
        choices={choices.camera}
        value={camera.track?.getSettings().deviceId ?? camera.deviceId}
        onChange={(id) => void media.choose('camera', id)}
      />
      <Picker
        label="Microphone"
        choices={choices.microphone}
        value={microphone.track?.getSettings().deviceId ?? microphone.deviceId}
        onChange={(id) => void media.choose('microphone', id)}
      />
      {canChooseSpeaker && (
        <Picker
          label="Speaker"
          choices={choices.speaker}
          value={speakerId}
          onChange={(id) => void media.choose('speaker', id)}
        />
      )}
    </>
  );
}

type PickerProps = {
  label: string;
  choices: DeviceChoice[];
  value: string;
  onChange: (id: string) => void;
};

function Picker({ label, choices, value, onChange }: PickerProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={choices.some(({ id }) => id === value) ? value : (choices[0]?.id ?? '')}
          disabled={choices.length === 0}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.length === 0 && <option value="">Shown once you allow it</option>}
          {choices.map(({ id, label: name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
