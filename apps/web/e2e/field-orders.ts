import { type APIRequestContext, type Browser, expect } from '@playwright/test';

const app = '/api/v1/apps/after_sales';

interface Task {
  id: string;
  claimedBy: unknown;
  assignees: unknown[];
  actions: { id: string }[];
}

interface Found {
  id: string;
  [field: string]: unknown;
}

/** Somebody of the demo who works through the API alone. */
export async function signedIn(browser: Browser, login: string): Promise<APIRequestContext> {
  const context = await browser.newContext();
  const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  const answer = await context.request.post('/api/v1/session', { data: { login, password } });
  expect(answer.ok()).toBe(true);
  return context.request;
}

export async function found(api: APIRequestContext, form: string, filter: unknown): Promise<Found> {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), pageSize: '1' });
  const answer = await (await api.get(`${app}/forms/${form}/records?${query}`)).json();
  return answer.data[0] as Found;
}

/** Orders of one device that wait to be given to somebody, after intake and grading. */
export async function fileOrders(
  browser: Browser,
  serial: string,
  count: number,
  word: string,
): Promise<string[]> {
  const agent = await signedIn(browser, 'agent1');
  const dispatcher = await signedIn(browser, 'dispatcher1');
  const device = await found(agent, 'device', { '==': [{ var: 'serial' }, serial] });
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const created = await agent.post(`${app}/forms/work_order/records`, {
      data: {
        subject: `${word}${index + 1}`,
        type: 'repair',
        channel: 'phone',
        customer: (device.customer as Found).id,
        device: device.id,
        fault_category: 'cooling',
        severity: 'medium',
        service_mode: 'onsite',
        reporter_name: '陈经理',
        reporter_phone: '13800001234',
      },
    });
    expect(created.status(), await created.text()).toBe(201);
    const { id } = (await created.json()).data as Found;
    ids.push(id);
    await act(agent, id, 'accept');
    await act(dispatcher, id, 'graded');
  }
  return ids;
}

/** Orders that one engineer has to accept, one every ten minutes from now, each through intake, grading and dispatch. */
export async function assignOrders(
  browser: Browser,
  engineer: string,
  count: number,
  word: string,
): Promise<string[]> {
  const dispatcher = await signedIn(browser, 'dispatcher1');
  const who = await found(dispatcher, 'engineer', { '==': [{ var: 'name' }, engineer] });
  // In warranty: what is charged is quoted first.
  const ids = await fileOrders(browser, 'HK748268', count, word);
  for (const [index, id] of ids.entries()) {
    const start = new Date(Date.now() + index * 600_000).toISOString();
    await act(dispatcher, id, 'assign', { engineer: who.id, planned_start: start });
  }
  return ids;
}

export async function act(
  api: APIRequestContext,
  record: string,
  action: string,
  values: Record<string, unknown> = {},
): Promise<void> {
  const query = new URLSearchParams({ status: 'open', app: 'after_sales', form: 'work_order', record });
  const look = async () => (await (await api.get(`/api/v1/tasks?${query}`)).json()).data as Task[];
  let task: Task | undefined;
  // Flows begin and go on behind the answer.
  await expect
    .poll(async () => {
      task = (await look()).find(({ actions }) => actions.some(({ id }) => id === action));
      return task !== undefined;
    })
    .toBe(true);
  if (!task) return;
  if (task.assignees.length > 1 && task.claimedBy === null) await api.post(`/api/v1/tasks/${task.id}/claim`);
  const answer = await api.post(`/api/v1/tasks/${task.id}/actions`, { data: { action, values } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

export async function readOrder(api: APIRequestContext, id: string): Promise<Record<string, unknown>> {
  return (await (await api.get(`${app}/forms/work_order/records/${id}`)).json()).data;
}
