import { defineWords } from '../../words/words.js';

export const labelWords = defineWords('labels', {
  labels: ['打印标签', 'Print labels'],
  print: ['打印 {{count}} 张', 'Print {{count}}'],
  hint: [
    '打印时边距选“无”、缩放选 100%；也可在打印窗口另存为 PDF。',
    'Print without margins at 100 %; the print window also saves a PDF.',
  ],
  size: ['标签尺寸', 'Size'],
  size_a4_24: ['A4 每张 24 枚（70 × 37 毫米）', 'A4, 24 on a sheet (70 × 37 mm)'],
  size_a4_12: ['A4 每张 12 枚（105 × 49 毫米）', 'A4, 12 on a sheet (105 × 49 mm)'],
  size_roll_50: ['标签卷 50 × 30 毫米', 'Roll 50 × 30 mm'],
  size_roll_70: ['标签卷 70 × 50 毫米', 'Roll 70 × 50 mm'],
  used: ['首张已用掉几枚', 'Labels used up on the first sheet'],
  lines: ['标题下的字段', 'Fields below the title'],
  code: ['二维码内容', 'What the code holds'],
  code_address: ['记录地址（登录后打开）', 'Address of the record (for who may sign in)'],
  code_link: ['公开链接：{{name}}', 'Public link: {{name}}'],
  code_field: ['字段：{{name}}', 'Field: {{name}}'],
  no_code: [
    '有 {{count}} 条没有内容可编码，或内容过长，标签上只有文字。',
    '{{count}} have nothing to encode, or too much: their labels hold words alone.',
  ],
});
