import { defineWords } from '../../words/words.js';

export const messageDesignWords = defineWords('message_design', {
  hint: [
    '发给客户或外部人员的话。走短信、微信还是邮件，由管理员在「设置 · 消息渠道」里指定。规则用「发送消息」来发。',
    'Words for customers and others outside. By SMS, WeChat or mail is up to the administrator under Settings, Messengers. Rules send it.',
  ],
  about: ['关于哪个表单的记录', 'About records of'],
  to: ['收件地址', 'To'],
  to_hint: [
    '电话、邮箱、微信 openid 等字段，或成员；群机器人不需要',
    'A telephone number, mail address, WeChat openid, or a member; robots in a group need none',
  ],
  title: ['标题', 'Title'],
  body: ['内容', 'Words'],
  parameters: ['模板参数', 'Template parameters'],
  parameters_hint: [
    '短信和公众号只发审核过的模板，参数名按模板填写',
    'SMS and official accounts send approved templates only; name the parameters as they do',
  ],
  parameter: ['参数', 'Name'],
  value: ['取值', 'Value'],
  add_parameter: ['添加参数', 'Add a parameter'],
  links_record: ['附上记录的链接（给成员）', 'With a link to the record (for members)'],
});
