import { preferences } from '../i18n/preferences.svelte';

/** Long enough to be felt through a case, short enough to be one tap. */
const TAP_MS = 40;
/** The sound of a shutter: two clicks, the second lower. Seconds from now, and hertz. */
const CLICKS = [
  { after: 0, pitch: 2400 },
  { after: 0.07, pitch: 1500 },
] as const;
/** How loud each click begins, 0 to 1, and in how many seconds it is gone. */
const LOUDNESS = 0.25;
const FADES_IN = 0.04;
/** Where an exponential fading may end: it never reaches nothing. */
const SILENCE = 0.0001;

let sound: AudioContext | undefined;

/**
 * A click and one tap in the hand, for whoever looks at the document and not at the screen. Nothing where a
 * device cannot, nor for whoever wants none. They never say anything alone: a text always goes with them.
 */
export function shutter(): void {
  if (!preferences.signals) return;
  // Declared everywhere, absent in WebKit.
  const vibrate = navigator.vibrate as Navigator['vibrate'] | undefined;
  vibrate?.call(navigator, [TAP_MS]);
  try {
    sound ??= new AudioContext();
    // A system may stop it while another app sounds.
    void sound.resume();
    for (const click of CLICKS) play(sound, click);
  } catch {
    // No loudspeaker, or no way to it: the text is there.
  }
}

function play(on: AudioContext, { after, pitch }: (typeof CLICKS)[number]): void {
  const from = on.currentTime + after;
  const tone = new OscillatorNode(on, { type: 'triangle', frequency: pitch });
  const fading = new GainNode(on, { gain: LOUDNESS });
  fading.gain.setValueAtTime(LOUDNESS, from);
  fading.gain.exponentialRampToValueAtTime(SILENCE, from + FADES_IN);
  tone.connect(fading).connect(on.destination);
  tone.start(from);
  tone.stop(from + FADES_IN);
}
