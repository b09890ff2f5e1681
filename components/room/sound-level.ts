// How loud a track is, several times a second, from 0 to 1.

const EVERY_MS = 80;

let context: AudioContext | undefined;

/** Calls `onLevel` until stopped. @returns stops it */
export function watchLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  context ??= new AudioContext();
  // Made before anybody pressed anything, it sleeps until they do.
  if (context.state === 'suspended') void context.resume();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    onLevel(levelOf(Math.sqrt(sum / samples.length)));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}

/** Ears hear in decibels: silence of a room is about -60, speech above -40. */
function levelOf(rootMeanSquare: number): number {
  const decibels = 20 * Math.log10(Math.max(rootMeanSquare, 1e-5));
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}
