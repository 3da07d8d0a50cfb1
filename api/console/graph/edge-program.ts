import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

const vertex = /* glsl */ `
attribute vec2 a_at;
attribute vec2 a_normal;
attribute float a_along;
attribute vec2 a_dash;
attribute vec4 a_color;
uniform mat3 u_matrix;
uniform float u_pixels;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_minThickness;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_pixels;
const float bias = 255.0 / 254.0;
void main() {
  float thick = length(a_normal);
  vec2 unit = thick > 0.0 ? a_normal / thick : vec2(0.0);
  float wide = max(thick, u_minThickness * u_sizeRatio) * u_correctionRatio / u_sizeRatio;
  gl_Position = vec4((u_matrix * vec3(a_at + unit * wide, 1)).xy, 0, 1);
  v_pixels = a_along * u_pixels;
  v_dash = a_dash;
  float alpha = a_color.a * bias;
  v_color = vec4(a_color.rgb * alpha, alpha);
}`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_pixels;
void main() {
  if (v_dash.x > 0.5 && mod(v_pixels, v_dash.x) > v_dash.y) discard;
  gl_FragColor = v_color;
}`;

const uniforms = ['u_matrix', 'u_pixels', 'u_sizeRatio', 'u_correctionRatio', 'u_minThickness'] as const;

/** The corners of the two triangles: at the end or the start of the contact, on which side of it. */
const corners: readonly (readonly [end: 0 | 1, side: 1 | -1])[] = [
  [0, 1],
  [0, -1],
  [1, 1],
  [1, 1],
  [0, -1],
  [1, -1],
];

export interface DashedEdge {
  /** Pixels from dash to dash; 0 is solid. */
  readonly period: number;
  readonly on: number;
}

/**
 * Contacts as lines whose dash tells the channel: WebGL, two triangles a contact. Every corner stands in the buffer, which
 * draws faster than instances where there is no graphics card. Contacts are not picked, so there is no picking variant.
 */
export class DashProgram extends EdgeProgram<(typeof uniforms)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: corners.length,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_at', size: 2, type: FLOAT },
        { name: 'a_normal', size: 2, type: FLOAT },
        { name: 'a_along', size: 1, type: FLOAT },
        { name: 'a_dash', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  processVisibleItem(
    _edgeIndex: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData & Partial<DashedEdge>,
  ): void {
    const { array } = this;
    const dx = target.x - source.x;
    const dy = target.y - source.y;
    const length = Math.hypot(dx, dy);
    const thick = length === 0 ? 0 : (data.size || 1) / length;
    const colour = floatColor(data.color);
    let at = start;
    for (const [end, side] of corners) {
      array[at++] = end === 0 ? source.x : target.x;
      array[at++] = end === 0 ? source.y : target.y;
      array[at++] = -dy * thick * side;
      array[at++] = dx * thick * side;
      array[at++] = end * length;
      array[at++] = data.period ?? 0;
      array[at++] = data.on ?? 0;
      array[at++] = colour;
    }
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const { matrix, width, height } = params;
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, matrix);
    // Pixels a unit of the drawing: the same in every direction.
    const pixels = Math.hypot(((matrix[0] ?? 0) * width) / 2, ((matrix[1] ?? 0) * height) / 2);
    gl.uniform1f(uniformLocations.u_pixels ?? null, pixels);
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio ?? null, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_minThickness ?? null, params.minEdgeThickness);
  }
}
