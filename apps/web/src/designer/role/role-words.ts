import { defineWords } from '../../words/words.js';

export const roleDesignWords = defineWords('role_design', {
  read: ['查看', 'View'],
  create: ['新建', 'Create'],
  update: ['修改', 'Change'],
  delete: ['删除', 'Delete'],
  import: ['导入', 'Import'],
  export: ['导出', 'Export'],
  none: ['不允许', 'No'],
  own: ['本人负责的', 'Their own'],
  department: ['本部门的', 'Their department’s'],
  all: ['全部', 'All'],
  condition: ['满足条件的', 'On a condition'],
  hidden: ['看不到的字段', 'Fields not seen'],
  read_only: ['只读的字段', 'Fields only read'],
  rights: ['对各表单的权限', 'Rights by form'],
  pages: ['可以看的看板', 'Dashboards'],
  reports: ['可以看的报表', 'Reports'],
  everything: ['全部', 'All'],
  chosen: ['选定的', 'Chosen'],
  of: ['{{form}}：{{right}}', '{{form}}: {{right}}'],
});
