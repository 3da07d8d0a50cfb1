import Graph from 'graphology';
import Sigma from 'sigma';
import { drawDiscNodeLabel, type NodeLabelDrawingFunction } from 'sigma/rendering';
import { channelStyle } from './channel-style.ts';
import { DashProgram } from './edge-program.ts';
import { drawLetters } from './letters.ts';
import { ShapeProgram } from './node-program.ts';
import { panByPicture } from './pan.ts';
import { hideEmptyLayers, pictureOf } from './picture.ts';
import { type ChartColours, themeColours } from './theme-colours.ts';
import type { ChartEdge, ChartNode, Positions } from './types.ts';

export interface ChartOptions {
  readonly letters: Readonly<Record<'user' | 'retailer' | 'supplier', string>>;
  readonly select: (id: string | undefined) => void;
  readonly open: (id: string) => void;
}

export interface Chart {
  show(nodes: readonly ChartNode[], edges: readonly ChartEdge[], positions: Positions): void;
  choose(id: string | undefined): void;
  fit(): void;
  /** The drawing as it is on the screen. */
  picture(): HTMLCanvasElement;
  /** Takes the colours of the theme anew. */
  recolour(): void;
  kill(): void;
}

const shapes = { other: 0, user: 1, supplier: 2, retailer: 3 } as const;
const ring = 4;
const manyEdges = 4000;

/** The one place that knows sigma and graphology: the page speaks of people and contacts. */
export function createChart(container: HTMLElement, { letters, select, open }: ChartOptions): Chart {
  const graph = new Graph({ type: 'undirected', multi: false });
  let colours = themeColours(container);
  let chosen: string | undefined;
  const sigma = new Sigma(graph, container, {
    defaultNodeType: 'person',
    defaultEdgeType: 'contact',
    nodeProgramClasses: { person: ShapeProgram },
    edgeProgramClasses: { contact: DashProgram },
    labelDensity: 0.6,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 6,
    labelFont: 'ui-monospace, Menlo, Consolas, monospace',
    labelSize: 11,
    labelColor: { attribute: 'labelColour' },
    zIndex: true,
    minEdgeThickness: 1,
    // Wide enough for the name of whoever stands at the edge.
    stagePadding: 76,
    defaultDrawNodeHover: () => undefined,
    defaultDrawNodeLabel: (pen, data, settings) => {
      halo(pen, data, settings, colours.sheet);
      drawDiscNodeLabel(pen, data, settings);
    },
    doubleClickZoomingDuration: 0,
    nodeReducer: (id, data) =>
      id === chosen ? { ...data, color: colours.accent, highlighted: false, forceLabel: true, zIndex: 2 } : data,
    edgeReducer: (edge, data) =>
      graph.hasExtremity(edge, chosen ?? '') ? { ...data, zIndex: 1, size: data.size + 1 } : data,
  });
  const layer = drawLetters(sigma, container, letters, () => colours.sheet);
  hideEmptyLayers(sigma);
  const taken = (): HTMLCanvasElement => pictureOf(sigma, colours.sheet, layer.canvas);
  const endPan = panByPicture(sigma, container, taken, () => graph.size > manyEdges);
  sigma.on('clickNode', ({ node }) => select(node));
  sigma.on('clickStage', () => select(undefined));
  sigma.on('doubleClickNode', (event) => {
    event.preventSigmaDefault();
    open(event.node);
  });
  // The legend grows and the pane with it: sigma itself watches the window only.
  const watcher = new ResizeObserver(() => {
    sigma.resize();
    sigma.refresh({ skipIndexation: true });
  });
  watcher.observe(container);
  let shown: readonly [readonly ChartNode[], readonly ChartEdge[], Positions] = [[], [], new Map()];
  const show: Chart['show'] = (nodes, edges, positions) => {
    shown = [nodes, edges, positions];
    graph.clear();
    fill(graph, nodes, edges, positions, colours);
    // Many contacts are left out while sigma moves the drawing (wheel, touch); all is there again when it stands still.
    const many = edges.length > manyEdges;
    sigma.setSetting('hideEdgesOnMove', many);
    sigma.setSetting('hideLabelsOnMove', many);
    sigma.refresh();
  };
  return {
    show,
    choose: (id) => {
      chosen = id;
      sigma.refresh({ skipIndexation: true });
    },
    fit: () => void sigma.getCamera().animatedReset({ duration: 0 }),
    picture: () => {
      sigma.refresh();
      return taken();
    },
    recolour: () => {
      colours = themeColours(container);
      show(...shown);
    },
    kill: () => {
      watcher.disconnect();
      endPan();
      layer.end();
      sigma.kill();
    },
  };
}

type LabelOf = Parameters<NodeLabelDrawingFunction>;

/** Behind the name, so that contacts do not run through its letters. */
function halo(
  pen: LabelOf[0],
  { label, x, y, size }: LabelOf[1],
  { labelSize, labelFont, labelWeight }: LabelOf[2],
  colour: string,
): void {
  if (!label) return;
  pen.font = `${labelWeight} ${labelSize}px ${labelFont}`;
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = colour;
  pen.strokeText(label, x + size + 3, y + labelSize / 3);
}

function fill(
  graph: Graph,
  nodes: readonly ChartNode[],
  edges: readonly ChartEdge[],
  positions: Positions,
  colours: ChartColours,
): void {
  for (const { id, role, established, degree, community } of nodes) {
    const { x, y } = positions.get(id) ?? { x: 0, y: 0 };
    graph.addNode(id, {
      x,
      y,
      role: role ?? established,
      size: 7 + 2.2 * Math.sqrt(degree) + (established === null ? 0 : 2),
      shape: shapes[role ?? established ?? 'other'] + (established === null ? 0 : ring),
      color: community === undefined ? colours.soft : (colours.channels[1 + (community % 7)] ?? colours.soft),
      label: id.slice(0, 8),
      labelColour: colours.ink,
    });
  }
  for (const { id, a, b, weight, tested, channel } of edges) {
    const { colour, period, on } = channelStyle(channel);
    graph.addEdgeWithKey(id, a, b, {
      size: Math.min(6, 1 + Math.log1p(weight)),
      color: tested ? colours.channels[colour] : `${colours.channels[colour]}99`,
      period,
      on,
      zIndex: 0,
    });
  }
}
