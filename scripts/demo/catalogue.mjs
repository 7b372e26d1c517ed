import { ref } from './clock.mjs';

/** Products and parts of the demo company. */
export const models = [
  { id: 'm01', name: 'HK-VRF280 多联机', line: 'hvac', months: 36, care: 6, price: '86800.00' },
  { id: 'm02', name: 'HK-VRF450 多联机', line: 'hvac', months: 36, care: 6, price: '132000.00' },
  { id: 'm03', name: 'HK-C120 风管机', line: 'hvac', months: 24, care: 12, price: '23800.00' },
  { id: 'm04', name: 'HK-K72 天花机', line: 'hvac', months: 24, care: 12, price: '12600.00' },
  { id: 'm05', name: 'HK-M65 模块机组', line: 'hvac', months: 24, care: 6, price: '98500.00' },
  { id: 'm06', name: 'JS-RO400 直饮机', line: 'water', months: 12, care: 6, price: '6980.00' },
  { id: 'm07', name: 'JS-RO1000 净水站', line: 'water', months: 24, care: 3, price: '38600.00' },
  { id: 'm08', name: 'JS-U200 超滤机', line: 'water', months: 12, care: 6, price: '4280.00' },
  { id: 'm09', name: 'JS-B60 开水器', line: 'water', months: 18, care: 6, price: '5360.00' },
  { id: 'm10', name: 'FP-C3050 彩色复合机', line: 'printer', months: 12, care: 6, price: '26800.00' },
  { id: 'm11', name: 'FP-C5570 彩色复合机', line: 'printer', months: 12, care: 6, price: '45900.00' },
  { id: 'm12', name: 'FP-M2640 黑白复合机', line: 'printer', months: 12, care: 12, price: '13900.00' },
  { id: 'm13', name: 'FP-L880 激光打印机', line: 'printer', months: 12, care: 12, price: '3280.00' },
  { id: 'm14', name: 'HB-65 会议平板', line: 'panel', months: 24, care: 12, price: '13800.00' },
  { id: 'm15', name: 'HB-75 会议平板', line: 'panel', months: 24, care: 12, price: '19800.00' },
  { id: 'm16', name: 'HB-86 会议平板', line: 'panel', months: 36, care: 12, price: '28900.00' },
  { id: 'm17', name: 'HB-98 会议平板', line: 'panel', months: 36, care: 12, price: '56800.00' },
];

const partRows = [
  ['PT-1001', '室外机主控板', ['hvac'], 'piece', '1280.00', 14, 6],
  ['PT-1002', '变频压缩机', ['hvac'], 'piece', '3680.00', 4, 3],
  ['PT-1003', '室内机风扇电机', ['hvac'], 'piece', '460.00', 22, 8],
  ['PT-1004', '电子膨胀阀', ['hvac'], 'piece', '320.00', 17, 6],
  ['PT-1005', 'R410A 制冷剂', ['hvac'], 'kilogram', '95.00', 86, 30],
  ['PT-1006', '冷凝水提升泵', ['hvac'], 'piece', '280.00', 3, 6],
  ['PT-1007', '温度传感器', ['hvac', 'water'], 'piece', '45.00', 120, 40],
  ['PT-1008', '铜管接头套件', ['hvac'], 'set', '68.00', 55, 20],
  ['PT-1009', '减振胶垫', ['hvac'], 'set', '36.00', 64, 20],
  ['PT-2001', 'RO 反渗透膜 400G', ['water'], 'piece', '420.00', 26, 10],
  ['PT-2002', '前置 PP 棉滤芯', ['water'], 'piece', '28.00', 210, 60],
  ['PT-2003', '活性炭滤芯', ['water'], 'piece', '46.00', 4, 40],
  ['PT-2004', '增压泵', ['water'], 'piece', '360.00', 15, 6],
  ['PT-2005', '进水电磁阀', ['water'], 'piece', '85.00', 32, 10],
  ['PT-2006', '快接密封圈', ['water'], 'set', '12.00', 300, 80],
  ['PT-2007', '加热管组件', ['water'], 'set', '210.00', 11, 6],
  ['PT-2008', 'TDS 水质探头', ['water'], 'piece', '75.00', 28, 10],
  ['PT-3001', '定影组件', ['printer'], 'set', '1580.00', 6, 4],
  ['PT-3002', '搓纸轮套件', ['printer'], 'set', '120.00', 48, 20],
  ['PT-3003', '感光鼓组件', ['printer'], 'piece', '680.00', 19, 8],
  ['PT-3004', '黑色墨粉盒', ['printer'], 'piece', '390.00', 42, 15],
  ['PT-3005', '转印带', ['printer'], 'piece', '1150.00', 2, 4],
  ['PT-3006', '复合机电源板', ['printer'], 'piece', '540.00', 9, 4],
  ['PT-3007', '网络接口板', ['printer', 'panel'], 'piece', '330.00', 13, 5],
  ['PT-4001', '触控红外边框', ['panel'], 'set', '980.00', 7, 4],
  ['PT-4002', '平板电源板', ['panel'], 'piece', '460.00', 12, 5],
  ['PT-4003', '平板主板', ['panel'], 'piece', '1860.00', 5, 3],
  ['PT-4004', '背光灯条', ['panel'], 'set', '620.00', 8, 4],
  ['PT-4005', '无线投屏模块', ['panel'], 'piece', '290.00', 16, 6],
  ['PT-4006', 'OPS 电脑模块', ['panel'], 'piece', '2980.00', 4, 2],
];
const suppliers = ['华信制冷配件', '清源水处理材料', '恒印耗材', '视联电子', '恒川总部仓'];

