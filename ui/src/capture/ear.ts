/** Listens to the webview's own microphone. */
export interface Ear {
  /** How loud it is now, 0 to 1: 0 is silence (60 dB under full scale), as the host tells of its own microphone. */
  readonly level: number;
  close: () => void;
}

/** A tenth of a second of sound at 48 kHz, and a little less at other rates. */
const SAMPLES = 4096;
const QUIETEST_DB = -60;

/** Listens to a stream's sound; nothing where the webview lets nobody listen. */
export function listenTo(stream: MediaStream): Ear | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  context.createMediaStreamSource(stream).connect(analyser);
  // Some webviews start it asleep; a press has opened the camera.
  void context.resume().catch(() => undefined);
  const samples = new Float32Array(SAMPLES);
  return {
    get level() {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close: () => void context.close().catch(() => undefined),
  };
}

/** The loudness of samples of -1 to 1. */
export function levelOf(samples: Float32Array): number {
  const squares = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const decibels = 20 * Math.log10(Math.max(Math.sqrt(squares / samples.length), 1e-3));
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DB));
}
