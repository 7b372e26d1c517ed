import { DAY, ref } from './clock.mjs';

/** The orders, each that was solved with an article naming it: one of its line and fault that stood there by then. */
export function withArticles(orders, articles, random) {
  return orders.map((order) => {
    const { fault_category: fault } = order.values;
    const known = articles.filter(
      ({ created, values }) =>
        values.state === 'published' &&
        values.fault_category === fault &&
        values.product_lines.includes(order.request.device.line) &&
        created * DAY < order.reported,
    );
    const wasRedone = order.steps.some(({ action }) => action === 'failed');
    const isUsed = random.chance(wasRedone ? 0.3 : 0.6);
    const solved = order.steps.find(({ action }) => action === 'finish' || action === 'solved');
    if (!fault || known.length === 0 || !isUsed || !solved) return order;
    const article = ref('knowledge_article', random.pick(known).id);
    const steps = order.steps.map((step) =>
      step === solved ? { ...step, values: { ...step.values, article } } : step,
    );
    return { ...order, steps };
  });
}

/** The articles, each with how many orders were solved with it. */
export function withSolved(articles, orders) {
  const used = orders.flatMap(({ steps }) => steps.map(({ values }) => values?.article?.$ref));
  return articles.map((article) => {
    const count = used.filter((one) => one === `knowledge_article/${article.id}`).length;
    return count === 0 ? article : { ...article, values: { ...article.values, solved_count: count } };
  });
}
