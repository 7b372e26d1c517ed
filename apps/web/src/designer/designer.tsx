import { Route, Routes } from 'react-router';
import { FormDesigner } from './form/form-designer.js';

/** The designer of an app's documents. */
export function Designer() {
  return (
    <Routes>
      <Route path="forms/:document" element={<FormDesigner />} />
    </Routes>
  );
}
