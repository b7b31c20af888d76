import { m } from '../i18n/messages';
import type { CameraChoiceView, CameraFacing } from '../platform/contract';

const facings: Record<CameraFacing, () => string> = {
  front: m.camera_facing_front,
  back: m.camera_facing_back,
  infrared: m.camera_facing_infrared,
};

/** What tells a camera from another beside its name: which way it looks, and how much it shows. */
export function cameraWords({ facing, width, height }: CameraChoiceView): string {
  const size = width && height ? m.camera_size({ width, height }) : undefined;
  return [facing && facings[facing](), size].filter((one) => one !== undefined).join(', ');
}
