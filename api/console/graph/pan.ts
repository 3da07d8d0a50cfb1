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
 * @param slow whether a drag may not wait for a drawing of its own: the picture is then taken with every drawing
 */
export function panByPicture(
  sigma: Sigma,
  container: HTMLElement,
  picture: () => HTMLCanvasElement,
  slow: () => boolean,
): () => void {
  let ready: HTMLCanvasElement | undefined;
  let ended = false;
  let from: { x: number; y: number } | undefined;
  let to = { x: 0, y: 0 };
  /** How far the picture had been moved when the camera followed it. */
  let shift = { x: 0, y: 0 };
  let moved: HTMLCanvasElement | undefined;
  let dragging = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let restMs = restLeastMs;
  const place = (): void => {
    if (moved !== undefined && from !== undefined)
      moved.style.transform = `translate(${shift.x + to.x - from.x}px, ${shift.y + to.y - from.y}px)`;
  };
  // Each layer that is put on the screen costs a frame its time, also one that stands still under the picture.
  const show = (visible: boolean): void => {
    for (const layer of container.querySelectorAll('canvas')) layer.style.visibility = visible ? '' : 'hidden';
  };
  const restart = (): void => {
    clearTimeout(rest);
    // Not before the picture stands: there is nothing to settle yet.
    if (dragging && moved !== undefined) rest = setTimeout(settle, restMs);
  };
  const lift = (taken: HTMLCanvasElement): void => {
    if (moved !== undefined) return;
    moved = taken;
    shift = { x: 0, y: 0 };
    moved.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;will-change:transform;pointer-events:none';
    show(false);
    container.append(moved);
    place();
    restart();
  };
  const lower = (): void => {
    moved?.remove();
    moved = undefined;
    show(true);
  };
  /** While the wheel turns contacts are left out: no picture of that. */
  const stands = (): boolean => !sigma.getCamera().isAnimated() && sigma.getMouseCaptor().currentWheelDirection === 0;
  const drawn = (): void => {
    if (moved !== undefined) lower();
    ready = slow() && stands() ? picture() : undefined;
    if (dragging) lift(ready ?? picture());
    const begun = performance.now();
    whenDrawn(sigma, () => {
      restMs = Math.max(restLeastMs, restTimes * (performance.now() - begun));
      if (!ended) restart();
    });
  };
  /** The camera goes where the picture was moved to. */
  const settle = (): void => {
    clearTimeout(rest);
    if (from === undefined || !dragging) return;
    const [one, other] = [sigma.viewportToFramedGraph(from), sigma.viewportToFramedGraph(to)];
    const camera = sigma.getCamera();
    const { x, y } = camera.getState();
    shift = { x: shift.x + to.x - from.x, y: shift.y + to.y - from.y };
    from = to;
    dragging = false;
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
      if (ready === undefined) sigma.scheduleRender();
      else lift(ready);
    }
    place();
    restart();
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
  sigma.on('afterRender', drawn);
  container.addEventListener('pointerdown', down, true);
  addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  for (const type of ['mousedown', 'mousemove', 'click'] as const) addEventListener(type, swallow, true);
  return () => {
    ended = true;
    clearTimeout(rest);
    sigma.off('afterRender', drawn);
    container.removeEventListener('pointerdown', down, true);
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    for (const type of ['mousedown', 'mousemove', 'click'] as const) removeEventListener(type, swallow, true);
  };
}

/** When the contacts are on the screen: WebGL only takes orders, and without a graphics card they take it a second. */
function whenDrawn(sigma: Sigma, then: () => void): void {
  const gl = sigma.getCanvases().edges?.getContext('webgl2') ?? null;
  const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
  if (gl === null || fence === null) return void requestAnimationFrame(() => requestAnimationFrame(then));
  gl.flush();
  const look = (): void => {
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED && !gl.isContextLost()) {
      requestAnimationFrame(look);
      return;
    }
    gl.deleteSync(fence);
    then();
  };
  requestAnimationFrame(look);
}
