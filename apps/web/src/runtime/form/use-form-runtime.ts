import { acceptForm, type FormContext, issuesOf, type Narrowing, type Values } from '@fieldwork/form-engine';
import type { Form, Issue } from '@fieldwork/metadata';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type FieldErrors, type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { hasStatus } from '../../api/problem.js';
import { dropDraft, readDraft, writeDraft } from './draft.js';
import { FormStore } from './form-store.js';

export interface FormSource {
  form: Form;
  base: Values | null;
  /** What is already known of a new record. */
  given?: Values | undefined;
  narrowing?: Narrowing | undefined;
  /** Under this name what is typed outlives a reload. */
  draftKey?: string | undefined;
}

export interface FormRun {
  store: FormStore;
  inputs: UseFormReturn<Record<string, unknown>>;
  /** Sets a field; the rest of the form follows at once. */
  change: (field: string, value: unknown) => void;
  hasDraft: boolean;
  dropDraft: () => void;
  /** Checks, then hands on what is to be written. Answers the issues that stand in the way. */
  submit: (write: (values: Values) => Promise<void>) => Promise<readonly Issue[]>;
}

/** Runs a form: react-hook-form holds what is typed, the form engine decides everything else. */
export function useFormRuntime(source: FormSource): FormRun {
  const { form, base, given, narrowing, draftKey } = source;
  const { forms } = useAppScope();
  const contextOf = useExpressionContext();
  const [round, setRound] = useState(0);
  const { store, hasDraft } = useMemo(() => {
    const draft = draftKey === undefined ? null : readDraft(draftKey);
    const context: FormContext = { forms, context: contextOf(), ...(narrowing ? { narrowing } : {}) };
    return { store: new FormStore(form, base, { ...given, ...draft }, context), hasDraft: draft !== null };
  }, [form, base, given, narrowing, draftKey, forms, contextOf, round]);

  const inputs = useForm<Record<string, unknown>>({
    defaultValues: valuesOf(store),
    resolver: resolverOf(store),
    shouldFocusError: false,
  });
  const { reset } = inputs;
  const first = useRef(store);
  useEffect(() => {
    if (first.current !== store) reset(valuesOf(store));
    first.current = store;
  }, [store, reset]);
  useDraftKeeping(store, draftKey);

  const change = (field: string, value: unknown) => {
    inputs.setValue(field, value, { shouldDirty: true });
    store.change(field, value);
  };
  const submit = async (write: (values: Values) => Promise<void>): Promise<readonly Issue[]> => {
    let issues: readonly Issue[] = [];
    await inputs.handleSubmit(
      async (accepted) => {
        try {
          await write(accepted);
          if (draftKey !== undefined) dropDraft(draftKey);
        } catch (error) {
          if (!hasStatus(error, 422) || error.issues.length === 0) throw error;
          store.refuse(error.issues);
          issues = error.issues;
        }
      },
      () => {
        issues = allIssues(store);
      },
    )();
    return issues;
  };
  return {
    store,
    inputs,
    change,
    hasDraft,
    submit,
    dropDraft: () => {
      if (draftKey !== undefined) dropDraft(draftKey);
      setRound((before) => before + 1);
    },
  };
}

function valuesOf(store: FormStore): Record<string, unknown> {
  return Object.fromEntries(store.form.fields.map(({ id }) => [id, store.state.values[id] ?? null]));
}

/** All issues of the form as it stands, in the order of its fields. */
export function allIssues(store: FormStore): Issue[] {
  return store.form.fields.flatMap(({ id }) => {
    const look = store.lookOf(id);
    return look ? [...issuesOf(id, look.state), ...look.refused] : [];
  });
}

/** The engine's word on what was typed: what to write, or what is wrong where. */
function resolverOf(store: FormStore): Resolver<Record<string, unknown>> {
  return () => {
    const { state, form, base, context } = store;
    // What a task demands is looked at even where nobody touched it.
    const looked = new Set([...state.touched, ...(context.narrowing?.required ?? [])]);
    const typed = Object.fromEntries([...looked].map((id) => [id, state.values[id] ?? null]));
    const { accepted, issues } = acceptForm(form, base, typed, context);
    if (accepted === null) return { values: {}, errors: errorsOf(issues) };
    const changed = Object.keys(typed).filter((id) => base === null || Object.hasOwn(accepted, id));
    return { values: Object.fromEntries(changed.map((id) => [id, accepted[id] ?? null])), errors: {} };
  };
}

function errorsOf(issues: readonly Issue[]): FieldErrors<Record<string, unknown>> {
  return Object.fromEntries(
    issues.map(({ path, code, message }) => [
      String(path[0] ?? 'root'),
      { type: code, message: message['zh-CN'] },
    ]),
  );
}

/** Kept with every change: a reload, or a record that changes under the form, comes without warning. */
function useDraftKeeping(store: FormStore, draftKey: string | undefined): void {
  useEffect(() => {
    if (draftKey === undefined) return undefined;
    return store.subscribe(() => {
      const { touched, values } = store.state;
      if (touched.size > 0)
        writeDraft(draftKey, Object.fromEntries([...touched].map((id) => [id, values[id] ?? null])));
    });
  }, [store, draftKey]);
}
