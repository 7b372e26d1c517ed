import { models } from './catalogue.mjs';
import { day, ref, user } from './clock.mjs';
import { cities, placeIn } from './people.mjs';

const names = {
  beijing: [
    '朗悦酒店',
    '望京国际中心物业',
    '育英实验学校',
    '康宁医院',
    '京北精密制造',
    '盛邻超市',
    '海淀区政务服务中心',
    '云帆科技',
    '和平里社区食堂',
    '瑞合律师事务所',
  ],
  shanghai: [
    '外滩云邸酒店',
    '张江科创园物业',
    '东华职业学院',
    '仁安门诊部',
    '申江汽车零部件',
    '鲜途生鲜',
    '静安文化馆',
    '澜途设计',
    '浦汇会展中心',
    '漕河泾共享办公',
  ],
  guangzhou: [
    '珠江新城酒店公寓',
    '天河城物业',
    '岭南国际学校',
    '康泽口腔',
    '黄埔电子厂',
    '粤鲜超市',
    '番禺图书馆',
    '南沙物流园',
    '海心沙会议中心',
    '乐天下餐饮',
  ],
  wuhan: [
    '东湖宾馆',
    '光谷广场物业',
    '江汉科技大学',
    '同和医院',
    '武锅装备',
    '中百邻里店',
    '洪山区人民法院',
    '楚天传媒',
    '金银湖数据中心',
    '江城烘焙',
  ],
  chengdu: [
    '锦里民宿',
    '天府软件园物业',
    '七中育才分校',
    '华西康复中心',
    '西部轨道装备',
    '红旗邻里超市',
    '高新区税务局',
    '蓉城游戏',
    '春熙路百货',
    '老灶火锅',
  ],
  xian: [
    '大唐西市酒店',
    '高新科技大厦物业',
    '交大附属小学',
    '雁塔中医馆',
    '航天机电',
    '人人乐便利',
    '未央区档案馆',
    '秦风文创',
    '曲江演艺中心',
    '长安米业',
  ],
};
const industries = [
  'hotel',
  'office',
  'education',
  'medical',
  'factory',
  'retail',
  'public',
  'office',
  'other',
  'other',
];
const persons = ['陈女士', '王先生', '李先生', '刘女士', '杨先生', '赵女士'];
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭'.split(
    '',
  );
const given = [
  '晓明',
  '丽华',
  '国强',
  '婷婷',
  '建平',
  '志伟',
  '美玲',
  '海涛',
  '雪梅',
  '俊杰',
  '佳怡',
  '文静',
  '永刚',
  '秀英',
  '子轩',
  '雨欣',
  '浩然',
  '小红',
  '立军',
  '玉兰',
  '春燕',
  '家明',
  '慧敏',
  '向东',
];
const jobs = [
  '行政主管',
  '设备科长',
  '物业经理',
  'IT 主管',
  '后勤主任',
  '工程部经理',
  '采购专员',
  '值班工程师',
  '总经理助理',
  '店长',
];
const places = [
  '1 号楼 3 层茶水间',
  '2 号楼 B1 机房',
  '屋顶设备平台',
  '行政楼 305',
  '前台大厅',
  '多功能会议室',
  '三楼打印间',
  '后厨操作间',
  '教学楼 A 座 2 层',
  '门诊大厅',
  '生产车间东侧',
  '5 楼小会议室',
  '员工餐厅',
  '裙楼 4 层走廊',
  '地下车库设备间',
];

export function makeCustomers(random) {
  return cities.flatMap((city, cityIndex) =>
    names[city.id].map((short, index) => {
      const isPerson = index === 9 && cityIndex % 2 === 1;
      const tier = index < 2 ? random.pick(['vip', 'a']) : random.weighted({ vip: 1, a: 3, b: 5, c: 3 });
      return {
        id: `c${String(cityIndex * 10 + index + 1).padStart(3, '0')}`,
        city,
        isPerson,
        tier,
        name: isPerson
          ? `${persons[cityIndex]}（${city.name}${random.pick(city.districts)}）`
          : `${short.startsWith(city.name) ? '' : city.name}${short}`,
        industry: industries[index],
        since: -random.between(380, 2200),
        owner: random.pick(['sales1', 'sales2']),
        address: {
          province: city.province,
          city: city.city,
          district: random.pick(city.districts),
          detail: `${random.pick(city.streets)}${random.between(6, 388)} 号`,
          ...placeIn(city, index),
        },
        phone: `${random.pick(['138', '139', '186', '177'])}0000${random.between(1000, 9999)}`,
      };
    }),
  );
}

