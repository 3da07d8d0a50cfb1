import type { FastifyReply } from 'fastify';

/** Answers a route gave before, by the unchanging object of the engine that they tell of, with their text. */
export type KeptAnswers<Told extends object, Answer> = (reply: FastifyReply, told: Told, make: () => Answer) => Answer;

/** The same object is made an answer and turned into text by the route's schema once; afterwards the text is sent again. */
export function createKeptAnswers<Told extends object, Answer extends object>(): KeptAnswers<Told, Answer> {
  const kept = new WeakMap<Told, { readonly answer: Answer; readonly text: string }>();
  return (reply, told, make) => {
    const known = kept.get(told) ?? madeOf(reply, make());
    kept.set(told, known);
    reply.type('application/json; charset=utf-8').serializer(() => known.text);
    return known.answer;
  };
}

function madeOf<Answer extends object>(reply: FastifyReply, answer: Answer) {
  return { answer, text: String(reply.serializeInput(answer as Record<string, unknown>, '200')) };
}
