import { featureRegistry } from '../features/index.ts';
import type { Home } from '../home.ts';
import { ExcavatorError } from '../kernel/errors.ts';
import { loadModel, type Model } from '../model/index.ts';
import { type ModelBook, type ModelPlace, modelBook, placeOf, shippedPlace } from '../registry/index.ts';

/** A model ready to score, and whether people made it champion. */
export interface Champion {
  readonly place: ModelPlace;
  readonly model: Model;
  /** False for the model that ships, as long as nobody promoted another one. */
  readonly promoted: boolean;
}

export function bookOf(home: Home): ModelBook {
  return modelBook(home.book);
}

/** Where the champion lies: what was promoted, or else the newest version that ships. @throws ExcavatorError model_changed */
export function championPlace(home: Home): ModelPlace & { readonly promoted: boolean } {
  const alias = bookOf(home).alias('champion');
  if (alias === undefined) return { ...shippedPlace(home.config.home), promoted: false };
  const place = placeOf(home.config.home, alias.model);
  if (place.sha256 !== alias.sha256) throw changed(place, alias.sha256);
  return { ...place, promoted: true };
}

/** The model that ranks. @throws ExcavatorError model_missing, model_damaged, model_changed, model_other_features */
export function champion(home: Home): Champion {
  const { promoted, ...place } = championPlace(home);
  return { place, promoted, model: loadPlace(place) };
}

/** A model by name: refused when damaged, renamed or made for other features; nothing else changes then. */
export function namedModel(home: Home, label: string): Omit<Champion, 'promoted'> {
  const place = placeOf(home.config.home, label);
  return { place, model: loadPlace(place) };
}

function loadPlace(place: ModelPlace): Model {
  const model = loadModel(
    place.folder,
    featureRegistry.map(({ name }) => name),
  );
  const found = `${model.name}/${model.version}`;
  if (found === place.label) return model;
  throw new ExcavatorError({
    code: 'model_damaged',
    kind: 'data',
    what: 'The model in this folder is another one.',
    where: place.folder,
    got: found,
    expected: place.label,
    advice: 'Put the folder back under its own name and version.',
  });
}

function changed(place: ModelPlace, expected: string): ExcavatorError {
  return new ExcavatorError({
    code: 'model_changed',
    kind: 'data',
    what: 'The champion is not the model that was promoted.',
    where: place.folder,
    got: `SHA-256 ${place.sha256}`,
    expected,
    advice:
      'Restore the folder from a copy, or go back to the champion before: `excavator rollback --why TEXT --as ACCOUNT`.',
  });
}
