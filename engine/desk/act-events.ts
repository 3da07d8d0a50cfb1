import type { Row } from '../audit/index.ts';
import { eventId, type NewEvent } from '../push/index.ts';
import type { Promotion } from '../registry/index.ts';
import type { Disclosure } from '../vault/index.ts';

/**
 * What is told when a second person has granted a disclosure: which lead, under which case, until when; neither whose
 * identity it is nor who reads it. A row written again, because somebody read, tells nothing new.
 */
export function eventOfDisclosure(written: Row, at: number): NewEvent | undefined {
  const { id, lead, case_id, unit, state, granted_until } = written as unknown as Disclosure;
  if (state !== 'granted') return undefined;
  return {
    id: eventId('disclosure.granted', id),
    type: 'disclosure.granted',
    at,
    subject: id,
    unit,
    role: null,
    area: null,
    data: {
      disclosure: id,
      lead,
      case: case_id,
      unit,
      granted_until,
      note: {
        en: 'The identity is read by whoever asked for it, through the service, until the grant ends.',
        zh: '身份仅由申请人通过本服务查看，授权到期即封存。',
      },
    },
  };
}

/** What is told when the champion moves, forward by two people or back by one: it is no unit's, so every unit hears it. */
export function eventOfPromotion(written: Row, at: number): NewEvent | undefined {
  const { sequence, move, model, sha256, replaces } = written as unknown as Promotion;
  if (move === 'promote' && written.approved_by === null) return undefined;
  return {
    id: eventId('model.promoted', sequence),
    type: 'model.promoted',
    at,
    subject: `model:${model}`,
    unit: null,
    role: null,
    area: null,
    data: {
      model,
      sha256,
      replaces,
      move,
      note: {
        en: 'It ranks from the next run on; leads keep the model they name.',
        zh: '自下次运行起用于排名；已有线索仍属其所注明的模型。',
      },
    },
  };
}
