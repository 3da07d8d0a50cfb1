import { NodeProgram, type ProgramInfo } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

const vertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 off = size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + off, 1)).xy, 0, 1);
  v_at = off;
  v_radius = size / 2.0;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

/** Shape 0 dot, 1 circle, 2 square, 3 diamond; +4 with the ring of an established case. All fit the same circle. */
const fragment = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;
const vec4 transparent = vec4(0.0, 0.0, 0.0, 0.0);
void main() {
  float shape = v_shape > 3.5 ? v_shape - 4.0 : v_shape;
  vec2 at = abs(v_at) / v_radius;
  float far = length(at);
  float soft = u_correctionRatio * 2.0 / v_radius;
  float edge;
  if (shape < 0.5) edge = far - 0.4;
  else if (shape < 1.5) edge = far - 0.72;
  else if (shape < 2.5) edge = max(at.x, at.y) - 0.6;
  else edge = (at.x + at.y) * 0.8 - 0.64;
  float ring = v_shape > 3.5 ? abs(far - 0.91) - 0.07 : 1.0;
  float inside = min(edge, ring);
  #ifdef PICKING_MODE
  if (far > 1.0) gl_FragColor = transparent;
  else gl_FragColor = v_color;
  #else
  gl_FragColor = mix(v_color, transparent, smoothstep(-soft, 0.0, inside));
  #endif
}`;

const uniforms = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix'] as const;

export interface ShapedNode {
  readonly shape: number;
}

/** Corners of the triangle that a person is drawn in. */
const angles: readonly number[] = [0, (2 * Math.PI) / 3, (4 * Math.PI) / 3];

/** People by shape: WebGL, one triangle a person, every corner in the buffer (see `edge-program.ts`). */
export class ShapeProgram extends NodeProgram<(typeof uniforms)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: angles.length,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: TRIANGLES,
      UNIFORMS: uniforms,
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_shape', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_angle', size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData & Partial<ShapedNode>): void {
    const { array } = this;
    const colour = floatColor(data.color);
    let at = start;
    for (const angle of angles) {
      array[at++] = data.x;
      array[at++] = data.y;
      array[at++] = data.size;
      array[at++] = data.shape ?? 0;
      array[at++] = colour;
      array[at++] = nodeIndex;
      array[at++] = angle;
    }
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations.u_sizeRatio ?? null, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio ?? null, correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix ?? null, false, matrix);
  }
}
