// Agora's SDK, fetched when somebody enters a room: it weighs as much as everything else together, and reaches for
// `window` as soon as it is imported.
import type { IAgoraRTC, IAgoraRTCClient } from 'agora-rtc-sdk-ng';

export type AgoraSdk = IAgoraRTC;
export type AgoraCall = IAgoraRTCClient;

export async function loadAgora(): Promise<AgoraSdk> {
  const { default: sdk } = await import('agora-rtc-sdk-ng');
  // What matters reaches us as a rejection or a state; nobody reads the console of a browser in a lesson.
  sdk.setLogLevel(4);
  sdk.disableLogUpload();
  // The types leave it out. Who met whom for how long is between them and Agora's bill, not for its statistics.
  (sdk as AgoraSdk & { setParameter?: (name: string, value: unknown) => void }).setParameter?.(
    'ENABLE_EVENT_REPORT',
    false,
  );
  return sdk;
}
