export { slipDigit } from './identity.ts';
export { misspell, strayName } from './names.ts';
export { makePhones, type Phones } from './phones.ts';
export { groupNames, makePopulation, type Population, roles } from './population.ts';
export { makeSocial, type Social } from './social.ts';
export { makeVehicles, type Vehicles, type VehicleType } from './vehicles.ts';
