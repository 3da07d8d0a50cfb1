import { Type } from 'typebox';

/** Said in every answer that carries a score (oversight rule 10). */
export const leadNotice =
  'A lead is not evidence. A score says where a person might look next and may rest on innocent contact: verify it from the records, and take no measure against anybody on the score alone.';

/** The fields every scored answer ends with. */
export const noticeFields = Object.freeze({
  notice: Type.Literal(leadNotice, { description: 'fixed sentence: show it wherever a score is shown' }),
  notices: Type.Array(Type.String(), {
    description: 'what could not be computed, and what holds for the data behind this answer; show them too',
  }),
});