export function customerRecords(customers, random) {
  return customers.map(({ id, city, isPerson, tier, name, industry, since, owner, address, phone }) => {
    const tags = [];
    if (tier === 'vip' || random.chance(0.35)) tags.push('contract');
    if (tier === 'vip') tags.push('key_account');
    if (industry === 'hotel' && random.chance(0.6)) tags.push('night_only');
    if (industry === 'factory' || random.chance(0.15)) tags.push('access_permit');
    if (random.chance(0.07)) tags.push('slow_payment');
    if (random.chance(0.08)) tags.push('sensitive');
    return {
      id,
      created: since,
      by: 'agent1',
      values: {
        name,
        type: isPerson ? 'person' : 'company',
        tier,
        ...(isPerson ? {} : { industry }),
        region: city.region,
        address,
        phone,
        owner_member: user(owner),
        tags,
        since: day(since),
      },
    };
  });
}

export function makeContacts(customers, random) {
  return customers.flatMap((customer) =>
    Array.from({ length: customer.isPerson ? 1 : random.between(1, 2) }, (_, index) => ({
      id: `${customer.id}_${index + 1}`,
      customer,
      isMain: index === 0,
      job: customer.isPerson ? null : random.pick(jobs),
      name: customer.isPerson ? customer.name.slice(0, 3) : `${random.pick(surnames)}${random.pick(given)}`,
      phone:
        index === 0 && customer.isPerson
          ? customer.phone
          : `${random.pick(['135', '150', '188', '199'])}0000${random.between(1000, 9999)}`,
    })),
  );
}

export function contactRecords(contacts) {
  return contacts.map(({ id, customer, isMain, job, name, phone }) => ({
    id,
    created: customer.since,
    by: 'agent1',
    values: { name, customer: ref('customer', customer.id), ...(job ? { job } : {}), phone, is_main: isMain },
  }));
}

const wanted = {
  hotel: { hvac: 5, water: 3, panel: 1 },
  office: { hvac: 4, printer: 3, panel: 3, water: 1 },
  education: { panel: 5, water: 3, printer: 2 },
  medical: { hvac: 3, water: 3, printer: 2 },
  factory: { hvac: 3, water: 2, printer: 2 },
  retail: { hvac: 4, water: 1, printer: 1 },
  public: { printer: 3, panel: 3, hvac: 2 },
  other: { printer: 3, panel: 2, hvac: 2, water: 2 },
};

export function makeDevices(customers, random) {
  const devices = [];
  for (let index = 0; devices.length < 200; index++) {
    const customer = customers[index % customers.length];
    if (index >= customers.length * 2 && random.chance(customer.isPerson ? 0.9 : 0.3)) continue;
    const line = customer.isPerson ? 'water' : random.weighted(wanted[customer.industry]);
    const model = random.pick(models.filter((candidate) => candidate.line === line));
    const installed = -random.between(30, Math.max(60, Math.min(1400, -customer.since)));
    const number = devices.length + 1;
    devices.push({
      id: `d${String(number).padStart(3, '0')}`,
      customer,
      model,
      line,
      installed,
      serial: `${model.name.slice(0, 2)}${String(100000 + number * 4177 + random.between(0, 999)).slice(-6)}`,
      place: customer.isPerson ? '厨房' : random.pick(places),
      extended: random.chance(0.15) ? 12 : 0,
    });
  }
  return devices;
}

export function deviceRecords(devices, random) {
  return devices.map(({ id, customer, model, installed, serial, place, extended, lastService }) => ({
    id,
    created: installed,
    by: 'agent2',
    values: {
      serial,
      model: ref('product_model', model.id),
      customer: ref('customer', customer.id),
      state: random.chance(0.03) ? 'stopped' : 'in_use',
      location: place,
      site_address: customer.address,
      purchased_on: day(installed - random.between(5, 40)),
      installed_on: day(installed),
      extended_months: extended,
      ...(lastService === undefined ? {} : { last_serviced_on: day(lastService) }),
    },
  }));
}
