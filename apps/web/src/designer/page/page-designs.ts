import type { PageOf, PageType } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import { TimelineDesigner } from '../board/timeline-designer.js';
import type { DraftStore } from '../document/draft-store.js';
import { IntakeDesigner } from '../intake/intake-designer.js';
import { OverviewDesigner } from '../intake/overview-designer.js';
import type { KindSeed } from '../kinds/kind-design.js';
import { LibraryDesigner } from '../library/library-designer.js';
import { PhoneDesigner } from '../phone/phone-designer.js';
import { PortalDesigner } from '../portal/portal-designer.js';
import { DashboardDesigner } from '../report/dashboard-designer.js';

export interface PageDesignerProps {
  store: DraftStore<'page'>;
  reload: () => void;
}

/** A type of pages in the designer. */
interface PageDesign<T extends PageType> {
  Designer: ComponentType<PageDesignerProps>;
  begin: (seed: Omit<KindSeed, 'variant'>) => PageOf<T>;
}

export const pageDesigns: { [T in PageType]: PageDesign<T> } = {
  dashboard: {
    Designer: DashboardDesigner,
    begin: ({ id, label }) => ({ kind: 'page', schema: 1, id, label, type: 'dashboard', items: [] }),
  },
  timeline: {
    Designer: TimelineDesigner,
    begin: ({ id, label, form }) => ({
      kind: 'page',
      schema: 1,
      id,
      label,
      type: 'timeline',
      resources: { form },
      // Which fields hold who and when has to be chosen: the designer shows what is missing.
      records: { form, resource: 'person', start: 'start', minutes: 60, title: 'created_at' },
      unassigned: { filter: true },
      hours: { from: '08:00', to: '18:00' },
    }),
  },
  overview: {
    Designer: OverviewDesigner,
    begin: (seed) => ({ kind: 'page', schema: 1, ...seed, type: 'overview', fields: [], lists: [] }),
  },
  intake: {
    Designer: IntakeDesigner,
    begin: (seed) => ({
      kind: 'page',
      schema: 1,
      ...seed,
      type: 'intake',
      search: [{ id: 'search', form: seed.form, fields: ['id'], fill: [] }],
    }),
  },
  field: {
    Designer: PhoneDesigner,
    begin: ({ id, label, form }) => ({
      kind: 'page',
      schema: 1,
      id,
      label,
      type: 'field',
      // Whose work it is and when it is planned has to be chosen: the designer shows what is missing.
      work: { form, filter: true, from: 'start', before: 7, after: 7 },
      follow: [],
      steps: [],
    }),
  },
  library: {
    Designer: LibraryDesigner,
    begin: ({ label, ...seed }) => ({
      kind: 'page',
      schema: 1,
      ...seed,
      label,
      type: 'library',
      brand: { name: label },
      // Nothing is public before somebody has said what.
      filter: false,
      shown: [{ field: 'field' }],
    }),
  },
  portal: {
    Designer: PortalDesigner,
    begin: ({ label, ...seed }) => ({
      kind: 'page',
      schema: 1,
      ...seed,
      label,
      type: 'portal',
      brand: { name: label },
      days: 30,
      shown: [],
    }),
  },
};
