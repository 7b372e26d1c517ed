import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, request } from './client.js';

export interface Member {
  id: string;
  name: string;
  department: string | null;
}
export interface Department {
  id: string;
  name: string;
  parentId: string | null;
  headId: string | null;
  position: number;
}
export interface User {
  id: string;
  login: string;
  name: string;
  email: string | null;
  phone: string | null;
  status: 'active' | 'disabled';
  departmentId: string | null;
  isAdministrator: boolean;
  isBuilder: boolean;
  lastLoginAt: string | null;
}
export type UserValues = Partial<Omit<User, 'id' | 'lastLoginAt'>> & { password?: string };
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}
export interface AppMember {
  userId: string;
  name: string;
  login: string;
  roles: string[];
}

/** Colleagues to pick from. */
export function useMembers(search: string, enabled = true) {
  return useQuery({
    queryKey: ['members', search],
    queryFn: () => call<Member[]>('GET', '/users', { query: { search, pageSize: 50 } }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    queryFn: () => call<Department[]>('GET', '/departments'),
    staleTime: 60_000,
  });
}

/** All users with everything; for administrators. */
export function useUsers(search: string, page: number) {
  return useQuery({
    queryKey: ['users', search, page],
    queryFn: () =>
      request<User[], { total: number }>('GET', '/users', {
        query: { search, page, pageSize: 50, detail: 'all' },
      }),
    placeholderData: keepPreviousData,
  });
}

export const createUser = (values: UserValues) => call<User>('POST', '/users', { body: values });
export const updateUser = (id: string, values: UserValues) =>
  call<User>('PATCH', `/users/${id}`, { body: values });
export const setUserPassword = (id: string, password: string) =>
  call('PUT', `/users/${id}/password`, { body: { password } });

export const createDepartment = (values: Pick<Department, 'name' | 'parentId' | 'headId'>) =>
  call<Department>('POST', '/departments', { body: values });
export const updateDepartment = (id: string, values: Partial<Omit<Department, 'id'>>) =>
  call<Department>('PATCH', `/departments/${id}`, { body: values });
export const deleteDepartment = (id: string) => call('DELETE', `/departments/${id}`);

export function useApiKeys() {
  return useQuery({ queryKey: ['api-keys'], queryFn: () => call<ApiKey[]>('GET', '/api-keys') });
}
export const createApiKey = (values: { name: string; scopes: string[] }) =>
  call<ApiKey & { key: string }>('POST', '/api-keys', { body: values });
export const deleteApiKey = (id: string) => call('DELETE', `/api-keys/${id}`);

export function useAppMembers(app: string) {
  return useQuery({
    queryKey: ['app-members', app],
    queryFn: () => call<AppMember[]>('GET', `/apps/${app}/members`),
  });
}
export const setAppRoles = (app: string, user: string, roles: string[]) =>
  call('PUT', `/apps/${app}/members/${user}`, { body: { roles } });
