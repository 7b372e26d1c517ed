import { z } from 'zod';
import { type ExpressionJson, expressionSchema } from '../expression-schema.js';
import { identifierSchema } from '../identifier.js';
import { type Text, textSchema } from '../text.js';

/** Where a field stands; `span` of 24 columns. */
export interface FieldPlace {
  kind: 'field';
  field: string;
  span?: number;
}
export interface Section {
  kind: 'section';
  id: string;
  label: Text;
  visible?: ExpressionJson;
  collapsed?: boolean;
  children: FieldPlace[];
}
export interface Tabs {
  kind: 'tabs';
  id: string;
  tabs: { id: string; label: Text; visible?: ExpressionJson; children: (FieldPlace | Section)[] }[];
}
export type LayoutNode = FieldPlace | Section | Tabs;
export type Layout = LayoutNode[];

const fieldPlaceSchema = z.strictObject({
  kind: z.literal('field'),
  field: identifierSchema,
  span: z.int().min(4).max(24).optional(),
});
const sectionSchema = z.strictObject({
  kind: z.literal('section'),
  id: identifierSchema,
  label: textSchema,
  visible: expressionSchema.optional(),
  collapsed: z.boolean().optional(),
  children: z.array(fieldPlaceSchema).max(200),
});
const tabsSchema = z.strictObject({
  kind: z.literal('tabs'),
  id: identifierSchema,
  tabs: z
    .array(
      z.strictObject({
        id: identifierSchema,
        label: textSchema,
        visible: expressionSchema.optional(),
        children: z.array(z.discriminatedUnion('kind', [fieldPlaceSchema, sectionSchema])).max(200),
      }),
    )
    .min(1)
    .max(20),
});
export const layoutSchema: z.ZodType<Layout> = z
  .array(z.discriminatedUnion('kind', [fieldPlaceSchema, sectionSchema, tabsSchema]))
  .max(300);

/** Every field place of a layout with the conditions of the containers round it, outermost first. */
export function placesOf(layout: Layout): { place: FieldPlace; conditions: ExpressionJson[] }[] {
  const places: { place: FieldPlace; conditions: ExpressionJson[] }[] = [];
  const walk = (nodes: Layout, conditions: ExpressionJson[]): void => {
    for (const node of nodes) {
      if (node.kind === 'field') places.push({ place: node, conditions });
      else if (node.kind === 'section') walk(node.children, within(conditions, node.visible));
      else for (const tab of node.tabs) walk(tab.children, within(conditions, tab.visible));
    }
  };
  walk(layout, []);
  return places;
}

function within(conditions: ExpressionJson[], visible: ExpressionJson | undefined): ExpressionJson[] {
  return visible === undefined ? conditions : [...conditions, visible];
}
