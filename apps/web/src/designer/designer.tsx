import { kinds } from '@fieldwork/metadata';
import { Route, Routes } from 'react-router';
import { MenuDesigner } from './app/menu-designer.js';
import { DraftGuard } from './document/draft-guard.js';
import { designedKinds, kindDesigns } from './kinds/kind-designs.js';

export { AppPage as DesignerHome } from './app/app-page.js';

/** The designer of an app's documents. */
export function Designer() {
  return (
    <Routes>
      <Route
        path="app/:document"
        element={
          <DraftGuard kind="app">
            <MenuDesigner />
          </DraftGuard>
        }
      />
      {designedKinds.map((kind) => {
        const { Designer: Own } = kindDesigns[kind];
        return (
          <Route
            key={kind}
            path={`${kinds[kind].folder}/:document`}
            element={
              <DraftGuard kind={kind}>
                <Own />
              </DraftGuard>
            }
          />
        );
      })}
    </Routes>
  );
}
