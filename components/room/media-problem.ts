// Why a camera or a microphone does not come, and what to do. Browsers name the same trouble differently and their
// menus change, so the words stay general.

export type DeviceKind = 'camera' | 'microphone';

export type MediaProblem = 'refused' | 'missing' | 'busy' | 'unsupported' | 'lost';

export function problemFrom(error: unknown): MediaProblem {
  if (!isSupported()) return 'unsupported';
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    default:
      return 'busy';
  }
}

/** Browsers hide devices from pages without https. */
export function isSupported(): boolean {
  return typeof navigator !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);
}

export function wordsFor(kind: DeviceKind, problem: MediaProblem): { title: string; remedy: string } {
  switch (problem) {
    case 'refused':
      return {
        title: `Your browser does not let this page use your ${kind}`,
        remedy: `Press the icon beside the address (a padlock, sliders or a crossed-out ${kind}), allow the ${kind}, and try again. Your system's privacy settings may also block it.`,
      };
    case 'missing':
      return {
        title: `No ${kind} was found`,
        remedy: 'Plug one in or switch it on, and try again. You can also join without.',
      };
    case 'lost':
      return {
        title: `Your ${kind} is gone`,
        remedy: 'It was unplugged or switched off. Plug it in again, or choose another one.',
      };
    case 'busy':
      return {
        title: `Your ${kind} cannot be used now`,
        remedy: 'Another program or tab may be using it. Close that one, and try again.',
      };
    case 'unsupported':
      return {
        title: `This browser does not support a ${kind} here`,
        remedy: 'Open the page over https in an up-to-date Chrome, Edge, Firefox or Safari.',
      };
  }
}
