import { Route, Routes } from 'react-router';
import { AppPage } from './app/app-page.js';
import { FlowDesigner } from './flow/flow-designer.js';
import { FormDesigner } from './form/form-designer.js';

/** The designer of an app's documents. */
export function Designer() {
  return (
    <Routes>
      <Route index element={<AppPage />} />
      <Route path="forms/:document" element={<FormDesigner />} />
      <Route path="flows/:document" element={<FlowDesigner />} />
    </Routes>
  );
}
