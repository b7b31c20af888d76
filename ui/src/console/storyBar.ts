import { nothing } from '../gallery/story';
import type { Bar } from './bar';
import { queue } from './sample';

/** The bar of an operator signed in, for stories and tests. */
export const storyBar: Bar = {
  operator: queue.operator,
  onqueue: nothing,
  ondesk: nothing,
  onkeys: nothing,
  onsignout: nothing,
};
