import { defaultParameters, type Parameters } from './parameters.ts';

export function parametersFor(shift: number | undefined): Parameters {
  return shift === undefined ? defaultParameters : defaultParameters;
}
