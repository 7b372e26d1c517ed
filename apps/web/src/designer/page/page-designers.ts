import type { PageType } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import { TimelineDesigner } from '../board/timeline-designer.js';
import type { DraftStore } from '../document/draft-store.js';
import { DashboardDesigner } from '../report/dashboard-designer.js';

export interface PageDesignerProps {
  store: DraftStore<'page'>;
  reload: () => void;
}

/** How each type of page is designed. */
export const pageDesigners: Record<PageType, ComponentType<PageDesignerProps>> = {
  dashboard: DashboardDesigner,
  timeline: TimelineDesigner,
};
