/**
 * Tells an element, in `--above`, how far below the window's top it begins: what stays in view within it can then fill
 * the window to its bottom, at the top of the page (under the bar and the title, however many lines they take) as much
 * as further down.
 */
export function tellAbove(element: HTMLElement): () => void {
  const tell = () =>
    element.style.setProperty('--above', `${Math.max(0, element.getBoundingClientRect().top)}px`);
  const layout = new ResizeObserver(tell);
  layout.observe(document.body);
  window.addEventListener('scroll', tell, { passive: true });
  window.addEventListener('resize', tell);
  tell();
  return () => {
    layout.disconnect();
    window.removeEventListener('scroll', tell);
    window.removeEventListener('resize', tell);
  };
}
