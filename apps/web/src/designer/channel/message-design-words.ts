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
  wechat_hint: [
    '粉丝在公众号里留言即生成记录。回调地址是 /api/v1/wechat/<渠道编号>，Token 和密钥在「设置 · 消息渠道」里填写。',
    'What followers write becomes records. The address to call back is /api/v1/wechat/<messenger>; token and key are set under Settings, Messengers.',
  ],
  becomes: ['留言成为', 'Becomes'],
  values: ['写入', 'Values'],
  follower_text: ['留言内容', 'What was written'],
  follower_openid: ['粉丝 openid', 'Openid of the follower'],
  reply: ['自动回复', 'Reply'],
  welcome: ['关注或点菜单时的回复', 'Said to new followers'],
  most_per_hour: ['每人每小时最多几条', 'At most per follower and hour'],
  undelivered: ['送不到时写入', 'Set when it does not arrive'],
  undelivered_hint: [
    '对方拒收，或一天内一直联系不上时，改写这条记录',
    'Changes the record when the other side refuses it, or cannot be reached for a day',
  ],
  links_record: ['附上记录的链接（给成员）', 'With a link to the record (for members)'],
  links_page: ['带上客户门户的链接', 'Carries the link to a portal'],
});
