import type { ReactNode } from 'react';

/** A name above whatever is entered below it, in dialogs. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div style={{ display: 'grid', gap: 4, marginBottom: 12 }}>
      <span>{label}</span>
      {children}
    </div>
  );
}
