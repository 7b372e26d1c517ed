import type { FlowProgress, TaskActionBody, TaskData } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

export function useTasks(status: 'open' | 'done') {
  return useQuery({
    queryKey: ['tasks', 'list', status],
    queryFn: () => call<TaskData[]>('GET', '/tasks', { query: { status } }),
  });
}

export function useTaskCount() {
  return useQuery({
    queryKey: ['tasks', 'count'],
    queryFn: () => call<{ open: number }>('GET', '/tasks/count'),
    refetchInterval: 120_000,
  });
}

/** The caller's open tasks on one record. */
export function useRecordTasks(app: string, form: string, record: string) {
  return useQuery({
    queryKey: ['tasks', 'record', app, form, record],
    queryFn: () => call<TaskData[]>('GET', '/tasks', { query: { status: 'open', app, form, record } }),
  });
}

export function useFlowProgress(app: string, form: string, record: string, enabled: boolean) {
  return useQuery({
    queryKey: ['records', app, form, 'flow', record],
    queryFn: () => call<FlowProgress[]>('GET', `/apps/${app}/forms/${form}/records/${record}/flow`),
    enabled,
  });
}

/** One task with the actions that are open for its record now. */
export function useTask(id: string) {
  return useQuery({ queryKey: ['tasks', 'one', id], queryFn: () => call<TaskData>('GET', `/tasks/${id}`) });
}

/** Starts a flow that waits for a person to start it. */
export async function startFlow(app: string, flow: string, form: string, record: string): Promise<void> {
  await call('POST', `/apps/${app}/flows/${flow}/start`, { body: { record } });
  await queryClient.invalidateQueries({ queryKey: ['records', app, form] });
  await queryClient.invalidateQueries({ queryKey: ['tasks'] });
}

export async function actOnTask(task: TaskData, body: TaskActionBody, key: string): Promise<void> {
  await call('POST', `/tasks/${task.id}/actions`, { body, headers: { 'idempotency-key': key } });
  await tasksChanged(task);
}

export async function claimTask(task: TaskData): Promise<void> {
  await call('POST', `/tasks/${task.id}/claim`);
  await tasksChanged(task);
}

/** Gives a claimed task back to everybody it was meant for. */
export async function releaseTask(task: TaskData): Promise<void> {
  await call('POST', `/tasks/${task.id}/release`);
  await tasksChanged(task);
}

async function tasksChanged(task: TaskData): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['tasks'] }),
    queryClient.invalidateQueries({ queryKey: ['records', task.app, task.form] }),
  ]);
}
