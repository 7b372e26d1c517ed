import { at, DAY, ref } from './clock.mjs';
import { comments } from './other-cases.mjs';

/** A survey for each closed order; two of three customers answer, the pleased ones a little more often. */
export function surveyRecords(orders, random) {
  return orders
    .filter(({ status }) => status === 'closed')
    .map((order, index) => {
      const { request, engineer, ended } = order;
      const answer = answerOf(order, random);
      const answered = ended + Math.round(random.around(600, 1));
      const isAnswered = answer !== null && answered < -30;
      const state = isAnswered ? 'answered' : ended < -14 * DAY ? 'expired' : 'sent';
      return {
        id: `s${String(index + 1).padStart(4, '0')}`,
        at: at(ended),
        values: {
          work_order: ref('work_order', order.id),
          customer: ref('customer', request.customer.id),
          ...(engineer ? { engineer: ref('engineer', engineer.id) } : {}),
          status: state,
          sent_at: at(ended),
          ...(isAnswered ? { ...answer, answered_at: at(answered) } : {}),
        },
      };
    });
}

function answerOf({ rating }, random) {
  const seen = rating ?? 5;
  if (!random.chance(seen >= 4 ? 0.68 : 0.55)) return null;
  const weights =
    seen >= 5
      ? { 5: 74, 4: 22, 3: 4 }
      : seen === 4
        ? { 5: 30, 4: 50, 3: 16, 2: 4 }
        : { 4: 14, 3: 40, 2: 28, 1: 18 };
  const csat = Number(random.weighted(weights));
  const nps = Math.max(0, Math.min(10, csat * 2 + random.between(-1, csat >= 4 ? 1 : 0)));
  const comment = random.pick(comments[csat]);
  return { csat, nps, ...(comment ? { comment } : {}) };
}

const DAYS = 180;

/** Engineers with the rating that the rules would have kept: the marks of surveys and on site in 180 days. */
export function withRatings(engineers, orders, surveys) {
  const isLate = ({ $at }) => $at[0] > -DAYS;
  const marks = new Map();
  const add = (engineer, mark) => marks.set(engineer, [...(marks.get(engineer) ?? []), mark]);
  for (const { values } of surveys)
    if (values.engineer && values.csat && isLate(values.answered_at)) add(values.engineer.$ref, values.csat);
  for (const order of orders)
    if (order.engineer && order.rating && order.ended > -DAYS * DAY)
      add(`engineer/${order.engineer.id}`, order.rating);
  return engineers.map((engineer) => {
    const own = marks.get(`engineer/${engineer.id}`) ?? [];
    if (own.length < 3) return engineer;
    const mean = own.reduce((sum, mark) => sum + mark, 0) / own.length;
    return { ...engineer, values: { ...engineer.values, rating: mean.toFixed(1) } };
  });
}
