import type Sigma from 'sigma';

/** Pixels that a press may wander before it is a drag and no longer a click. */
const wander = 4;
/** Milliseconds of rest after which what came into view is drawn: at least, and in times of what the last drawing took. */
const restLeastMs = 150;
const restTimes = 3;

/**
 * Dragging moves a picture of the drawing, and the drawing itself follows when the hand rests: at 20,000 contacts a frame
 * takes far longer to draw than a picture takes to move. Sigma's own dragging, which draws every frame and reads a pixel
 * back at every move of the mouse, does not hear of the mouse; touch stays with it.
 * @param picture the drawing as it stands on the screen, in the task that drew it
 */
export function panByPicture(sigma: Sigma, container: HTMLElement, picture: () => HTMLCanvasElement): () => void {
  let from: { x: number; y: number } | undefined;
  let to = { x: 0, y: 0 };
  let moved: HTMLCanvasElement | undefined;
  let dragging = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let restMs = restLeastMs;
  let begun = 0;
  const place = (): void => {
    if (moved !== undefined && from !== undefined)
      moved.style.transform = `translate(${to.x - from.x}px, ${to.y - from.y}px)`;
  };
  // Each layer that is put on the screen costs a frame its time, also one that stands still under the picture.
  const show = (visible: boolean): void => {
    for (const layer of container.querySelectorAll('canvas')) layer.style.visibility = visible ? '' : 'hidden';
  };
  const measured = (): void => {
    restMs = Math.max(restLeastMs, restTimes * (performance.now() - begun));
    restart();
  };
  const restart = (): void => {
    clearTimeout(rest);
    if (dragging) rest = setTimeout(settle, restMs);
  };
  const lift = (): void => {
    if (!dragging || moved !== undefined) return;
    moved = picture();
    moved.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;will-change:transform;pointer-events:none';
    show(false);
    container.append(moved);
    place();
    // On the screen in the frame after the next: a slow machine is given longer, or it would draw at every halt of the hand.
    requestAnimationFrame(() => requestAnimationFrame(measured));
  };
  const lower = (): void => {
    moved?.remove();
    moved = undefined;
    show(true);
  };
  /** The camera goes where the picture was moved to. */
  const settle = (): void => {
    clearTimeout(rest);
    if (from === undefined || !dragging) return;
    const [one, other] = [sigma.viewportToFramedGraph(from), sigma.viewportToFramedGraph(to)];
    const camera = sigma.getCamera();
    const { x, y } = camera.getState();
    from = to;
    dragging = false;
    sigma.once('afterRender', lower);
    camera.setState({ x: x + one.x - other.x, y: y + one.y - other.y });
    sigma.scheduleRender();
  };
  const at = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = container.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || event.button !== 0) return;
    from = at(event);
    to = from;
  };
  const move = (event: PointerEvent): void => {
    if (from === undefined || event.pointerType === 'touch') return;
    to = at(event);
    if (!dragging) {
      if (Math.hypot(to.x - from.x, to.y - from.y) < wander) return;
      dragging = true;
      begun = performance.now();
      sigma.once('afterRender', lift);
      sigma.scheduleRender();
    }
    place();
    // Not before the picture stands: there is nothing to settle yet.
    if (moved !== undefined) restart();
  };
  let clickEndsDrag = false;
  const up = (): void => {
    if (from === undefined) return;
    clickEndsDrag = dragging || moved !== undefined;
    settle();
    from = undefined;
  };
  const swallow = (event: MouseEvent): void => {
    const own = event.target instanceof Node && container.contains(event.target);
    if (own && (event.type !== 'click' || clickEndsDrag)) event.stopImmediatePropagation();
    if (event.type === 'click') clickEndsDrag = false;
  };
  container.addEventListener('pointerdown', down, true);
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  for (const type of ['mousedown', 'mousemove', 'click'] as const) addEventListener(type, swallow, true);
  return () => {
    clearTimeout(rest);
    container.removeEventListener('pointerdown', down, true);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    for (const type of ['mousedown', 'mousemove', 'click'] as const) removeEventListener(type, swallow, true);
  };
}
