import { Skeleton } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type CreateRequest, InlineCreate } from '../../widgets/inline-create.js';

const Dialog = lazy(async () => ({
  default: (await import('./inline-create-dialog.js')).InlineCreateDialog,
}));

/** Lets pickers below make the record they miss without leaving the form. */
export function InlineCreateProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<CreateRequest | null>(null);
  return (
    <InlineCreate value={setRequest}>
      {children}
      {request && (
        <Suspense fallback={<Skeleton active />}>
          <Dialog request={request} onClose={() => setRequest(null)} />
        </Suspense>
      )}
    </InlineCreate>
  );
}
