import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import FrameQuality from './FrameQuality.svelte';

const first = {
  moment: 'digit-1',
  at_ms: 2_500,
  quality: 71,
  measures: [{ component: 'eyes_open', score: 51 }],
};
const sheet = { moment: 'task', at_ms: 9_000, measures: [] };

test('each_kept_face_has_a_column_and_each_measure_a_row', () => {
  const task = {
    ...first,
    moment: 'task',
    quality: 52,
    measures: [
      { component: 'eyes_open', score: 32 },
      { component: 'head_pose_yaw', score: 79 },
    ],
  };
  render(FrameQuality, { frames: [first, task] });
  const row = (name: string) =>
    within(screen.getByText(name).closest('tr')!)
      .getAllByRole('cell', { hidden: true })
      .map((cell) => cell.textContent);
  expect(row('Ensemble')).toEqual(['71', '52']);
  expect(row('Yeux ouverts')).toEqual(['51', '32']);
  expect(row('Tête non tournée')).toEqual(['', '79']);
});

test('a_frame_that_shows_the_document_is_rated_by_nothing', () => {
  const { container } = render(FrameQuality, { frames: [first, sheet] });
  expect(container.querySelectorAll('thead th')).toHaveLength(2);
  const { container: other } = render(FrameQuality, { frames: [sheet] });
  expect(other.querySelector('table')).toBeNull();
});
