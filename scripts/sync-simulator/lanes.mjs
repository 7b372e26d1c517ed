import { crewApp, jobForm } from './crew-app.mjs';
import { createLine } from './line.mjs';

const app = 'crew';
const password = 'correct-horse-battery';

/** Installs the app and its people; a lane is one engineer with his phone, his office and a colleague. */
export async function openLanes(url, admin, count) {
  const chief = createLine(url, 'admin', admin);
  await chief.ask('POST', '/apps/import', { format: 'fieldwork-app', documents: crewApp });
  const lines = [chief];
  const hire = async (login, roles) => {
    const { id } = await chief.ask('POST', '/users', { login, name: login, password });
    await chief.ask('PUT', `/apps/${app}/members/${id}`, { roles });
    const line = createLine(url, login, password);
    lines.push(line);
    return { id, line };
  };
  const changeForm = formChanger(chief);
  const lanes = [];
  for (let n = 1; n <= count; n++) {
    const engineer = await hire(`engineer${n}`, ['engineer']);
    const other = await hire(`other${n}`, ['engineer']);
    const office = await hire(`office${n}`, ['office']);
    const make = async (form, values) =>
      (await office.line.ask('POST', `/apps/${app}/forms/${form}/records`, values)).id;
    const van = await make('van', { name: `van ${n}` });
    const part = await make('part', { name: 'seal', city: 'Wuxi' });
    await make('move', { van, part, quantity: '40' });
    lanes.push({
      engineer: engineer.line,
      engineerId: engineer.id,
      otherId: other.id,
      office: office.line,
      site: await make('site', { name: `site ${n}`, city: 'Wuxi' }),
      van,
      part,
      setRoles: (roles) => chief.ask('PUT', `/apps/${app}/members/${engineer.id}`, { roles }),
      changeForm,
    });
  }
  return { app, lanes, close: () => lines.map((line) => line.close()) };
}

/** The form gains a field, and loses it again, one change at a time. */
function formChanger(chief) {
  let has = false;
  let turn = Promise.resolve();
  const change = async () => {
    has = !has;
    const extra = { id: 'extra', type: 'text', label: 'extra' };
    const document = { ...jobForm, fields: has ? [...jobForm.fields, extra] : jobForm.fields };
    const at = `/apps/${app}/forms/job`;
    const { steps } = await chief.ask('PUT', at, { document });
    await chief.ask('POST', `${at}/publish`, { confirm: steps.map(({ key }) => key) });
  };
  return () => {
    turn = turn.then(change);
    return turn;
  };
}