/** Dear parts are followed piece by piece, what ages by its batch. */
const tracked = {
  'PT-1002': 'serial',
  'PT-4003': 'serial',
  'PT-4006': 'serial',
  'PT-1005': 'batch',
  'PT-2001': 'batch',
};
const leadDays = { hvac: 21, water: 10, printer: 14, panel: 28 };

export const parts = partRows.map(([code, name, lines, unit, price, stock, reorder], index) => ({
  id: `p${String(index + 1).padStart(2, '0')}`,
  code,
  name,
  lines,
  unit,
  price,
  stock,
  reorder,
  tracking: tracked[code] ?? 'none',
  cost: (Number(price) * 0.62).toFixed(2),
  leadDays: leadDays[lines[0]],
  supplier: suppliers[{ hvac: 0, water: 1, printer: 2, panel: 3 }[lines[0]]],
}));

export function partByCode(code) {
  return parts.find((part) => part.code === code);
}

export function modelRecords(random, day) {
  return models.map(({ id, name, line, months, care, price }) => ({
    id,
    created: -1100,
    values: {
      name,
      line,
      warranty_months: months,
      maintenance_months: care,
      list_price: price,
      is_current: name !== 'FP-L880 激光打印机',
      launched_on: day(-random.between(1200, 2600)),
    },
  }));
}

/** Parts that fit some models of their line only; what is not named here fits all of them. */
const fitting = {
  'PT-1001': ['m01', 'm02', 'm05'],
  'PT-1002': ['m01', 'm02'],
  'PT-1006': ['m03', 'm04'],
  'PT-2001': ['m06', 'm07'],
  'PT-2007': ['m09'],
  'PT-3003': ['m10', 'm11', 'm12'],
  'PT-3005': ['m10', 'm11'],
  'PT-4003': ['m14', 'm15'],
};
/** A part names only parts before it: the demo is made in this order. */
const substitutes = {
  'PT-1009': [['PT-1008', '套件内含胶垫']],
  'PT-2003': [['PT-2002', '临时替代，一个月内换回']],
  'PT-4002': [['PT-3006', '同规格电源板']],
};

function modelsOf(code, lines) {
  return fitting[code] ?? models.filter(({ line }) => lines.includes(line)).map(({ id }) => id);
}

export function partRecords() {
  return parts.map(
    ({ id, code, name, lines, unit, price, cost, tracking, leadDays: days, reorder, supplier }) => ({
      id,
      created: -1000,
      values: {
        ...{ code, name, product_lines: lines, unit, price, cost, tracking },
        ...{ reorder_point: reorder, lead_days: String(days), supplier },
        fits: modelsOf(code, lines).map((model) => ({ model: ref('product_model', model) })),
        substitutes: (substitutes[code] ?? []).map(([other, note]) => ({
          part: ref('part', partByCode(other).id),
          note,
        })),
      },
    }),
  );
}
