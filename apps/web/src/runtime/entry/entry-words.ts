import { defineWords } from '../../words/words.js';

export const entryWords = defineWords('entry', {
  welcome: ['欢迎使用 Fieldwork', 'Welcome to Fieldwork'],
  setup_hint: [
    '设置管理员密码，选择如何开始。只需一分钟。',
    'Set the administrator’s password and choose how to begin. It takes a minute.',
  ],
  administrator_name: ['管理员', 'Administrator'],
  administrator: ['管理员登录名', 'Administrator login'],
  sign_in_title: ['登录 Fieldwork', 'Sign in to Fieldwork'],
  password_rule: ['至少 8 个字符，越长越好', 'At least 8 characters; longer is better'],
  strength_0: ['太短', 'Too short'],
  strength_1: ['弱', 'Weak'],
  strength_2: ['一般', 'Fair'],
  strength_3: ['好', 'Good'],
  strength_4: ['很好', 'Very good'],
  begin_with: ['从哪里开始', 'Begin with'],
  demo: ['售后服务应用（含演示数据）', 'After-sales app with demo data'],
  demo_hint: [
    '客户、设备、工单、流程、看板都已就绪，可以马上试用',
    'Customers, devices, work orders, flow and dashboard, ready to try',
  ],
  demo_people: ['演示账号', 'People of the demo'],
  demo_people_hint: [
    '演示人员用下面的登录名和同一个密码登录。密码只显示这一次，请记下。',
    'The people of the demo sign in with these names and one password. It is shown this once: note it down.',
  ],
  demo_people_noted: ['已记下，进入工作台', 'Noted: open the workspace'],
  empty: ['空白', 'Empty'],
  empty_hint: ['自己设计应用，或从 Excel、CSV 导入', 'Design your own app, or import Excel or CSV'],
  start: ['开始使用', 'Get started'],
  installing: ['正在安装，请稍候', 'Installing, one moment'],
  installing_account: ['创建管理员账号', 'Creating the administrator'],
  installing_content: ['安装应用和演示数据', 'Installing the app and demo data'],
  installing_open: ['打开工作台', 'Opening the workspace'],
  content_failed: [
    '管理员已创建，但演示内容没有装上。您可以先使用空白环境，稍后再安装。',
    'The administrator is ready, but the demo content could not be installed. You can start empty and install it later.',
  ],
  continue: ['继续', 'Continue'],
  setup_done: ['安装已经完成，请直接登录。', 'This installation is set up already. Please sign in.'],
  setup_no_token: [
    '请使用启动时打印在控制台的安装链接打开此页。',
    'Open this page with the set-up link that was printed at start.',
  ],
  setup_needed: [
    '系统还没有完成安装。请用启动时控制台里的安装链接打开安装页。',
    'This installation is not set up yet. Open the set-up link that was printed at start.',
  ],
});
