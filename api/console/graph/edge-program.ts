import { EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

const vertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_dash;
attribute float a_along;
attribute float a_side;
uniform mat3 u_matrix;
uniform vec2 u_viewport;
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
  vec2 at = mix(a_start, a_end, a_along) + unit * a_side * wide;
  gl_Position = vec4((u_matrix * vec3(at, 1)).xy, 0, 1);
  vec2 from = (u_matrix * vec3(a_start, 1)).xy;
  vec2 to = (u_matrix * vec3(a_end, 1)).xy;
  v_pixels = a_along * length((to - from) * u_viewport * 0.5);
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_pixels;
void main() {
  #ifndef PICKING_MODE
  if (v_dash.x > 0.5 && mod(v_pixels, v_dash.x) > v_dash.y) discard;
  #endif
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a);
  #endif
}`;

const uniforms = ['u_matrix', 'u_viewport', 'u_sizeRatio', 'u_correctionRatio', 'u_minThickness'] as const;

export interface DashedEdge {
  /** Pixels from dash to dash; 0 is solid. */
  readonly period: number;
  readonly on: number;
}

/** Contacts as lines whose dash tells the channel: WebGL, two triangles a contact. */
export class DashProgram extends EdgeProgram<(typeof uniforms)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_start', size: 2, type: FLOAT },
        { name: 'a_end', size: 2, type: FLOAT },
        { name: 'a_normal', size: 2, type: FLOAT },
        { name: 'a_dash', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [
        { name: 'a_along', size: 1, type: FLOAT },
        { name: 'a_side', size: 1, type: FLOAT },
      ],
      CONSTANT_DATA: [
        [0, 1],
        [0, -1],
        [1, 1],
        [1, 1],
        [0, -1],
        [1, -1],
      ],
    };
  }

  processVisibleItem(
    edgeIndex: number,
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
    array[start] = source.x;
    array[start + 1] = source.y;
    array[start + 2] = target.x;
    array[start + 3] = target.y;
    array[start + 4] = -dy * thick;
    array[start + 5] = dx * thick;
    array[start + 6] = data.period ?? 0;
    array[start + 7] = data.on ?? 0;
    array[start + 8] = floatColor(data.color);
    array[start + 9] = edgeIndex;
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, params.matrix);
    gl.uniform2f(uniformLocations.u_viewport ?? null, params.width, params.height);
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio ?? null, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_minThickness ?? null, params.minEdgeThickness);
  }
}
