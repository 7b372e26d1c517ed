import { defineWords } from '../../words/words.js';

export const channelWords = defineWords('channel_design', {
  form: ['变成哪个表单的记录', 'Becomes a record of'],
  values: ['新记录的值', 'Values of the new record'],
  find: ['从邮件找出相关记录', 'Records the mail has to do with'],
  find_hint: [
    '例如按发件地址找到联系人；找到的记录可以在取值里使用。',
    'For example the contact by his address; values can use what was found.',
  ],
  add_find: ['添加查找', 'Add'],
  in_form: ['在哪个表单找', 'In which form'],
  filter: ['条件', 'Condition'],
  files: ['附件放进', 'Files go to'],
  reply: ['客户回复时写入', 'Written when the customer answers'],
  acknowledge: ['自动回执', 'Automatic receipt'],
  subject: ['主题', 'Subject'],
  body: ['内容', 'Text'],
  most: ['同一发件人每小时最多新建', 'New records per sender and hour at most'],
  mailbox_hint: [
    '邮箱地址和密码由管理员在“设置 → 邮箱”里填写。',
    'The mailbox itself is set up by an administrator under Settings → Mail.',
  ],
  mail: ['邮件', 'Mail'],
  mail_subject: ['主题', 'subject'],
  mail_text: ['正文', 'text'],
  mail_from: ['发件地址', 'address'],
  mail_from_name: ['发件人', 'sender'],
  mail_received_at: ['收到时间', 'received'],
});
